using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Words;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Queries;

/// <summary>A member's credits that are not over, and the services they cover.</summary>
/// <param name="Credits">Usable ones in burn order, then used up, upcoming and revoked ones.</param>
/// <param name="Services">By benefit; a benefit that is missing is good for all.</param>
/// <param name="IsCut">Whether there are more than could be shown.</param>
public sealed record OwnerCredits(IReadOnlyList<CreditSummary> Credits, ILookup<long, CoveredService> Services, bool IsCut);

/// <summary>The credits of one member. IX_Credits_OwnerId_ExpiresAt serves both lists.</summary>
public sealed class OwnerCreditsQuery(LedgerDbContext db, BenefitServicesQuery services)
{
    private const int Most = 500;

    /// <summary>Those whose end has not come, of one kind or of all.</summary>
    public async Task<OwnerCredits> NotOverAsync(long ownerId, BenefitKind? kind, DateTime now, CancellationToken cancellationToken)
    {
        var credits = db.Credits.Where(credit => credit.OwnerId == ownerId && (credit.ExpiresAt == null || credit.ExpiresAt > now));
        if (kind is { } one) credits = credits.Where(credit => credit.BenefitKind == one);
        var figures = await credits.Figures().Take(Most + 1).ToListAsync(cancellationToken);
        var covered = await CoveredAsync(figures, cancellationToken);
        var summaries = WithBurnPlaces(ownerId, [.. figures.Take(Most)], covered, now);
        return new OwnerCredits(summaries, covered, figures.Count > Most);
    }

    /// <summary>Those that have expired, latest first, by page.</summary>
    public async Task<KeysetPage<CreditSummary>> ExpiredAsync(
        long ownerId, BenefitKind kind, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0
            ? null
            : await db.Credits.Where(credit => credit.Id == position.Id && credit.OwnerId == ownerId && credit.ExpiresAt != null)
                .Select(credit => new PastKey(credit.ExpiresAt!.Value, credit.StartsAt, credit.Id)).FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<CreditFigures, PastKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var past = db.Credits.Where(credit => credit.OwnerId == ownerId && credit.BenefitKind == kind && credit.ExpiresAt <= now);
            if (beyond is { ExpiresAt: var end, StartsAt: var start, Id: var id })
            {
                past = forward
                    ? past.Where(credit => credit.ExpiresAt <= end && (credit.ExpiresAt < end || credit.StartsAt < start || (credit.StartsAt == start && credit.Id < id)))
                    : past.Where(credit => credit.ExpiresAt >= end && (credit.ExpiresAt > end || credit.StartsAt > start || (credit.StartsAt == start && credit.Id > id)));
            }

            var ordered = forward
                ? past.OrderByDescending(credit => credit.ExpiresAt).ThenByDescending(credit => credit.StartsAt).ThenByDescending(credit => credit.Id)
                : past.OrderBy(credit => credit.ExpiresAt).ThenBy(credit => credit.StartsAt).ThenBy(credit => credit.Id);
            return await ordered.Take(take).Figures().ToListAsync(cancellationToken);
        });
        return page.With<CreditSummary>([.. page.Rows.Select(row => CreditSummary.Of(row, now))]);
    }

    /// <summary>Whether the member ever had a credit of the kind: tells "none yet" from "none match". IX_Credits_OwnerId_ExpiresAt.</summary>
    public Task<bool> AnyAsync(long ownerId, BenefitKind kind, CancellationToken cancellationToken) =>
        db.Credits.AnyAsync(credit => credit.OwnerId == ownerId && credit.BenefitKind == kind, cancellationToken);

    private async Task<ILookup<long, CoveredService>> CoveredAsync(List<CreditFigures> figures, CancellationToken cancellationToken) =>
        await services.RunAsync([.. figures.Select(credit => credit.BenefitId).Distinct()], cancellationToken);

    private static List<CreditSummary> WithBurnPlaces(long ownerId, List<CreditFigures> figures, ILookup<long, CoveredService> covered, DateTime now)
    {
        var summaries = figures.ConvertAll(row => CreditSummary.Of(row, now));
        var places = new Dictionary<long, int>();
        var usable = summaries.Where(credit => credit.Available > 0).Select(credit => TermsOf(credit, covered)).Order(new BurnOrder(ownerId));
        foreach (var kind in usable.GroupBy(terms => terms.Benefit.Kind))
        {
            foreach (var (index, terms) in kind.Index()) places[terms.Id] = index + 1;
        }

        return
        [
            .. summaries
                .Select(credit => places.TryGetValue(credit.Id, out var place) ? credit with { BurnPlace = place } : credit)
                .OrderBy(credit => credit.Kind)
                .ThenBy(credit => credit.Status switch { CreditStatus.Current => 0, CreditStatus.UsedUp => 1, CreditStatus.Upcoming => 2, _ => 3 })
                .ThenBy(credit => credit.BurnPlace)
                .ThenBy(credit => credit.ExpiresAt ?? DateTime.MaxValue).ThenBy(credit => credit.Id),
        ];
    }

    private static CreditTerms TermsOf(CreditSummary credit, ILookup<long, CoveredService> covered)
    {
        var services = covered[credit.BenefitId].Select(service => service.Id).ToHashSet();
        var benefit = new BenefitTerms(credit.BenefitId, credit.BenefitName, credit.Unit, credit.StepMinutes, credit.Priority, services);
        return new CreditTerms(credit.Id, credit.OwnerId, benefit, credit.Granted, credit.StartsAt, credit.ExpiresAt, credit.Priority, credit.RecordedAt);
    }

    private sealed record PastKey(DateTime ExpiresAt, DateTime StartsAt, long Id);
}
