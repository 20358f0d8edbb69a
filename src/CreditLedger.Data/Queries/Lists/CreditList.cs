namespace CreditLedger.Data.Queries.Lists;

/// <summary>What the list of all credits can be sorted by.</summary>
public enum CreditSort
{
    /// <summary>The end, soonest first; of expired ones the latest first.</summary>
    Ends,

    /// <summary>When it was recorded, newest first.</summary>
    Added,
}

/// <summary>Which credits of the whole space, in which order.</summary>
public sealed record CreditFilter
{
    /// <summary>What they are now (R12); none means any.</summary>
    public CreditStatus? Status { get; init; } = CreditStatus.Current;

    /// <summary>One kind.</summary>
    public BenefitKind? Kind { get; init; }

    /// <summary>One currency: an ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>One benefit.</summary>
    public long? BenefitId { get; init; }

    /// <summary>What the memberships of one plan were granted.</summary>
    public long? PlanId { get; init; }

    /// <summary>One way to be given.</summary>
    public CreditSource? Source { get; init; }

    /// <summary>They end after this moment.</summary>
    public DateTime? EndsAfter { get; init; }

    /// <summary>They end at this moment or before it.</summary>
    public DateTime? EndsBy { get; init; }

    /// <summary>Words that must each begin a word of the owner's name, e-mail or reference.</summary>
    public string? Owner { get; init; }

    /// <summary>The order.</summary>
    public CreditSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }
}

/// <summary>One row of the list of all credits.</summary>
/// <param name="Credit">Terms and sums.</param>
/// <param name="OwnerName">The owner's name.</param>
/// <param name="OwnerReference">The owner's reference.</param>
public sealed record ListedCredit(CreditSummary Credit, string OwnerName, string OwnerReference);
