using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Statements;

namespace CreditLedger.Data.Queries;

/// <summary>
/// What is known of a member's own credits of one kind over a range of time, by unit (R38): sums over rows, never the cache.
/// IX_LedgerEntries_Owner_Kind_UsedAt for the range, IX_Credits_OwnerId_ExpiresAt for the credits that were alive when it began, and
/// IX_LedgerEntries_Credit_UsedAt for what they held then.
/// </summary>
public sealed class KindStatementQuery(LedgerDbContext db, MembershipsQuery memberships)
{
    /// <summary>The facts of each unit, in order of its code.</summary>
    /// <param name="ownerId">The member.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="from">The first instant of the range.</param>
    /// <param name="until">The first instant after it; what lies beyond now is cut off.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<KindFacts>> RunAsync(
        long ownerId, BenefitKind kind, DateTime from, DateTime until, DateTime now, CancellationToken cancellationToken)
    {
        var isOver = until <= now;
        var range = new Range(from, until, isOver ? until : now.AddMilliseconds(1), isOver);
        var parts = (await db.LedgerEntries
            .Where(entry => entry.OwnerId == ownerId && entry.BenefitKind == kind && entry.UsedAt >= from && entry.UsedAt < range.End)
            .GroupBy(entry => new { entry.CreditId, entry.Kind, entry.EffectiveKind, IsBooking = entry.ServiceId != null })
            .Select(part => new Part(part.Key.CreditId, part.Key.Kind, part.Key.EffectiveKind, part.Key.IsBooking, part.Count(),
                part.Sum(entry => entry.Amount), part.Max(entry => entry.UsedAt)))
            .ToListAsync(cancellationToken)).ToLookup(part => part.CreditId);
        var credits = (await db.HeldBetweenAsync(
                ownerId, kind, from, range.End.AddMilliseconds(-1), [.. parts.Select(credit => credit.Key)], cancellationToken))
            .ConvertAll(credit => CreditSummary.Of(credit, now));
        var openings = await OpeningsAsync(credits, from, cancellationToken);
        var edges = await EdgesAsync(credits, from, until, cancellationToken);
        var told = credits.ConvertAll(credit => Told(
            credit, range, openings.GetValueOrDefault(credit.Id), edges.GetValueOrDefault(credit.Id), [.. parts[credit.Id]]));
        var renewals = isOver ? [] : (await memberships.CurrentAsync(ownerId, now, cancellationToken))
            .SelectMany(membership => membership.Next.Select(next => (membership.PlanName, Next: next)))
            .Where(row => row.Next.Unit.Kind == kind).ToList();
        Dictionary<long, long> committed = isOver ? [] : await db.OpenCommitments
            .Where(row => row.OwnerId == ownerId && row.CreditId != null).GroupBy(row => row.CreditId!.Value)
            .Select(credit => new { credit.Key, Sum = credit.Sum(row => row.Amount) })
            .ToDictionaryAsync(credit => credit.Key, credit => credit.Sum, cancellationToken);
        return
        [
            .. credits.Select(credit => credit.Unit).Concat(renewals.Select(row => row.Next.Unit)).Distinct()
                .OrderBy(unit => unit.Code, StringComparer.Ordinal)
                .Select(unit => FactsOf(unit, range, told.FindAll(credit => credit.Summary.Unit == unit)) with
                {
                    Committed = told.Where(credit => credit.Summary.Unit == unit && credit.Summary.IsLive)
                        .Sum(credit => committed.GetValueOrDefault(credit.Summary.Id)),
                    Until = isOver ? until : now,
                    Next = Upcoming(told, unit, range).Concat(renewals.Where(row => row.Next.Unit == unit).Select(row =>
                        new GrantFact(row.Next.Total, row.Next.Forecast.Period.StartsAt, row.PlanName))).MinBy(grant => grant.At),
                }),
        ];
    }

    // An end at the first instant of a day belongs to the day before; what a rollover moves at that instant does not expire (R36).
    private static Credit Told(CreditSummary credit, Range range, long before, long edge, IReadOnlyList<Part> parts)
    {
        var end = credit.ExpiresAt;
        var opening = end < range.From ? 0 : end == range.From ? edge : before;
        var held = opening + parts.Sum(part => part.Sum);
        var hasEnded = range.IsOver ? end <= range.Until : end < range.End;
        return new Credit(credit, opening, held, !hasEnded ? 0 : range.IsOver && end == range.Until ? held - edge : held, parts);
    }

    private static KindFacts FactsOf(Unit unit, Range range, List<Credit> told)
    {
        var all = told.SelectMany(credit => credit.Parts, (credit, part) => (credit.Summary, Part: part)).ToList();
        var bookings = UsesOf(all.Where(row => row.Part.IsBooking).Select(row => row.Part));
        var others = UsesOf(all.Where(row => !row.Part.IsBooking).Select(row => row.Part));
        return new KindFacts
        {
            Unit = unit,
            From = range.From,
            Until = range.Until,
            Opening = told.Sum(credit => credit.Opening),
            Grants = [.. told.Where(credit => !IsFed(credit.Summary)).Select(GrantOf).OfType<GrantFact>().OrderBy(grant => grant.At)],
            Bookings = bookings.Uses,
            OtherUses = others.Uses,
            Adjusted = Sum(EntryKind.Adjustment) + bookings.Returned + others.Returned,
            Moved = Sum(EntryKind.Transfer) + all.Where(row => row.Part.EffectiveKind == EntryKind.Grant && IsFed(row.Summary))
                .Sum(row => row.Part.Sum),
            Revoked = -Sum(EntryKind.Revocation),
            Expired = told.Sum(credit => credit.Expired),
            LastExpiredAt = told.Where(credit => credit.Expired > 0).Select(credit => credit.Summary.ExpiresAt).Max(),
            NotYetLive = told.Where(credit => credit.Summary.StartsAt >= range.End).Sum(credit => credit.Held),
            NextExpiresAt = told.Where(credit => credit.Summary.StartsAt < range.End && credit.Held - credit.Expired > 0)
                .Min(credit => credit.Summary.ExpiresAt),
        };

        long Sum(EntryKind effective) => all.Where(row => row.Part.EffectiveKind == effective).Sum(row => row.Part.Sum);
    }

    private static IEnumerable<GrantFact> Upcoming(List<Credit> told, Unit unit, Range range) => told
        .Where(credit => credit.Summary.Unit == unit && credit.Summary.StartsAt >= range.End && credit.Held > 0)
        .Select(credit => new GrantFact(credit.Held, credit.Summary.StartsAt, credit.Summary.SourceName));

    private static bool IsFed(CreditSummary credit) => credit.OriginCreditId is not null;

    private static GrantFact? GrantOf(Credit credit)
    {
        var granted = credit.Parts.Where(part => part.EffectiveKind == EntryKind.Grant).ToList();
        var amount = granted.Sum(part => part.Sum);
        return amount == 0 ? null : new GrantFact(amount, granted.Max(part => part.Last), credit.Summary.SourceName);
    }

    // Uses that stand. What came back of uses before the range is no use of it.
    private static (UseTotal Uses, long Returned) UsesOf(IEnumerable<Part> parts)
    {
        var used = parts.Where(part => part.EffectiveKind is EntryKind.Usage or EntryKind.Allowance).ToList();
        var count = used.Where(part => part.EffectiveKind == EntryKind.Usage)
            .Sum(part => part.Kind == EntryKind.Reversal ? -part.Count : part.Count);
        var amount = -used.Sum(part => part.Sum);
        return count > 0 ? (new UseTotal(count, amount, used.Max(part => part.Last)), 0) : (default, -amount);
    }

    // What is left now, less what came since: a range that began lately costs next to nothing.
    private async Task<Dictionary<long, long>> OpeningsAsync(
        List<CreditSummary> credits, DateTime from, CancellationToken cancellationToken)
    {
        if (credits.Count == 0) return [];
        var ids = credits.ConvertAll(credit => credit.Id);
        var since = await db.LedgerEntries.Where(entry => ids.Contains(entry.CreditId) && entry.UsedAt >= from)
            .GroupBy(entry => entry.CreditId).Select(credit => new { credit.Key, Sum = credit.Sum(entry => entry.Amount) })
            .ToDictionaryAsync(credit => credit.Key, credit => credit.Sum, cancellationToken);
        return credits.ToDictionary(credit => credit.Id, credit => credit.Balance - since.GetValueOrDefault(credit.Id));
    }

    private async Task<Dictionary<long, long>> EdgesAsync(
        List<CreditSummary> credits, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        List<long> ids = [.. credits.Where(credit => credit.ExpiresAt == from || credit.ExpiresAt == until).Select(credit => credit.Id)];
        return ids.Count == 0 ? [] : await db.LedgerEntries
            .Where(entry => ids.Contains(entry.CreditId) && (entry.UsedAt == from || entry.UsedAt == until)
                && entry.UsedAt == entry.Credit!.ExpiresAt && entry.EffectiveKind == EntryKind.Transfer)
            .GroupBy(entry => entry.CreditId).Select(credit => new { credit.Key, Sum = -credit.Sum(entry => entry.Amount) })
            .ToDictionaryAsync(credit => credit.Key, credit => credit.Sum, cancellationToken);
    }

    private sealed record Part(
        long CreditId, EntryKind Kind, EntryKind EffectiveKind, bool IsBooking, int Count, long Sum, DateTime Last);

    private sealed record Credit(CreditSummary Summary, long Opening, long Held, long Expired, IReadOnlyList<Part> Parts);

    /// <param name="From">The first instant.</param>
    /// <param name="Until">The first instant after it.</param>
    /// <param name="End">The same, but not beyond now.</param>
    /// <param name="IsOver">Whether all of it lies in the past.</param>
    private sealed record Range(DateTime From, DateTime Until, DateTime End, bool IsOver);
}
