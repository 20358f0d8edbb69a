using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Burning;

/// <summary>A credit and what has become of it.</summary>
/// <param name="terms">Its terms.</param>
/// <param name="history">Its balance over time.</param>
/// <param name="sums">What its entries come to.</param>
public sealed class CreditState(CreditTerms terms, BalanceHistory history, CreditSums sums)
{
    /// <summary>Its terms.</summary>
    public CreditTerms Terms { get; } = terms;

    /// <summary>Its balance over time.</summary>
    public BalanceHistory History { get; } = history;

    /// <summary>What its entries come to (R5).</summary>
    public CreditSums Sums { get; } = sums;

    /// <summary>Whether a revocation, or the reversal of its grant, stands.</summary>
    public bool IsRevoked => Sums.Revoked;

    /// <summary>The sum of its entries (R5).</summary>
    public long Balance => History.Balance;

    /// <summary>A credit before its first entry.</summary>
    public static CreditState New(CreditRow row, BenefitTerms benefit) =>
        new(new CreditTerms(row, benefit), BalanceHistory.FromEntries([]), new CreditSums());

    /// <summary>Takes in one more entry.</summary>
    public void Add(EntryKind kind, EntryKind effectiveKind, long amount, DateTime usedAt)
    {
        History.Add(usedAt, amount);
        Sums.Add(kind, effectiveKind, amount, usedAt);
    }

    /// <summary>R12.</summary>
    public CreditStatus StatusAt(DateTime moment) => CreditStatusRule.Of(Terms.StartsAt, Terms.ExpiresAt, Balance, IsRevoked, moment);
}

/// <summary>R12: the status that is shown.</summary>
public static class CreditStatusRule
{
    /// <summary>The status at a moment.</summary>
    public static CreditStatus Of(DateTime startsAt, DateTime? expiresAt, long balance, bool isRevoked, DateTime moment)
    {
        if (isRevoked) return CreditStatus.Revoked;
        if (expiresAt is { } end && moment >= end) return CreditStatus.Expired;
        if (moment < startsAt) return CreditStatus.Upcoming;
        return balance > 0 ? CreditStatus.Current : CreditStatus.UsedUp;
    }
}
