using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Burning;

/// <summary>A credit and what has become of it.</summary>
/// <param name="terms">Its terms.</param>
/// <param name="history">Its balance over time.</param>
/// <param name="isRevoked">Whether a revocation, or the reversal of its grant, stands.</param>
public sealed class CreditState(CreditTerms terms, BalanceHistory history, bool isRevoked)
{
    /// <summary>Its terms.</summary>
    public CreditTerms Terms { get; } = terms;

    /// <summary>Its balance over time.</summary>
    public BalanceHistory History { get; } = history;

    /// <summary>Whether a revocation, or the reversal of its grant, stands.</summary>
    public bool IsRevoked { get; set; } = isRevoked;

    /// <summary>The sum of its entries (R5).</summary>
    public long Balance => History.Balance;

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
