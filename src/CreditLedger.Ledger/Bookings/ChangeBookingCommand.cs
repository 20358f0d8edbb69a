using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// Moves, shortens, lengthens a booking or takes another service for it (R44): one posting, decided as a new booking made now with what the
/// old one held free. A part that is taken away inside the policy's window counts as a cancellation of that part.
/// </summary>
public sealed record ChangeBookingCommand(string IdempotencyKey, Actor Actor) : BookingCommand(IdempotencyKey, Actor)
{
    /// <summary>The booking.</summary>
    public required long BookingId { get; init; }

    /// <summary>The version that the person was shown. Not part of the content.</summary>
    public int SeenVersion { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        RowQuery.Of<BookingRow>(nameof(BookingRow.Id), BookingId, forUpdate: true),
        .. HeldCredits.Needs(BookingId),
        .. base.Needs(state),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) => HeldCredits.Of(state, BookingId).Credits.Distinct();

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        base.Benefits(state).Concat(HeldCredits.Of(state, BookingId).Benefits).Distinct();

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<BookingRow>(nameof(BookingRow.Id), BookingId) is not { } booking || booking.MemberId != MemberId)
            return Refusals.NoSuchBooking;
        if (booking.Status == BookingStatus.Cancelled)
            return Refusals.BookingCancelled(booking.CancelledAt is { } at ? rules.Zone.DayOf(at) : null);
        if (booking.Version != SeenVersion) return Refusals.BookingChangedMeanwhile;
        if (RefuseDetails(state) is { } details) return details;
        if (IsPaidTheSame(booking))
            return Draft.OfRows(BookingId, RelatedChange.Update(WithDetails(booking) with { Version = booking.Version + 1 }));
        var (terms, refusal) = BookingTerms.Of(state, rules, ServiceId, StartsAt, EndsAt, BookingId);
        if (refusal is not null || terms is null) return refusal!;
        var held = HeldCredits.Of(state, BookingId);
        var kept = KeptOf(booking, terms, held, state, rules, now);
        var returned = held.Return(state, rules, unit => held.TotalOf(state, unit) - kept.GetValueOrDefault(unit));
        var freed = FreedCredits.Of(state, returned, now);
        var payer = new BookingPayer(MemberId, UsesCredits, RestBy) { MayGoFurtherBack = MayGoFurtherBack };
        var (payment, unpaid) = BookingPayment.Decide(state, terms, payer, freed, now);
        if (payment is null) return unpaid!;
        if (WarnOfStatus(state, terms, payer, now) is { } warning) return warning;
        var changed = Pay(WithDetails(booking), terms, payment, RestBy) with { Version = booking.Version + 1 };
        var refund = Math.Max(0, booking.Paid - changed.Paid);
        return new Draft(PostingKind.Change, Description ?? Summary(terms, payment),
            [.. returned.ToEntries(state, now), .. payment.Entries.Select(entry => entry with { BookingId = BookingId })])
        {
            MadeId = BookingId,
            Effect = new ChangeEffect(booking, BookingEffect.Of(terms, payment), Differences(state, held, payment, kept), refund),
            Notes = [.. payment.Late.SelectMany(late => late.Notes)],
            Related = made =>
            [
                RelatedChange.Update(changed with { ToRefund = refund > 0 ? refund : booking.ToRefund }),
                .. returned.ToChanges(),
                .. Insert(payment, BookingId, made.Ids),
                .. payment.Late.SelectMany(late => late.Related?.Invoke(made) ?? []),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer)
    {
        WriteRequest(writer);
        writer.Number(BookingId);
    }

    // Only who takes part, who leads it or what it is for: nothing is decided anew.
    private bool IsPaidTheSame(BookingRow booking) => booking.ServiceId == ServiceId && booking.StartsAt == StartsAt
        && booking.EndsAt == EndsAt && booking.Kind is not null == UsesCredits && booking.PaidBy == RestBy && booking.Missing is null;

    // Of what is taken away, what the policy keeps, by unit; in whole steps of the last credits that gave it.
    private static Dictionary<Unit, long> KeptOf(
        BookingRow booking, BookingTerms terms, HeldCredits held, LedgerState state, LedgerRules rules, DateTime now)
    {
        var percent = CancellationPolicy.Of(booking.Policy).PercentAt(booking.StartsAt, now);
        var kept = new Dictionary<Unit, long>();
        if (percent == 100) return kept;
        foreach (var unit in held.Units(state))
        {
            var (before, wanted) = (held.TotalOf(state, unit), WantedOf(unit));
            if (wanted >= before) continue;
            var back = (long)((Int128)(before - wanted) * percent / 100);
            kept[unit] = before - wanted - back;
        }

        return kept;

        long WantedOf(Unit unit) => terms.Prices()
            .Where(price => (price.BenefitId is { } id ? state.Benefit(id)!.Unit : Unit.Of(BenefitKind.Time, null)) == unit)
            .Select(price => price.Amount).FirstOrDefault();
    }

    // By benefit: how much more is taken or comes back, not counting what the policy keeps.
    private static IReadOnlyList<BookingDifference> Differences(
        LedgerState state, HeldCredits held, BookingPayment payment, Dictionary<Unit, long> kept)
    {
        var before = held.Uses.Select(entry => (state.Credit(entry.CreditId)!.Terms.Benefit, Amount: -entry.Amount))
            .Concat(held.Commitments.Select(row => (Benefit: state.Benefit(row.BenefitId)!, row.Amount)));
        var after = payment.Parts.Select(part => (part.Credit.Benefit, Amount: -part.Amount));
        return
        [
            .. before.Concat(after).GroupBy(part => part.Benefit.Id)
                .Select(group => new BookingDifference(group.First().Benefit, group.Sum(part => part.Amount)))
                .Where(difference => difference.Amount != 0 || kept.ContainsKey(difference.Benefit.Unit)),
        ];
    }
}

/// <summary>What a change of a booking comes to.</summary>
/// <param name="Before">The booking as it was.</param>
/// <param name="Payment">How it is paid from now on.</param>
/// <param name="Differences">What comes back (plus) or is taken (minus), by benefit, before what the policy keeps.</param>
/// <param name="Refund">What is to be refunded of what was paid in another way.</param>
public sealed record ChangeEffect(
    BookingRow Before, BookingEffect Payment, IReadOnlyList<BookingDifference> Differences, long Refund);

/// <summary>How much more or less a booking holds of a benefit.</summary>
/// <param name="Benefit">The benefit.</param>
/// <param name="Amount">Plus: comes back; minus: is taken.</param>
public sealed record BookingDifference(BenefitTerms Benefit, long Amount);
