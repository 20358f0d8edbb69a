namespace CreditLedger.Data.Queries.Lists;

/// <summary>Which groups.</summary>
public sealed record GroupFilter
{
    /// <summary>What was typed; every word must be part of the group's name.</summary>
    public string? Search { get; init; }

    /// <summary>One kind.</summary>
    public GroupKind? Kind { get; init; }

    /// <summary>Whether archived ones are shown, and nothing else.</summary>
    public bool Archived { get; init; }

    /// <summary>Whether the order by name is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether any group is left out that the list would show by itself.</summary>
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Kind is not null || Archived;
}

/// <summary>A group as a row of the list.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Kind">Team, business or family.</param>
/// <param name="OwnerId">Whose credits are shared.</param>
/// <param name="OwnerName">That member's name.</param>
/// <param name="Members">How many members it has, besides the owner.</param>
public sealed record GroupListRow(long Id, string Name, GroupKind Kind, long OwnerId, string OwnerName, int Members)
{
    /// <summary>The kinds it shares.</summary>
    public IReadOnlyList<BenefitKind> Shares { get; init; } = [];
}
