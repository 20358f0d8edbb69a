namespace CreditLedger.Web.Features.Shared;

/// <summary>The foot of a list: <c>&lt;partial name="_Pager" model="new Pager(...)" /&gt;</c>. A link that leads nowhere is none.</summary>
/// <param name="First">The first page.</param>
/// <param name="Previous">The page before.</param>
/// <param name="Next">The page after.</param>
/// <param name="Last">The last page, where the list offers it.</param>
/// <param name="Summary">What the list holds: "50 of 12,430 members".</param>
public sealed record Pager(string? First, string? Previous, string? Next, string? Last = null, string? Summary = null)
{
    /// <summary>The list with its exact number; none where that is known.</summary>
    public string? CountUrl { get; init; }

    /// <summary>Whether there is more than one page.</summary>
    public bool HasPages => Previous is not null || Next is not null;
}

/// <summary>One filter that is on: <c>&lt;partial name="_FilterChips" model="new FilterChips(...)" /&gt;</c>.</summary>
/// <param name="Label">"Status: Active".</param>
/// <param name="RemoveUrl">The list without it.</param>
public sealed record FilterChip(string Label, string RemoveUrl);

/// <summary>The filters that are on.</summary>
/// <param name="Chips">One each.</param>
/// <param name="ClearUrl">The list without any.</param>
public sealed record FilterChips(IReadOnlyList<FilterChip> Chips, string ClearUrl);

/// <summary>One tab: <c>&lt;partial name="_Tabs" model="new Tabs(...)" /&gt;</c>.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Url">Where it is: every tab has an address of its own.</param>
/// <param name="IsCurrent">Whether it is the one shown.</param>
/// <param name="Count">The figure next to it.</param>
public sealed record Tab(string Title, string Url, bool IsCurrent, string? Count = null);

/// <summary>A row of tabs.</summary>
/// <param name="Label">What it is, for those who hear the page: "Member sections".</param>
/// <param name="Items">The tabs.</param>
/// <param name="IsSub">Whether it stands below another row.</param>
public sealed record Tabs(string Label, IReadOnlyList<Tab> Items, bool IsSub = false);
