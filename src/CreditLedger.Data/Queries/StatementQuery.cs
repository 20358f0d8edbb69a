using CreditLedger.Data.Model;
using CreditLedger.Ledger.Statements;

namespace CreditLedger.Data.Queries;

/// <summary>
/// What is known of a credit when its balance is explained (R38): sums over the rows that stand, never the cache, so that the page proves
/// what it says. IX_LedgerEntries_Credit_UsedAt; what was undone is known by UX_LedgerEntries_R3_ReversedOnce.
/// </summary>
public sealed class StatementQuery(LedgerDbContext db)
{
    private const int Named = 3;

    /// <summary>The facts of a credit that was read before.</summary>
    public async Task<CreditFacts> RunAsync(CreditSummary credit, CancellationToken cancellationToken)
    {
        var standing = Standing(credit.Id);
        var totals = await standing
            .Where(entry => entry.Kind != EntryKind.Grant)
            .GroupBy(entry => new { entry.Kind, IsBooking = entry.ServiceId != null })
            .Select(part => new
            {
                part.Key.Kind,
                part.Key.IsBooking,
                Count = part.Count(),
                Sum = part.Sum(entry => entry.Amount),
                Last = part.Max(entry => entry.UsedAt)
            })
            .ToListAsync(cancellationToken);
        var uses = totals.Where(part => part.Kind == EntryKind.Usage)
            .ToDictionary(part => part.IsBooking, part => new UseTotal(part.Count, -part.Sum, part.Last));
        var corrections = totals.Where(part => part.Kind is not (EntryKind.Usage or EntryKind.Allowance)).ToList();
        var latest = await LatestCorrectionsAsync(standing, corrections.Sum(part => part.Count), cancellationToken);
        var undoneGrant = await UndoneGrantAsync(credit.Id, cancellationToken);
        if (undoneGrant is not null) latest = [undoneGrant, .. latest.Take(Named - 1)];
        return new CreditFacts
        {
            Unit = credit.Unit,
            IsUnlimited = credit.IsUnlimited,
            Granted = credit.IsUnlimited ? uses.Values.Sum(use => use.Amount) : credit.Granted,
            StartsAt = credit.StartsAt,
            ExpiresAt = credit.ExpiresAt,
            Source = credit.Source,
            SourceName = credit.SourceName,
            IsRevoked = credit.Status == CreditStatus.Revoked,
            Bookings = uses.GetValueOrDefault(true),
            OtherUses = uses.GetValueOrDefault(false),
            Adjusted = corrections.Sum(part => part.Sum) + (undoneGrant?.Amount ?? 0),
            CorrectionCount = corrections.Sum(part => part.Count) + (undoneGrant is null ? 0 : 1),
            LatestCorrections = latest,
        };
    }

    private IQueryable<LedgerEntry> Standing(long creditId) => db.LedgerEntries.Where(entry =>
        entry.CreditId == creditId && entry.Kind != EntryKind.Reversal && !db.Reversals.Any(later => later.ReversesEntryId == entry.Id));

    private static async Task<List<Correction>> LatestCorrectionsAsync(IQueryable<LedgerEntry> standing, int count,
        CancellationToken cancellationToken) => count == 0
        ? []
        : await standing
            .Where(entry => entry.Kind != EntryKind.Usage && entry.Kind != EntryKind.Grant && entry.Kind != EntryKind.Allowance)
            .OrderByDescending(entry => entry.UsedAt).ThenByDescending(entry => entry.Sequence)
            .Take(Named)
            .Select(entry => new Correction(entry.Kind, entry.Amount, entry.UsedAt, entry.Posting!.Description))
            .ToListAsync(cancellationToken);

    // The grant is part of the sum as it was given; its undoing is a correction of it. UX_LedgerEntries_R3_OneGrantPerCredit.
    private async Task<Correction?> UndoneGrantAsync(long creditId, CancellationToken cancellationToken) => await db.LedgerEntries
        .Where(grant => grant.CreditId == creditId && grant.Kind == EntryKind.Grant)
        .SelectMany(grant => db.Reversals.Where(entry => entry.ReversesEntryId == grant.Id))
        .Select(entry => new Correction(EntryKind.Grant, entry.Amount, entry.UsedAt, entry.Posting!.Description))
        .FirstOrDefaultAsync(cancellationToken);
}
