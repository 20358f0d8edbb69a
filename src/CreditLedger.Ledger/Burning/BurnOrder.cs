using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Ledger.Burning;

/// <summary>
/// R14: own before shared, unless the group has shared first; within each unlimited first (R48); lower priority number;
/// soonest expiry, never last; limited to named services before universal; earlier recorded; lower id.
/// </summary>
/// <param name="sharing">Who uses, and what others share with them.</param>
public sealed class BurnOrder(SharingOf sharing) : IComparer<CreditTerms>
{
    /// <summary>The order for a member with whom nobody shares.</summary>
    public BurnOrder(long memberId) : this(new SharingOf(memberId, [], [], default))
    {
    }

    /// <inheritdoc />
    public int Compare(CreditTerms? x, CreditTerms? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int order;
        if (x.OwnerId != y.OwnerId
            && (order = sharing.Turn(x.OwnerId, x.Benefit.Kind).CompareTo(sharing.Turn(y.OwnerId, y.Benefit.Kind))) != 0)
            return order;
        if ((order = y.IsUnlimited.CompareTo(x.IsUnlimited)) != 0) return order;
        if ((order = x.Priority.CompareTo(y.Priority)) != 0) return order;
        if ((order = (x.ExpiresAt ?? DateTime.MaxValue).CompareTo(y.ExpiresAt ?? DateTime.MaxValue)) != 0) return order;
        if ((order = y.Benefit.IsLimited.CompareTo(x.Benefit.IsLimited)) != 0) return order;
        if ((order = x.RecordedAt.CompareTo(y.RecordedAt)) != 0) return order;
        return x.Id.CompareTo(y.Id);
    }
}
