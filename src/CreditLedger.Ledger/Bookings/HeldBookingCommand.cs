using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>Does something with bookings that exist and with what they hold.</summary>
public abstract record HeldBookingCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The bookings: each once, in the order of their numbers.</summary>
    private protected abstract IReadOnlyList<long> BookingIds { get; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. BookingIds.Select(id => RowQuery.Of<BookingRow>(nameof(BookingRow.Id), id, forUpdate: true)),
        .. BookingIds.SelectMany(HeldCredits.Needs),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) =>
        BookingIds.SelectMany(id => HeldCredits.Of(state, id).Credits).Distinct();

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        BookingIds.SelectMany(id => HeldCredits.Of(state, id).Benefits).Distinct();

    private protected static BookingRow? Find(LedgerState state, long id) => state.Related.Row<BookingRow>(nameof(BookingRow.Id), id);
}

/// <summary>
/// Cancels a booking: what comes back follows the policy that it was made under (R43), or is everything where that is waived.
/// </summary>
/// <remarks>Its effect is a <see cref="CancellationEffect"/>.</remarks>
public sealed record CancelBookingCommand(string IdempotencyKey, Actor Actor) : HeldBookingCommand(IdempotencyKey, Actor)
{
    /// <summary>The booking.</summary>
    public required long BookingId { get; init; }

    /// <summary>Whether everything comes back, whatever the policy says; with a reason.</summary>
    public bool Waive { get; init; }

    /// <summary>Which of a series are cancelled with it.</summary>
    public SeriesScope Series { get; init; }

    private protected override IReadOnlyList<long> BookingIds => [BookingId];

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => [.. base.Needs(state), .. NeedsOfSeries(state)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state, BookingId) is not { } booking) return Refusals.NoSuchBooking;
        if (booking.Status == BookingStatus.Cancelled)
            return Refusals.BookingCancelled(booking.CancelledAt is { } at ? rules.Zone.DayOf(at) : null);
        if (RefuseTexts(required: Waive) is { } texts) return texts;
        var percent = Waive ? 100 : CancellationPolicy.Of(booking.Policy).PercentAt(booking.StartsAt, now);
        var returned = HeldCredits.Of(state, BookingId).Return(state, percent, rules);
        var refund = (long)((Int128)booking.Paid * percent / 100);
        return new Draft(PostingKind.Cancellation, Description, returned.ToEntries(state, now))
        {
            MadeId = BookingId,
            Effect = new CancellationEffect(percent, returned.Parts(state), refund, booking.Currency)
            { ExpiredAt = returned.Parts(state).Any(part => part.Credit?.IsExpiredAt(now) == true) ? now : null },
            Related = _ =>
            [
                RelatedChange.Update(booking with
                {
                    Status = BookingStatus.Cancelled,
                    CancelledAt = now,
                    Missing = null,
                    ToRefund = refund,
                    Version = booking.Version + 1,
                }),
                .. returned.ToChanges(),
            ],
        };
    }

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Following(LedgerState state, long madeId, LedgerRules rules, DateTime now) =>
    [
        .. OthersOfSeries(state, now).Select(row => new CancelBookingCommand($"{IdempotencyKey}/{row.Id}", Actor)
        {
            BookingId = row.Id,
            Waive = Waive,
            Description = Description,
            InternalNote = InternalNote,
        }),
    ];

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer)
    {
        writer.Number(BookingId);
        writer.Byte(Waive ? (byte)1 : (byte)0);
        writer.Number((long)Series);
    }

    private long? SeriesOf(LedgerState state) =>
        Series == SeriesScope.One || Find(state, BookingId) is not { } booking ? null : booking.SeriesId;

    private IEnumerable<RowQuery> NeedsOfSeries(LedgerState state) =>
        SeriesOf(state) is { } series ? [RowQuery.With<BookingRow>(nameof(BookingRow.SeriesId), series, nameof(BookingRow.SeriesId))] : [];

    // Bookings that have already taken place are not cancelled with the series.
    private IEnumerable<BookingRow> OthersOfSeries(LedgerState state, DateTime now)
    {
        if (SeriesOf(state) is not { } series) return [];
        var booking = Find(state, BookingId)!;
        return state.Related.Rows<BookingRow>(RowQuery.With<BookingRow>(nameof(BookingRow.SeriesId), series, nameof(BookingRow.SeriesId)))
            .Where(row => row.Id != BookingId && row.Status == BookingStatus.Booked && row.StartsAt > now
                && (Series == SeriesScope.All || row.StartsAt > booking.StartsAt))
            .OrderBy(row => row.StartsAt);
    }
}

/// <summary>Which bookings of a series are meant.</summary>
public enum SeriesScope
{
    /// <summary>The one that was named.</summary>
    One,

    /// <summary>That one and the later ones.</summary>
    Later,

    /// <summary>All that have not taken place.</summary>
    All,
}

/// <summary>What a cancellation gives back.</summary>
/// <param name="Percent">The per cent of the policy.</param>
/// <param name="Parts">What comes back to credits.</param>
/// <param name="Refund">What is to be refunded of what was paid in another way, in the currency's minor unit.</param>
/// <param name="Currency">ISO 4217 code of it.</param>
public sealed record CancellationEffect(int Percent, IReadOnlyList<ReturnedPart> Parts, long Refund, string? Currency)
{
    /// <summary>The moment, where something comes back to a credit that is expired then: it expires at once (R24).</summary>
    public DateTime? ExpiredAt { get; init; }
}

/// <summary>Marks attendance, for one booking or a whole list; a no-show gives back what its policy says (R31, R43).</summary>
public sealed record MarkAttendanceCommand(string IdempotencyKey, Actor Actor) : HeldBookingCommand(IdempotencyKey, Actor)
{
    /// <summary>Most bookings at once.</summary>
    public const int MaxBookings = 1_000;

    private readonly long[] _ids = [];

    /// <summary>The bookings.</summary>
    public required IReadOnlyList<long> Bookings
    {
        get => _ids;
        init => _ids = [.. value.Distinct().Order()];
    }

    /// <summary>What they are marked as.</summary>
    public required Attendance Attendance { get; init; }

    private protected override IReadOnlyList<long> BookingIds => _ids;

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (_ids.Length is 0 or > MaxBookings) return Refusals.NoSuchBooking;
        var (entries, changes) = (new List<EntryDraft>(), new List<RelatedChange>());
        foreach (var id in _ids)
        {
            if (Find(state, id) is not { } booking) return Refusals.NoSuchBooking;
            if (booking.Attendance == Attendance) continue;
            if (booking.Status == BookingStatus.Cancelled)
                return Refusals.BookingCancelled(booking.CancelledAt is { } at ? rules.Zone.DayOf(at) : null);
            if (booking.StartsAt > now && Attendance != Attendance.Unmarked) return Refusals.NotStartedYet;
            if (booking is { Attendance: Attendance.NoShow, NoShowPercent: > 0 }) return Refusals.NoShowWasReturned;
            var marked = booking with { Attendance = Attendance, Version = booking.Version + 1 };
            if (Attendance == Attendance.NoShow && booking.NoShowPercent > 0)
            {
                var returned = HeldCredits.Of(state, id).Return(state, booking.NoShowPercent, rules);
                entries.AddRange(returned.ToEntries(state, now));
                changes.AddRange(returned.ToChanges());
                marked = marked with { ToRefund = (long)((Int128)booking.Paid * booking.NoShowPercent / 100) };
            }

            changes.Add(RelatedChange.Update(marked));
        }

        return new Draft(PostingKind.Cancellation, entries.Count == 0 ? null : "No-show", entries)
        {
            MadeId = _ids[0],
            Related = changes.Count == 0 ? null : _ => changes,
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer)
    {
        foreach (var id in _ids) writer.Number(id);
        writer.Number((long)Attendance);
    }
}

/// <summary>Notes that what a cancellation left to refund was given back, or that it was not.</summary>
public sealed record MarkRefundedCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The booking.</summary>
    public required long BookingId { get; init; }

    /// <summary>Whether it was given back.</summary>
    public required bool Refunded { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [RowQuery.Of<BookingRow>(nameof(BookingRow.Id), BookingId, forUpdate: true)];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<BookingRow>(nameof(BookingRow.Id), BookingId) is not { ToRefund: > 0 } booking) return Refusals.NoSuchBooking;
        return Refunded == booking.RefundedAt is not null ? Draft.OfRows(BookingId)
            : Draft.OfRows(BookingId, RelatedChange.Update(booking with
            { RefundedAt = Refunded ? now : null, Version = booking.Version + 1 }));
    }

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer)
    {
        writer.Number(BookingId);
        writer.Byte(Refunded ? (byte)1 : (byte)0);
    }
}
