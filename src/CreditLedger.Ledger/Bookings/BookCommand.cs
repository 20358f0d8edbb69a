using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>Books a service for a member (R30, R42, R47).</summary>
public sealed record BookCommand(string IdempotencyKey, Actor Actor) : BookingCommand(IdempotencyKey, Actor)
{
    /// <summary>The name another program gave it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What was paid in another way, where another program says so; none: the list price of what credits do not cover.</summary>
    public long? AmountPaid { get; init; }

    /// <summary>Whether it was cancelled already, in another program: it is kept, and takes nothing.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether the participant came, where that is known.</summary>
    public Attendance Attendance { get; init; } = Attendance.Unmarked;

    /// <summary>The first booking of the series it belongs to; none for one by itself.</summary>
    public long? SeriesId { get; init; }

    /// <summary>Whether it is that first booking itself. Not part of the content: its series says so.</summary>
    public bool IsFirstOfSeries { get; init; }

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        var (terms, refusal) = BookingTerms.Of(state, rules, ServiceId, StartsAt, EndsAt, 0);
        if (terms is null) return refusal!;
        if (RefuseDetails(state) is { } details) return details;
        if (IsCancelled) return EndsAt > StartsAt ? KeepCancelled(terms, now) : Refusals.BookingEndsBeforeStart;
        if (refusal is not null) return refusal;
        var payer = new BookingPayer(MemberId, UsesCredits, RestBy)
        { UsedAt = StartsAt, MayGoFurtherBack = MayGoFurtherBack };
        var (payment, unpaid) = BookingPayment.Decide(state, terms, payer, FreedCredits.None, now);
        if (payment is null) return unpaid!;
        if (WarnOfStatus(state, terms, payer, now) is { } warning) return warning;
        var row = Pay(New(now), terms, payment, RestBy);
        return new Draft(PostingKind.Usage, Description ?? Summary(terms, payment), payment.Entries)
        {
            MakesBooking = true,
            Effect = BookingEffect.Of(terms, payment),
            Notes = [.. payment.Late.SelectMany(late => late.Notes)],
            Related = made =>
            [
                RelatedChange.Insert(row with
                {
                    Id = made.MadeId,
                    Paid = AmountPaid ?? row.Paid,
                    SeriesId = IsFirstOfSeries ? made.MadeId : SeriesId,
                }),
                .. Insert(payment, made.MadeId, made.Ids),
                .. payment.Late.SelectMany(late => late.Related?.Invoke(made) ?? []),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        WriteRequest(writer);
        writer.Text(ExternalId);
        writer.Number(AmountPaid);
        writer.Number((long)Attendance);
        writer.Number(SeriesId);
        if (IsCancelled) writer.Byte(1);
    }

    private BookingRow New(DateTime now) => WithDetails(new BookingRow
    {
        MemberId = MemberId,
        Attendance = Attendance,
        SeriesId = SeriesId,
        ExternalId = ExternalId,
        CreatedAt = now,
    });

    private Draft KeepCancelled(BookingTerms terms, DateTime now)
    {
        var row = Pay(New(now), terms, new BookingPayment(), RestBy) with
        { Status = BookingStatus.Cancelled, CancelledAt = now, Paid = AmountPaid ?? 0 };
        return Draft.Nothing with
        {
            MakesBooking = true,
            Related = made => [RelatedChange.Insert(row with { Id = made.MadeId })],
        };
    }
}
