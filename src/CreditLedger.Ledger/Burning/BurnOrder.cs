namespace CreditLedger.Ledger.Burning;

/// <summary>
/// R14: own before shared; lower priority number; soonest expiry, never last; limited to named services before universal; earlier
/// recorded; lower id.
/// </summary>
/// <param name="memberId">The member who uses: whose credits are "own".</param>
public sealed class BurnOrder(long memberId) : IComparer<CreditTerms>
{
    /// <inheritdoc />
    public int Compare(CreditTerms? x, CreditTerms? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int order;
        if ((order = (x.OwnerId != memberId).CompareTo(y.OwnerId != memberId)) != 0) return order;
        if ((order = x.Priority.CompareTo(y.Priority)) != 0) return order;
        if ((order = (x.ExpiresAt ?? DateTime.MaxValue).CompareTo(y.ExpiresAt ?? DateTime.MaxValue)) != 0) return order;
        if ((order = y.Benefit.IsLimited.CompareTo(x.Benefit.IsLimited)) != 0) return order;
        if ((order = x.RecordedAt.CompareTo(y.RecordedAt)) != 0) return order;
        return x.Id.CompareTo(y.Id);
    }
}
