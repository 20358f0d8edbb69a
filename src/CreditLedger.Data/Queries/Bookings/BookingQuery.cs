using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Bookings;

/// <summary>One booking and what it is paid with.</summary>
/// <param name="Row">The booking.</param>
/// <param name="Line">As a row of a list.</param>
public sealed record BookingDetails(Booking Row, BookingLine Line)
{
    /// <summary>The postings that gave credits for it or gave them back, the latest first.</summary>
    public required IReadOnlyList<BookingPosting> Postings { get; init; }

    /// <summary>The posting whose use pays for it, where it is one and nothing is committed: it can be paid in another way (R45).</summary>
    public long? PaidById { get; init; }

    /// <summary>How many bookings of its series are still to take place, itself included; 0 for one by itself.</summary>
    public required int OfSeries { get; init; }
}

/// <summary>A posting of a booking.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Kind">The act.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Description">Why.</param>
public sealed record BookingPosting(long Id, PostingKind Kind, DateTime RecordedAt, string? Description);

/// <summary>One booking by its key; its postings by IX_LedgerEntries_BookingId.</summary>
public sealed class BookingQuery(LedgerDbContext db)
{
    private const int MaxPostings = 50;

    /// <summary>The booking, if there is one.</summary>
    public async Task<BookingDetails?> RunAsync(long bookingId, DateTime now, CancellationToken cancellationToken)
    {
        if (await db.Bookings.FirstOrDefaultAsync(booking => booking.Id == bookingId, cancellationToken) is not { } row) return null;
        IReadOnlyList<BookingLine> lines =
            await BookingLine.Of(db.Bookings.Where(booking => booking.Id == bookingId)).ToListAsync(cancellationToken);
        var postings = db.LedgerEntries.Where(entry => entry.BookingId != null && entry.BookingId == bookingId)
            .Select(entry => entry.PostingId).Distinct();
        var line = (await lines.WithCreditsAsync(db, cancellationToken))[0];
        var paidBy = await db.LedgerEntries
            .Where(entry => entry.BookingId != null && entry.BookingId == bookingId && entry.Kind == EntryKind.Usage
                && !db.Reversals.Any(later => later.ReversesEntryId == entry.Id))
            .Select(entry => entry.PostingId).Distinct().Take(2).ToListAsync(cancellationToken);
        return new BookingDetails(row, line)
        {
            PaidById = paidBy is [var only] && line.Credits.All(credit => credit.DueAt is null) ? only : null,
            Postings = await db.Postings.Where(posting => postings.Contains(posting.Id)).OrderByDescending(posting => posting.Id)
                .Take(MaxPostings)
                .Select(posting => new BookingPosting(posting.Id, posting.Kind, posting.RecordedAt, posting.Description))
                .ToListAsync(cancellationToken),
            OfSeries = row.SeriesId is not { } series ? 0 : await db.Bookings.CountAsync(
                other => other.SeriesId == series && other.SeriesId != null && other.Status == BookingStatus.Booked && other.StartsAt > now,
                cancellationToken),
        };
    }
}

/// <summary>The services that can be booked, by name; as many rows as the catalogue has.</summary>
public sealed class BookableServicesQuery(LedgerDbContext db)
{
    /// <summary>Those that are not archived.</summary>
    public async Task<IReadOnlyList<Service>> RunAsync(CancellationToken cancellationToken)
    {
        var services = await db.Services.Where(service => service.ArchivedAt == null).ToListAsync(cancellationToken);
        return [.. services.OrderBy(service => service.Name, StringComparer.OrdinalIgnoreCase).ThenBy(service => service.Id)];
    }
}

/// <summary>The bookings of a service within some time, by start, for its day view: IX_Bookings_R30_Free.</summary>
public sealed class ServiceDayQuery(LedgerDbContext db)
{
    private const int MaxBookings = 500;

    /// <summary>Those that stand and reach into the time.</summary>
    public async Task<IReadOnlyList<BookingLine>> RunAsync(
        long serviceId, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        // Bookings of a service do not overlap: only the last one before may reach into it.
        var before = await db.Bookings
            .Where(row => row.ServiceId == serviceId && row.Status == BookingStatus.Booked && row.StartsAt < from)
            .OrderByDescending(row => row.StartsAt).Select(row => new { row.Id, row.EndsAt }).FirstOrDefaultAsync(cancellationToken);
        var reaching = before is not null && before.EndsAt > from ? before.Id : 0;
        IReadOnlyList<BookingLine> lines = await BookingLine.Of(db.Bookings
            .Where(row => row.ServiceId == serviceId && row.Status == BookingStatus.Booked
                && ((row.StartsAt >= from && row.StartsAt < until) || row.Id == reaching))
            .OrderBy(row => row.StartsAt).Take(MaxBookings)).ToListAsync(cancellationToken);
        return await lines.WithCreditsAsync(db, cancellationToken);
    }
}

/// <summary>
/// A member's bookings, those that the member takes part in among them: IX_Bookings_MemberId, IX_Bookings_ParticipantId.
/// </summary>
public sealed class MemberBookingsQuery(LedgerDbContext db)
{
    /// <summary>By page: those to come, the next first, or those that have begun, the latest first.</summary>
    public async Task<KeysetPage<BookingLine>> RunAsync(
        long memberId, bool past, DateTime now, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0 ? null : await db.Bookings.Where(row => row.Id == position.Id)
            .Select(row => new BookingKey(row.StartsAt, row.Id)).FirstOrDefaultAsync(cancellationToken);
        long[] records = [memberId, .. await db.MergedIntoAsync(memberId, cancellationToken)];
        var page = await Keyset.ReadAsync<BookingLine, BookingKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var later = forward != past;
            var own = await records.OfEachAsync(record => BookingLine.Of(Among(
                db.Bookings.Where(row => row.MemberId == record), past, now, later, beyond, take)).ToListAsync(cancellationToken));
            var others = await records.OfEachAsync(record => BookingLine.Of(Among(
                db.Bookings.Where(row => row.ParticipantId != null && row.ParticipantId == record), past, now, later, beyond, take))
                .ToListAsync(cancellationToken));
            var lines = own.Concat(others).DistinctBy(line => line.Id);
            return [.. (later ? lines.OrderBy(line => line.StartsAt).ThenBy(line => line.Id)
                : lines.OrderByDescending(line => line.StartsAt).ThenByDescending(line => line.Id)).Take(take)];
        });
        return page.With(await page.Rows.WithCreditsAsync(db, cancellationToken));
    }

    private static IQueryable<Booking> Among(
        IQueryable<Booking> rows, bool past, DateTime now, bool later, BookingKey? beyond, int take)
    {
        rows = past ? rows.Where(row => row.StartsAt <= now) : rows.Where(row => row.StartsAt > now);
        if (beyond is { StartsAt: var startsAt, Id: var id })
        {
            rows = later
                ? rows.Where(row => row.StartsAt > startsAt || (row.StartsAt == startsAt && row.Id > id))
                : rows.Where(row => row.StartsAt < startsAt || (row.StartsAt == startsAt && row.Id < id));
        }

        return (later ? rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            : rows.OrderByDescending(row => row.StartsAt).ThenByDescending(row => row.Id)).Take(take);
    }

    private sealed record BookingKey(DateTime StartsAt, long Id);
}
