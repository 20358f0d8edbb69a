using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Sharing;

/// <summary>Puts credits into the order in which a usage draws from them, by the rule that usages obey (R13 to R15).</summary>
internal sealed class CreditLine(SharingOf sharing, ILookup<long, CoveredService> covered, DateTime now, SiteZone zone)
{
    /// <summary>By kind; usable ones in burn order with their places, then used up, upcoming and revoked ones with why they are passed over.</summary>
    public List<CreditSummary> Place(IReadOnlyList<CreditFigures> figures)
    {
        var summaries = figures.Select(row => CreditSummary.Of(row, now));
        var skips = new Dictionary<long, SkipReason>();
        var places = new Dictionary<long, int>();
        foreach (var kind in figures.GroupBy(row => row.Kind))
        {
            var place = 0;
            foreach (var (credit, skip) in BurnLine.Of(sharing, kind.Select(StateOf), null, now, zone))
            {
                if (skip is { } reason) skips[credit.Terms.Id] = reason;
                else places[credit.Terms.Id] = ++place;
            }
        }

        return
        [
            .. summaries
                .Select(credit => places.TryGetValue(credit.Id, out var place) ? credit with { BurnPlace = place } : credit with { Skip = skips[credit.Id] })
                .OrderBy(credit => credit.Kind)
                .ThenBy(credit => credit.Status switch { CreditStatus.Current => 0, CreditStatus.UsedUp => 1, CreditStatus.Upcoming => 2, _ => 3 })
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
                [.. sharing.Accesses.Where(access => access.OwnerId == owner.Key && owner.Any(credit => access.Opens(credit.Kind)))],
                [.. owner],
                [.. owner.Select(credit => credit.Unit).Distinct().Select(unit => sharing.CapOn(owner.Key, unit, now, zone)).OfType<CapState>()]))
            .OrderBy(owner => owner.OwnerName, StringComparer.OrdinalIgnoreCase).ThenBy(owner => owner.OwnerId),
    ];

    private CreditState StateOf(CreditFigures row)
    {
        var services = covered[row.BenefitId].Select(service => service.Id).ToHashSet();
        var benefit = new BenefitTerms(row.BenefitId, row.BenefitName, Unit.Of(row.Kind, row.Currency), row.StepMinutes, row.Credit.Priority, services) { Shared = row.Shared };
        return new CreditState(new CreditTerms(row.Credit, benefit), BalanceHistory.Since(now, row.Balance, []), new CreditSums(row.Sums));
    }
}
