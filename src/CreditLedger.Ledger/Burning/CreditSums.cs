using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Burning;

/// <summary>
/// What the entries of one credit come to (R5): granted − used + adjusted + moved = balance. The one place that says to which sum an
/// entry belongs. An allowance (R48) belongs to the balance alone, since its use takes it at once.
/// </summary>
public sealed class CreditSums
{
    private int _revocations;

    /// <summary>The sums of no entries.</summary>
    public CreditSums()
    {
    }

    /// <summary>The sums that are stored.</summary>
    public CreditSums(BalanceRow row)
    {
        (Balance, Used, Adjusted, Moved, LastUsedAt) = (row.Balance, row.Used, row.Adjusted, row.Moved, row.LastUsedAt);
        _revocations = row.Revoked ? 1 : 0;
    }

    /// <summary>Sum of all entries, in the smallest unit.</summary>
    public long Balance { get; private set; }

    /// <summary>Usages and their reversals, as a positive number.</summary>
    public long Used { get; private set; }

    /// <summary>Adjustments, revocations, an undone grant, and the reversals of the first two.</summary>
    public long Adjusted { get; private set; }

    /// <summary>Transfers and their reversals: minus for what went to other credits.</summary>
    public long Moved { get; private set; }

    /// <summary>The latest moment of any entry.</summary>
    public DateTime LastUsedAt { get; private set; }

    /// <summary>Whether a revocation, or the reversal of the grant, stands.</summary>
    public bool Revoked => _revocations > 0;

    /// <summary>Takes in an entry.</summary>
    /// <exception cref="OverflowException">A sum would not fit in 64 bits (R1).</exception>
    public void Add(EntryKind kind, EntryKind effectiveKind, long amount, DateTime usedAt)
    {
        Balance = checked(Balance + amount);
        switch (effectiveKind)
        {
            case EntryKind.Usage:
                Used = checked(Used - amount);
                break;
            case EntryKind.Transfer:
                Moved = checked(Moved + amount);
                break;
            case EntryKind.Adjustment or EntryKind.Revocation:
            case EntryKind.Grant when kind == EntryKind.Reversal:
                Adjusted = checked(Adjusted + amount);
                break;
        }

        if (usedAt > LastUsedAt) LastUsedAt = usedAt;
        if (kind == EntryKind.Revocation || (kind == EntryKind.Reversal && effectiveKind == EntryKind.Grant)) _revocations++;
        else if (kind == EntryKind.Reversal && effectiveKind == EntryKind.Revocation) _revocations--;
    }

    /// <summary>Takes in the sums of other entries of the same credit.</summary>
    public void Add(CreditSums other)
    {
        (Balance, Used, Adjusted, Moved) = checked(
            (Balance + other.Balance, Used + other.Used, Adjusted + other.Adjusted, Moved + other.Moved));
        if (other.LastUsedAt > LastUsedAt) LastUsedAt = other.LastUsedAt;
        _revocations += other._revocations;
    }
}
