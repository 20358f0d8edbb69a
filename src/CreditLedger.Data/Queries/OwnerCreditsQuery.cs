using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Sharing;

namespace CreditLedger.Data.Queries;

/// <summary>A member's credits that are not over, and the services they cover.</summary>
/// <param name="Credits">Usable ones in burn order, then used up, upcoming and revoked ones.</param>
/// <param name="Services">By benefit; a benefit that is missing is good for all.</param>
/// <param name="IsCut">Whether there are more than could be shown.</param>
public sealed record OwnerCredits(IReadOnlyList<CreditSummary> Credits, ILookup<long, CoveredService> Services, bool IsCut)
{
    /// <summary>What others share with the member, in the same order of use (R13, R14).</summary>
    public IReadOnlyList<SharedCredits> Shared { get; init; } = [];
}

/// <summary>The credits of one member, and those that others share. IX_Credits_OwnerId_ExpiresAt serves all lists.</summary>
public sealed class OwnerCreditsQuery(LedgerDbContext db, BenefitServicesQuery services, LedgerStore store)
{
    private const int Most = 500;

    /// <summary>Those whose end has not come, of one kind or of all, with what others share.</summary>
    public async Task<OwnerCredits> NotOverAsync(long ownerId, BenefitKind? kind, DateTime now, CancellationToken cancellationToken)
    {
        var (state, rules) = await store.ReadStateAsync(loader => loader.LoadNotOverAsync(ownerId, kind, now, cancellationToken),
            cancellationToken);
        var line = new CreditLine(state.SharingOf(ownerId, now), rules.Zone);
        var placed = line.Place(state.InReachOf(ownerId));
        var own = placed.FindAll(credit => credit.OwnerId == ownerId);
        var covered = await services.RunAsync([.. placed.Select(credit => credit.BenefitId).Distinct()], cancellationToken);
        return new OwnerCredits([.. own.Take(Most)], covered, own.Count > Most) { Shared = line.Shared(placed) };
    }

    /// <summary>Those of all kinds that expired since a moment.</summary>
    public async Task<IReadOnlyList<CreditSummary>> ExpiredSinceAsync(
        long ownerId, DateTime since, DateTime now, CancellationToken cancellationToken) =>
    [
        .. (await db.Credits.Where(credit => credit.OwnerId == ownerId && credit.ExpiresAt > since && credit.ExpiresAt <= now)
            .OrderByDescending(credit => credit.ExpiresAt).Take(Most).Figures().ToListAsync(cancellationToken))
            .Select(credit => CreditSummary.Of(credit, now)),
    ];

    /// <summary>Those that have expired, latest first, by page.</summary>
    public async Task<KeysetPage<CreditSummary>> ExpiredAsync(
        long ownerId, BenefitKind kind, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0
            ? null
            : await db.Credits.Where(credit => credit.Id == position.Id && credit.ExpiresAt != null)
                .Select(credit => new PastKey(credit.ExpiresAt!.Value, credit.StartsAt, credit.Id)).FirstOrDefaultAsync(cancellationToken);
        long[] records = [ownerId, .. await db.MergedIntoAsync(ownerId, cancellationToken)];
        var page = await Keyset.ReadAsync<CreditFigures, PastKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var rows = (await records.OfEachAsync(id => OfOneAsync(id, forward, beyond, take)))
                .OrderBy(row => (row.Credit.ExpiresAt, row.Credit.StartsAt, row.Id)).ToList();
            if (forward) rows.Reverse();
            return [.. rows.Take(take)];
        });
        return page.With<CreditSummary>([.. page.Rows.Select(row => CreditSummary.Of(row, now))]);

        Task<List<CreditFigures>> OfOneAsync(long recordId, bool forward, PastKey? beyond, int take)
        {
            var past = db.Credits.Where(credit => credit.OwnerId == recordId && credit.BenefitKind == kind && credit.ExpiresAt <= now);
            if (beyond is { ExpiresAt: var end, StartsAt: var start, Id: var id })
            {
                past = forward
                    ? past.Where(credit => credit.ExpiresAt <= end
                        && (credit.ExpiresAt < end || credit.StartsAt < start || (credit.StartsAt == start && credit.Id < id)))
                    : past.Where(credit => credit.ExpiresAt >= end
                        && (credit.ExpiresAt > end || credit.StartsAt > start || (credit.StartsAt == start && credit.Id > id)));
            }

            var ordered = forward
                ? past.OrderByDescending(credit => credit.ExpiresAt).ThenByDescending(credit => credit.StartsAt)
                    .ThenByDescending(credit => credit.Id)
                : past.OrderBy(credit => credit.ExpiresAt).ThenBy(credit => credit.StartsAt).ThenBy(credit => credit.Id);
            return ordered.Take(take).Figures().ToListAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Whether the member ever had a credit of the kind: tells "none yet" from "none match". IX_Credits_OwnerId_ExpiresAt.
    /// </summary>
    public Task<bool> AnyAsync(long ownerId, BenefitKind kind, CancellationToken cancellationToken) =>
        db.Credits.AnyAsync(credit => credit.OwnerId == ownerId && credit.BenefitKind == kind, cancellationToken);

    private sealed record PastKey(DateTime ExpiresAt, DateTime StartsAt, long Id);
}
