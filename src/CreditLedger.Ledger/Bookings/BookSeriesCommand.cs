using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// Books a service several times: one booking and one posting for each time, in one transaction. Those that cannot be are left out, and
/// named before it is confirmed.
/// </summary>
/// <remarks>Its effect is a <see cref="SeriesEffect"/>.</remarks>
public sealed record BookSeriesCommand(string IdempotencyKey, Actor Actor) : BookingCommand(IdempotencyKey, Actor)
{
    /// <summary>Most bookings of one series: a working year, day by day.</summary>
    public const int MaxBookings = 260;

    /// <summary>The times, the first of them the command's own.</summary>
    public required IReadOnlyList<BookedTime> Times { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, null, now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => [];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) => [];

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) => [];

    /// <summary>The bookings, each with its own key. The first that can be made gives the series its number.</summary>
    public override IEnumerable<Func<long?, LedgerCommand>> Attempts => Times.Select((time, place) => (Func<long?, LedgerCommand>)(series =>
        new BookCommand(FormattableString.Invariant($"{IdempotencyKey}/{place + 1}"), Actor)
        {
            MemberId = MemberId,
            ServiceId = ServiceId,
            StartsAt = time.StartsAt,
            EndsAt = time.EndsAt,
            ParticipantId = ParticipantId,
            GuestName = GuestName,
            Staff = Staff,
            UsesCredits = UsesCredits,
            RestBy = RestBy,
            DespiteStatus = DespiteStatus,
            MayDespiteStatus = MayDespiteStatus,
            MayGoFurtherBack = MayGoFurtherBack,
            Description = Description,
            InternalNote = InternalNote,
            SeriesId = series,
            IsFirstOfSeries = series is null,
        }));

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) =>
        Times.Count is 0 or > MaxBookings ? Refusals.TooManyBookings(MaxBookings) : Draft.Nothing with { Related = _ => [] };

    /// <inheritdoc />
    public override object EffectOf(IReadOnlyList<(LedgerCommand Command, Decision Decision)> attempts) => new SeriesEffect(
        [
            .. from attempt in attempts
               let book = (BookCommand)attempt.Command
               let draft = attempt.Decision as Draft
               where draft is not null
               select (book.StartsAt, book.EndsAt, (BookingEffect)draft.Effect!),
        ],
        [
            .. from attempt in attempts
               let book = (BookCommand)attempt.Command
               where attempt.Decision is not Draft
               select (book.StartsAt, book.EndsAt, attempt.Decision is Refusal refusal ? refusal.Message
                   : string.Join(' ', ((ConfirmationNeeded)attempt.Decision).Warnings)),
        ]);

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        WriteRequest(writer);
        foreach (var time in Times)
        {
            writer.Instant(time.StartsAt);
            writer.Instant(time.EndsAt);
        }
    }
}

/// <summary>From when until when.</summary>
/// <param name="StartsAt">First instant.</param>
/// <param name="EndsAt">First instant after.</param>
public readonly record struct BookedTime(DateTime StartsAt, DateTime EndsAt);

/// <summary>What a series comes to.</summary>
/// <param name="Booked">The bookings, and how each is paid.</param>
/// <param name="LeftOut">The times that cannot be booked, and why.</param>
public sealed record SeriesEffect(
    IReadOnlyList<(DateTime StartsAt, DateTime EndsAt, BookingEffect Effect)> Booked,
    IReadOnlyList<(DateTime StartsAt, DateTime EndsAt, string Why)> LeftOut);
