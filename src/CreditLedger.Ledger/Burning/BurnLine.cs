using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Burning;

/// <summary>
/// Credits in the order in which a usage would draw from them, and which it would pass over, and why (R14, R15). The one rule for usages
/// and for the pages that show the order.
/// </summary>
public static class BurnLine
{
    /// <summary>
    /// The queue for a member; skipped credits keep their place in the order. Rights and liveness are those of the moment of
    /// <paramref name="sharing"/>, when the use takes place; what is held counts from <paramref name="usedAt"/> on.
    /// </summary>
    public static IReadOnlyList<QueuedCredit> Of(
        SharingOf sharing, IEnumerable<CreditState> credits, long? serviceId, DateTime usedAt, SiteZone zone)
    {
        var sorted = credits.ToList();
        Sort(sorted, sharing);
        return sorted.ConvertAll(credit => new QueuedCredit(credit, WhyNot(credit, sharing, serviceId, usedAt, zone)));
    }

    /// <summary>Puts credits in the order of use, in place: an import asks a million times.</summary>
    internal static void Sort(List<CreditState> credits, SharingOf sharing)
    {
        if (credits.Count < 2) return;
        var order = new BurnOrder(sharing);
        credits.Sort((x, y) => order.Compare(x.Terms, y.Terms));
    }

    /// <summary>Why a usage passes a credit over; none when it would draw from it.</summary>
    internal static SkipReason? WhyNot(CreditState credit, SharingOf sharing, long? serviceId, DateTime usedAt, SiteZone zone)
    {
        var terms = credit.Terms;
        if (!sharing.Allows(terms)) return SkipReason.NotShared;
        if (credit.IsRevokedAt(usedAt)) return SkipReason.Revoked;
        if (sharing.Moment < terms.StartsAt) return SkipReason.NotStarted;
        if (terms.IsExpiredAt(sharing.Moment)) return SkipReason.Expired;
        if (!terms.Benefit.Covers(serviceId)) return SkipReason.DoesNotCoverService;
        return WhyEmpty(credit, usedAt)
            ?? (sharing.CapOn(terms.OwnerId, terms.Benefit.Unit, zone) is { Left: 0 } ? SkipReason.CapReached : null);
    }

    private static SkipReason? WhyEmpty(CreditState credit, DateTime usedAt)
    {
        if (credit.Terms.IsUnlimited) return null;

        // At or after the last entry, "then" and "now" are the same balance.
        var history = credit.History;
        if (!history.Reaches(usedAt)) return credit.Balance <= 0 ? SkipReason.UsedUp : null;
        if (history.At(usedAt) <= 0) return credit.Committed > 0 && credit.Balance > 0 ? SkipReason.Committed : SkipReason.UsedUp;
        if (history.LowestSince(usedAt) > 0 || credit.HasMovedSince(usedAt)) return null;
        return credit.Committed > 0 ? SkipReason.Committed : SkipReason.NotHeldSince;
    }
}
