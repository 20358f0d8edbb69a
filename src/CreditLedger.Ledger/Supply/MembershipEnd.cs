using CreditLedger.Ledger.Burning;

namespace CreditLedger.Ledger.Supply;

/// <summary>When a membership ends (R28).</summary>
public enum MembershipEnd
{
    /// <summary>When the period that runs is over, the longest where lines differ.</summary>
    AtPeriodEnd = 1,

    /// <summary>At once.</summary>
    Now = 2,

    /// <summary>When a chosen day is over (R52).</summary>
    OnDay = 3,
}

/// <summary>What the end of a membership comes to, alone or for another in its place (R19, R28).</summary>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Remaining">Its credits of which something remains; revoked or kept.</param>
public sealed record EndingEffect(DateTime EndsAt, IReadOnlyList<RemainingCredit> Remaining)
{
    /// <summary>
    /// The agreed end, which stays on record: it holds again when this end is taken back, and for the plan in its place (R28).
    /// </summary>
    public DateTime? AgreedEndsAt { get; init; }

    /// <summary>What the plan in its place grants; empty where none follows.</summary>
    public IReadOnlyList<LineOutlook> Grants { get; init; } = [];
}

/// <summary>A credit of which something remains.</summary>
/// <param name="Terms">The credit.</param>
/// <param name="Amount">What remains now and was held ever since, in the smallest unit.</param>
public sealed record RemainingCredit(CreditTerms Terms, long Amount);
