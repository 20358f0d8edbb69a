using CreditLedger.Data.Queries.Postings;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Web.Features.Postings;

/// <summary>What undoing a posting would do, or why it cannot be undone (R24).</summary>
public sealed record UndoPage
{
    /// <summary>Most balances that are listed; how many more there are is said.</summary>
    public const int MostShown = 200;

    /// <summary>The posting to undo.</summary>
    public required PostingSummary Posting { get; init; }

    /// <summary>What was typed; nothing of it is lost.</summary>
    public required UndoForm Form { get; init; }

    /// <summary>Every balance before and after.</summary>
    public IReadOnlyList<EntryOutcome> Entries { get; init; } = [];

    /// <summary>Names of the members whose balances are listed, by their numbers.</summary>
    public IReadOnlyDictionary<long, string> OwnerNames { get; init; } = new Dictionary<long, string>();

    /// <summary>What one should know before one confirms, such as what lapses at once.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why nothing can be undone.</summary>
    public string? Refusal { get; init; }

    /// <summary>The credits that stand in the way.</summary>
    public IReadOnlyList<InTheWay> InTheWay { get; init; } = [];
}

/// <summary>A credit that would go below zero.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="BenefitName">What people call it.</param>
public sealed record InTheWay(long CreditId, string BenefitName);
