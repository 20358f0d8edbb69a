using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Sharing;

/// <summary>Puts credits into the order in which a usage draws from them, by the rule that usages obey (R13 to R15).</summary>
internal sealed class CreditLine(SharingOf sharing, SiteZone zone)
{
    /// <summary>
    /// By kind; usable ones in burn order with their places, then used up, upcoming and revoked ones with why they are skipped.
    /// </summary>
    public List<CreditSummary> Place(IReadOnlyList<CreditState> credits)
    {
        var summaries = credits.Select(credit => CreditSummary.Of(credit, sharing.Moment));
        var skips = new Dictionary<long, SkipReason>();
        var places = new Dictionary<long, int>();
        foreach (var kind in credits.GroupBy(credit => credit.Terms.Benefit.Kind))
        {
            var place = 0;
            foreach (var (credit, skip) in BurnLine.Of(sharing, kind, null, sharing.Moment, zone))
            {
                if (skip is { } reason) skips[credit.Terms.Id] = reason;
                else places[credit.Terms.Id] = ++place;
            }
        }

        return
        [
            .. summaries
                .Select(credit => places.TryGetValue(credit.Id, out var place) ? credit with { BurnPlace = place } : credit with
                    { Skip = skips[credit.Id] })
                .OrderBy(credit => credit.Kind)
                .ThenBy(credit => credit.Status switch
                    { CreditStatus.Current => 0, CreditStatus.UsedUp => 1, CreditStatus.Upcoming => 2,
                        CreditStatus.Expired or CreditStatus.Revoked => 3 })
                .ThenBy(credit => credit.BurnPlace ?? int.MaxValue)
                .ThenBy(credit => credit.ExpiresAt ?? DateTime.MaxValue).ThenBy(credit => credit.Id),
        ];
    }

    /// <summary>What each owner shares, of credits in their order; what is not shared with the member is left out.</summary>
    public IReadOnlyList<SharedCredits> Shared(IReadOnlyList<CreditSummary> placed) =>
    [
        .. placed.Where(credit => credit.OwnerId != sharing.MemberId && credit.Skip is not SkipReason.NotShared && !credit.IsPast)
            .GroupBy(credit => credit.OwnerId)
            .Select(owner => new SharedCredits(
                owner.Key,
                sharing.Accesses.First(access => access.OwnerId == owner.Key).OwnerName,
                [.. sharing.Accesses.Where(
                    access => access.OwnerId == owner.Key && owner.Any(credit => access.Opens(credit.Kind, sharing.Moment)))],
                [.. owner],
                [.. owner.Select(credit => credit.Unit).Distinct().Select(unit => sharing.CapOn(owner.Key, unit, zone))
                    .OfType<CapState>()]))
            .OrderBy(owner => owner.OwnerName, StringComparer.OrdinalIgnoreCase).ThenBy(owner => owner.OwnerId),
    ];
}
