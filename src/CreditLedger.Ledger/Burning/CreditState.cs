using CreditLedger.Ledger.Late;
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

    /// <summary>
    /// Where its remainder went; known where something is dated before a move (R16), and of a credit that was just granted.
    /// </summary>
    public CreditMoves? Moves { get; private init; }

    /// <summary>Whether a revocation, or the reversal of its grant, stands.</summary>
    public bool IsRevoked => Sums.Revoked;

    /// <summary>The sum of its entries (R5).</summary>
    public long Balance => History.Balance + Committed;

    /// <summary>
    /// What open commitments will take of it (R42). <see cref="History"/> counts it as taken from the credit's start on, so that no rule
    /// gives it away.
    /// </summary>
    public long Committed { get; private set; }

    /// <summary>A credit before its first entry.</summary>
    public static CreditState New(CreditRow row, BenefitTerms benefit) =>
        new(new CreditTerms(row, benefit), BalanceHistory.FromEntries([]), new CreditSums()) { Moves = new CreditMoves() };

    /// <summary>The same credit, of which more is known: its balance over time, and where its remainder went.</summary>
    public CreditState Knowing(BalanceHistory history, CreditMoves? moves = null)
    {
        var credit = new CreditState(Terms, history, Sums) { Moves = moves ?? Moves };
        credit.Commit(Committed);
        return credit;
    }

    /// <summary>A copy whose balance over time can be changed by itself.</summary>
    public CreditState Copy() => new(Terms, History.Copy(), Sums) { Moves = Moves, Committed = Committed };

    /// <summary>Says what all open commitments together take of it.</summary>
    public void Commit(long committed)
    {
        // An unlimited credit has what it takes (R48).
        if (committed == Committed || Terms.IsUnlimited) return;
        History.Add(Terms.StartsAt > History.KnownFrom ? Terms.StartsAt : History.KnownFrom, Committed - committed);
        Committed = committed;
    }

    /// <summary>Whether what left it at or after a moment might be taken back (R16).</summary>
    public bool HasMovedSince(DateTime moment) => Moves is not null && Moves.LeftSince(moment).Any();

    /// <summary>Whether it was revoked already at a moment, or by a revocation that nothing dated before it touches (R16).</summary>
    public bool IsRevokedAt(DateTime moment) => IsRevoked && Moves?.IsRevokedSince(moment) != true;

    /// <summary>Takes in one more entry.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="effectiveKind">The total it belongs to.</param>
    /// <param name="amount">Signed amount.</param>
    /// <param name="usedAt">Its moment.</param>
    /// <param name="withMembership">Whether it is a revocation by an end or change of membership.</param>
    public void Add(EntryKind kind, EntryKind effectiveKind, long amount, DateTime usedAt, bool withMembership = false)
    {
        Moves?.Add(kind, effectiveKind, amount, usedAt, withMembership);
        History.Add(usedAt, amount);
        Sums.Add(kind, effectiveKind, amount, usedAt);
    }

    /// <summary>R12.</summary>
    public CreditStatus StatusAt(DateTime moment) => CreditStatusRule.Of(
        Terms.StartsAt, Terms.ExpiresAt, Balance, IsRevoked, moment, Terms.IsUnlimited);
}

/// <summary>R12: the status that is shown.</summary>
public static class CreditStatusRule
{
    /// <summary>The status at a moment. Of an unlimited credit something always remains (R48).</summary>
    public static CreditStatus Of(
        DateTime startsAt, DateTime? expiresAt, long balance, bool isRevoked, DateTime moment, bool isUnlimited = false)
    {
        if (isRevoked) return CreditStatus.Revoked;
        if (expiresAt is { } end && moment >= end) return CreditStatus.Expired;
        if (moment < startsAt) return CreditStatus.Upcoming;
        return balance > 0 || isUnlimited ? CreditStatus.Current : CreditStatus.UsedUp;
    }
}
