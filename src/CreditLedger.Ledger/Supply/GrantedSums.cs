namespace CreditLedger.Ledger.Supply;

/// <summary>
/// What became of what a membership granted: granted + moved − used + adjusted − expired = remaining, of a credit, of a credit with
/// those that took its place, and of all credits together. A rollover leaves one credit and comes into another: of both together nothing
/// moved.
/// </summary>
/// <param name="Granted">What was granted; 0 for a credit that continues another one.</param>
/// <param name="Moved">What came in from another period, less what went on to another period or to another member.</param>
/// <param name="Used">Usages that were not undone.</param>
/// <param name="Adjusted">Adjustments and revocations, an undone grant among them; signed.</param>
/// <param name="Expired">What cannot be used any more.</param>
/// <param name="Remaining">What can be used, now or once it starts.</param>
public readonly record struct GrantedSums(long Granted, long Moved, long Used, long Adjusted, long Expired, long Remaining)
{
    /// <summary>The sums of one credit, or of many of the same sort, from their stored sums (R5).</summary>
    /// <param name="balance">Sum of all entries.</param>
    /// <param name="used">As a positive number.</param>
    /// <param name="adjusted">Signed.</param>
    /// <param name="moved">Signed.</param>
    /// <param name="isFed">Whether a move gave it: <see cref="IsFed"/>.</param>
    /// <param name="isOver">Whether nothing of it can be used any more: expired or revoked.</param>
    public static GrantedSums Of(long balance, long used, long adjusted, long moved, bool isFed, bool isOver)
    {
        var given = checked(balance + used - adjusted - moved);
        return new GrantedSums(isFed ? 0 : given, isFed ? checked(moved + given) : moved, used, adjusted, isOver ? balance : 0,
            isOver ? 0 : balance);
    }

    /// <summary>
    /// Whether what a credit was given came from another credit of the membership: rolled over, extended (R23), or moved with it (R50).
    /// </summary>
    public static bool IsFed(SupplyPart part, CreditSource source) =>
        part == SupplyPart.Rollover || source is CreditSource.Extension or CreditSource.Transfer;

    /// <summary>Adds the sums of two.</summary>
    public static GrantedSums operator +(GrantedSums one, GrantedSums other) => checked(new GrantedSums(
        one.Granted + other.Granted, one.Moved + other.Moved, one.Used + other.Used, one.Adjusted + other.Adjusted,
        one.Expired + other.Expired, one.Remaining + other.Remaining));
}
