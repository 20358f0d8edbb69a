using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// Takes back a cancellation, or what a no-show returned (R24): what had come back to credits is taken again, with the same amounts, and
/// what was committed is covered anew, as far as there is something (R42). The time of the service must still be free.
/// </summary>
public sealed record RestoreBookingCommand(string IdempotencyKey, Actor Actor) : HeldBookingCommand(IdempotencyKey, Actor)
{
    /// <summary>The booking.</summary>
    public required long BookingId { get; init; }

    private protected override IReadOnlyList<long> BookingIds => [BookingId];

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        .. Find(state, BookingId) is { } booking ? BookingTerms.Needs(booking.ServiceId, booking.EndsAt) : [],
        .. LastPostingId(state) is { } posting ? [RowQuery.Of<PostingRow>(nameof(PostingRow.Id), posting)] : Array.Empty<RowQuery>(),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) => EntriesOf(state).Select(entry => entry.CreditId).Distinct();

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => Find(state, BookingId) is { } booking ? [booking.MemberId] : [];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state, BookingId) is not { } booking) return Refusals.NoSuchBooking;
        if (!IsRestorable(booking)) return Refusals.NothingToRestore;
        if (booking.RefundedAt is not null) return Refusals.RefundedAlready;
        if (RefuseTexts(required: false) is { } texts) return texts;
        var (terms, taken) = BookingTerms.Of(state, rules, booking.ServiceId, booking.StartsAt, booking.EndsAt, BookingId);
        if (terms is null || taken is not null) return taken!;

        var entries = EntriesOf(state);
        var posting = LastPosting(state, booking);
        var returning = posting is null ? [] : entries.Where(entry => entry.PostingId == posting.Id).ToList();
        var (back, again) = (new List<EntryDraft>(), new List<EntryDraft>());
        foreach (var entry in returning.OrderBy(row => row.EffectiveKind == EntryKind.Usage))
        {
            var original = entries.FirstOrDefault(other => other.Id == entry.ReversesEntryId);
            (original is null ? back : again).Add(Undoing(state, entry, original, now));
        }

        var draft = new Draft(PostingKind.Reversal, Description, [], posting?.Id)
        {
            MadeId = BookingId,
            Related = _ => [RelatedChange.Update(Restored(booking, HeldAfter(state, again, back)))],
        };
        return again.Count == 0 ? draft with { Kind = default } : LateText.Exchange(draft, back, again, state, rules);
    }

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer) => writer.Number(BookingId);

    /// <summary>Whether there is a cancellation or the return of a no-show to take back.</summary>
    public static bool IsRestorable(BookingRow booking) =>
        booking.Status == BookingStatus.Cancelled || booking is { Attendance: Attendance.NoShow, NoShowPercent: > 0 };

    // Dated when it happens: until then what had come back was free, and others may have used it for a time (R6).
    private static EntryDraft Undoing(LedgerState state, EntryRow entry, EntryRow? original, DateTime now)
    {
        var credit = state.Credit(entry.CreditId)!;
        return new EntryDraft(
            credit, null, original?.Kind ?? EntryKind.Reversal, entry.EffectiveKind, -entry.Amount,
            now > entry.UsedAt ? now : entry.UsedAt)
        {
            UsedById = entry.UsedById,
            ServiceId = entry.ServiceId,
            OccursAt = (original ?? entry).OccursAt,
            BookingId = entry.BookingId,
            ReversesEntryId = original is null ? entry.Id : null,
        };
    }

    private static BookingRow Restored(BookingRow booking, long held)
    {
        var missing = booking.Kind is null || booking.EndsAt <= booking.StartsAt ? 0 : CoveredOf(booking) - held;
        return booking with
        {
            Status = BookingStatus.Booked,
            Attendance = Attendance.Unmarked,
            CancelledAt = null,
            ToRefund = 0,
            Missing = missing > 0 ? missing : null,
            Version = booking.Version + 1,
        };
    }

    // The part that credits paid, where the rest was paid otherwise: the other way round than R30 works the rest out.
    private static long CoveredOf(BookingRow booking) => booking is { PaidBy: not null, Price: > 0 and var price }
        ? (long)((((Int128)price - booking.Paid) * booking.Amount + price - 1) / price) : booking.PaidBy is null ? booking.Amount : 0;

    private long HeldAfter(LedgerState state, List<EntryDraft> again, List<EntryDraft> back)
    {
        var held = HeldCredits.Of(state, BookingId);
        var before = held.Uses.Sum(entry => -entry.Amount) + held.Commitments.Sum(row => row.Amount);
        return before - again.Where(entry => entry.Kind == EntryKind.Usage).Sum(entry => entry.Amount)
            - back.Where(entry => entry.EffectiveKind == EntryKind.Usage).Sum(entry => entry.Amount);
    }

    private IReadOnlyList<EntryRow> EntriesOf(LedgerState state) => state.Related.Rows<EntryRow>(
        RowQuery.With<EntryRow>(nameof(EntryRow.BookingId), BookingId, nameof(EntryRow.BookingId)));

    private long? LastPostingId(LedgerState state) => EntriesOf(state).Select(entry => (long?)entry.PostingId).Max();

    // Nothing is recorded of a booking that is cancelled: the last one is the cancellation, unless that gave nothing back.
    private PostingRow? LastPosting(LedgerState state, BookingRow booking) =>
        LastPostingId(state) is { } id
            && state.Related.Row<PostingRow>(nameof(PostingRow.Id), id) is { Kind: PostingKind.Cancellation } last
            && (booking.CancelledAt is not { } at || last.RecordedAt == at) ? last : null;
}
