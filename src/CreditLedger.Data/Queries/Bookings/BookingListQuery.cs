using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Data.Queries.Bookings;

/// <summary>Which bookings, in which order.</summary>
public sealed record BookingFilter
{
    /// <summary>One service.</summary>
    public long? ServiceId { get; init; }

    /// <summary>In which state they are.</summary>
    public BookingState? State { get; init; }

    /// <summary>They start at this moment or after it.</summary>
    public DateTime? From { get; init; }

    /// <summary>They start before this moment.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Words that must each be part of a word of the name, e-mail or reference of who booked.</summary>
    public string? Member { get; init; }

    /// <summary>One series.</summary>
    public long? SeriesId { get; init; }

    /// <summary>Whether the latest start comes first.</summary>
    public bool LatestFirst { get; init; }
}

/// <summary>States of bookings that one looks for.</summary>
public enum BookingState
{
    /// <summary>They take place.</summary>
    Booked,

    /// <summary>They were cancelled.</summary>
    Cancelled,

    /// <summary>They are not wholly covered (R42).</summary>
    Uncovered,

    /// <summary>Something is to be refunded (R43).</summary>
    ToRefund,

    /// <summary>They are over, and nobody said whether the participant came.</summary>
    Unmarked,

    /// <summary>The participant did not come.</summary>
    NoShow,
}

/// <summary>
/// The bookings, by start: IX_Bookings_StartsAt, IX_Bookings_ServiceId; what few match by IX_Bookings_MemberId of the members found
/// (IX_MemberSearchTerms_Term), IX_Bookings_R42_Missing, IX_Bookings_R43_ToRefund, IX_Bookings_SeriesId.
/// </summary>
public sealed class BookingListQuery(LedgerDbContext db) : ListQuery<BookingFilter, Booking, BookingLine>
{
    private static readonly ListOrder<Booking> ByStart = ListOrder<Booking>.By(row => row.Id, row => row.StartsAt);

    private protected override IQueryable<Booking> All => db.Bookings;

    private protected override Expression<Func<Booking, long>> Id => row => row.Id;

    private protected override ListOrder<Booking> OrderOf(BookingFilter filter) => ByStart;

    private protected override bool IsDescending(BookingFilter filter) => filter.LatestFirst;

    private protected override IQueryable<Booking> Matching(BookingFilter filter, DateTime now)
    {
        var rows = db.Bookings;
        if (filter.ServiceId is { } service) rows = rows.Where(row => row.ServiceId == service);
        if (filter.From is { } from) rows = rows.Where(row => row.StartsAt >= from);
        if (filter.Until is { } until) rows = rows.Where(row => row.StartsAt < until);
        if (filter.SeriesId is { } series) rows = rows.Where(row => row.SeriesId == series);
        if (filter.State is { } state) rows = In(rows, state, now);
        return SearchText.WordsOf(filter.Member) is { Count: > 0 } words ? OfMember(rows, words) : rows;
    }

    private protected override IEnumerable<IQueryable<long>> Narrow(BookingFilter filter, DateTime now)
    {
        if (filter.SeriesId is { } series)
            yield return db.Bookings.Where(row => row.SeriesId == series && row.SeriesId != null).Select(row => row.Id);
        if (filter.State == BookingState.Uncovered) yield return db.Bookings.Where(row => row.Missing != null).Select(row => row.Id);
        if (filter.State == BookingState.ToRefund)
            yield return db.Bookings.Where(row => row.ToRefund > 0 && row.RefundedAt == null).Select(row => row.Id);
        if (SearchText.WordsOf(filter.Member) is { Count: > 0 } words)
            yield return from member in db.NamedBy(words) from row in db.Bookings.Where(row => row.MemberId == member.Id) select row.Id;
        if (filter is { From: { } from, Until: { } until })
            yield return db.Bookings.Where(row => row.StartsAt >= from && row.StartsAt < until).Select(row => row.Id);
    }

    private protected override async Task<IReadOnlyList<BookingLine>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var rows = await BookingLine.Of(db.Bookings.Where(row => ids.Contains(row.Id)))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        IReadOnlyList<BookingLine> lines = [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
        return await lines.WithCreditsAsync(db, cancellationToken);
    }

    /// <summary>Some bookings, by start.</summary>
    public async Task<IReadOnlyList<BookingLine>> LinesAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken) =>
        [.. (await RowsAsync(ids, now, cancellationToken)).OrderBy(line => line.StartsAt).ThenBy(line => line.Id)];

    /// <summary>Some of those to come that are not wholly covered (R42), the next first.</summary>
    public async Task<IReadOnlyList<BookingLine>> UncoveredAsync(int most, DateTime now, CancellationToken cancellationToken)
    {
        var lines = await BookingLine.Of(db.Bookings.Where(row => row.Missing != null && row.StartsAt > now)
            .OrderBy(row => row.MemberId).Take(Few)).ToListAsync(cancellationToken);
        return [.. lines.OrderBy(line => line.StartsAt).ThenBy(line => line.Id).Take(most)];
    }

    private static IQueryable<Booking> In(IQueryable<Booking> rows, BookingState state, DateTime now) => state switch
    {
        BookingState.Booked => rows.Where(row => row.Status == BookingStatus.Booked),
        BookingState.Cancelled => rows.Where(row => row.Status == BookingStatus.Cancelled),
        BookingState.Uncovered => rows.Where(row => row.Missing != null),
        BookingState.ToRefund => rows.Where(row => row.ToRefund > 0 && row.RefundedAt == null),
        BookingState.Unmarked => rows.Where(row =>
            row.Status == BookingStatus.Booked && row.Attendance == Attendance.Unmarked && row.StartsAt <= now),
        BookingState.NoShow => rows.Where(row => row.Attendance == Attendance.NoShow),
    };

    private IQueryable<Booking> OfMember(IQueryable<Booking> rows, IReadOnlyList<string> words)
    {
        var members = db.NamedBy(words).Select(member => member.Id);
        return rows.Where(row => members.Contains(row.MemberId));
    }
}
