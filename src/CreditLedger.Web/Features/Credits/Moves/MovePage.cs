using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>A form that extends, transfers or revokes, filled in as far as it was, and what it would do.</summary>
public sealed record MovePage
{
    /// <summary>Most credits that are listed; how many more there are is said.</summary>
    public const int MostShown = 200;

    /// <summary>What is done.</summary>
    public required MoveMode Mode { get; init; }

    /// <summary>The credits.</summary>
    public required IReadOnlyList<long> CreditIds { get; init; }

    /// <summary>The credit, when it is one that the path names.</summary>
    public AdjustableCredit? One { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required MoveForm Form { get; init; }

    /// <summary>The site's zone.</summary>
    public required string ZoneName { get; init; }

    /// <summary>Of many: each with what would happen to it, those that cannot first.</summary>
    public IReadOnlyList<MoveRow> Rows { get; init; } = [];

    /// <summary>Of many: how many cannot.</summary>
    public int UnfitCount { get; init; }

    /// <summary>Whether more credits matched than one posting takes.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why nothing can be done to the credit, whatever one types.</summary>
    public string? Blocked { get; init; }

    /// <summary>What will happen, when the form was understood.</summary>
    public MoveEffect? Effect { get; init; }

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The members that may be meant.</summary>
    public IReadOnlyList<MemberChoice> Choices { get; init; } = [];

    /// <summary>What the page calls itself.</summary>
    public string Title => One is not null ? $"{Mode} credit" : CreditIds.Count == 1 ? $"{Mode} 1 credit" : $"{Mode} {AmountFormat.Bare(CreditIds.Count)} credits";

    /// <summary>Where the form is sent.</summary>
    public string Path => PathOf(Mode, One?.Id);

    /// <summary>Where Cancel goes.</summary>
    public string BackPath => One is { } credit ? BenefitTabs.PathOf(credit.OwnerId, credit.Kind) : ListPath(Form.List);

    /// <summary>The path of a credit's form, or of the form for many.</summary>
    public static string PathOf(MoveMode mode, long? creditId) => creditId is { } id ? $"/credits/{id}/{mode.ToString().ToLowerInvariant()}" : $"/credits/many/{mode.ToString().ToLowerInvariant()}";

    /// <summary>The list in a state that a form carried along.</summary>
    public static string ListPath(string? query) => CreditListState.Read(query).Address.ToString();
}

/// <summary>One of many credits and what would happen to it.</summary>
/// <param name="Credit">The credit as it is.</param>
/// <param name="WhyNot">Why it cannot.</param>
public sealed record MoveRow(AdjustableCredit Credit, SkipReason? WhyNot);

/// <summary>What will happen (R19).</summary>
/// <param name="Sentence">In words and numbers.</param>
/// <param name="Confirm">What the button says; none while the credits that cannot stand in the way.</param>
/// <param name="Confirmed">What the button sends.</param>
/// <param name="Notes">What one should know before one confirms.</param>
public sealed record MoveEffect(string Sentence, string? Confirm, string Confirmed, IReadOnlyList<string> Notes);
