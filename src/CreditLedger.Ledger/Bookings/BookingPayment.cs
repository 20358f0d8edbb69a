using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// How a booking is paid (R30, R42, R47): what credits give that are live now, what is committed of those to come, and what is left to pay
/// in another way.
/// </summary>
internal sealed record BookingPayment
{
    /// <summary>The benefit of the rate; none where time pays, or nothing.</summary>
    public long? BenefitId { get; private init; }

    /// <summary>What <see cref="Amount"/> counts; none where no credits pay.</summary>
    public Unit? Unit { get; private init; }

    /// <summary>What credits were asked for, in the smallest unit.</summary>
    public long Amount { get; private init; }

    /// <summary>What of it they give.</summary>
    public long Covered { get; private init; }

    /// <summary>The rate, in words.</summary>
    public string? Rate { get; private init; }

    /// <summary>What is left to pay, in the currency's minor unit.</summary>
    public long Rest { get; private init; }

    /// <summary>The uses of credits that are live.</summary>
    public IReadOnlyList<EntryDraft> Entries { get; private init; } = [];

    /// <summary>What is committed, without numbers.</summary>
    public IReadOnlyList<CommitmentRow> Commitments { get; private init; } = [];

    /// <summary>What gives how much, in the order of use.</summary>
    public IReadOnlyList<BookingPart> Parts { get; private init; } = [];

    /// <summary>What follows from uses that are dated before a move (R16).</summary>
    public IReadOnlyList<Draft> Late { get; private init; } = [];

    /// <summary>Decides it.</summary>
    /// <param name="state">What the command was shown.</param>
    /// <param name="terms">What is booked.</param>
    /// <param name="payer">Who pays, and how.</param>
    /// <param name="freed">What the booking itself held and gives back first (R44); none for a new one.</param>
    /// <param name="now">The moment of recording.</param>
    public static (BookingPayment? Payment, Refusal? Refusal) Decide(
        LedgerState state, BookingTerms terms, BookingPayer payer, FreedCredits freed, DateTime now)
    {
        var (payment, refusal) = payer.UsesCredits ? ByCredits(state, terms, payer, freed, now) : (new BookingPayment(), null);
        if (payment is null) return (null, refusal);
        if (payer.UsesCredits && payment.Covered == payment.Amount) return (payment, null);
        var rest = payment.Amount == 0 ? terms.Price
            : terms.Price - (long?)((Int128)(terms.Price ?? 0) * payment.Covered / payment.Amount);
        if (payer.RestBy is not { } method)
            return (null, refusal is null ? Refusals.NoPaymentMethod : Refusals.RestNotPaid(refusal, rest, terms.Service.Currency));
        if (rest is not { } left) return payment.Covered == 0 ? (payment, null) : (null, Refusals.NoPriceForTheRest(terms.Service.Name));
        payment = payment with { Rest = left };
        return method == PaymentMethod.MoneyCredit && left > 0 ? payment.ByMoney(state, terms, payer, freed, left, now) : (payment, null);
    }

    /// <summary>Covers a part of a booking that lost what covered it (R42): as much as there is, in whole steps.</summary>
    public static BookingPayment Cover(
        LedgerState state, BookingTerms terms, long memberId, BenefitKind kind, long? benefitId, long amount, DateTime now)
    {
        var usage = new BookingPayer(memberId, UsesCredits: true, null).Usage(terms, amount, now) with
        { BenefitId = benefitId, Kind = benefitId is null ? kind : null };
        var (draw, _) = Draw(usage, state, terms, FreedCredits.None, now);
        var asked = new BookingPayment { Amount = amount };
        return draw is null ? asked : asked.With(draw.Value.Draw, draw.Value.Supply, terms, now);
    }

    // Of several benefits with a rate, the first that covers all of it; else the one that the service names first (R47).
    private static (BookingPayment? Payment, Refusal? Refusal) ByCredits(
        LedgerState state, BookingTerms terms, BookingPayer payer, FreedCredits freed, DateTime now)
    {
        (BookingPayment? Payment, Refusal? Refusal) first = default;
        foreach (var (benefitId, amount, units) in terms.Prices())
        {
            var unit = benefitId is { } id ? state.Benefit(id)!.Unit : Unit.Of(BenefitKind.Time, null);
            var asked = new BookingPayment
            {
                BenefitId = benefitId,
                Unit = unit,
                Amount = amount,
                Rate = benefitId is null ? null : RateText(state.Benefit(benefitId.Value)!, units),
            };
            if (amount == 0) return (asked, null);
            var usage = payer.Usage(terms, amount, now) with { BenefitId = benefitId };
            var (draw, refusal) = Draw(usage, state, terms, freed, now);
            if (draw is null && refusal is not { Reason: RefusalReason.NotEnough or RefusalReason.NotAWholeStep }) return (null, refusal);
            var paid = draw is null ? asked : asked.With(draw.Value.Draw, draw.Value.Supply, terms, now);
            if (refusal is null) return (paid, null);
            if (first.Payment is null || (paid.Covered > 0 && first.Payment.Covered == 0)) first = (paid, refusal);
        }

        return first;
    }

    private (BookingPayment? Payment, Refusal? Refusal) ByMoney(
        LedgerState state, BookingTerms terms, BookingPayer payer, FreedCredits freed, long amount, DateTime now)
    {
        var usage = payer.Usage(terms, amount, now) with { Kind = BenefitKind.Money, Currency = terms.Service.Currency };
        var (draw, refusal) = Draw(usage, state, terms, freed, now);
        return refusal is null ? (With(draw!.Value.Draw, draw.Value.Supply, terms, now) with { Covered = Covered }, null)
            : (null, refusal with { Field = RefusedField.PaidBy });
    }

    private static ((UsageDraw Draw, AheadSupply Supply)? Draw, Refusal? Refusal) Draw(
        UsageCommand usage, LedgerState state, BookingTerms terms, FreedCredits freed, DateTime now)
    {
        var owners = state.SharingOf(usage.MemberId, terms.StartsAt).Owners.Prepend(usage.MemberId).Distinct();
        var supply = AheadSupply.Of(state, owners, terms.StartsAt, terms.Rules, now, freed);
        var (draw, refusal) = UsageRule.Draw(usage, state, terms.Rules, now, supply.Credits, freed);
        return (draw is null ? null : (draw, supply), refusal);
    }

    // A use of what is live is recorded now; of what is not, it is committed and becomes a use when it is.
    private BookingPayment With(UsageDraw draw, AheadSupply supply, BookingTerms terms, DateTime now)
    {
        var drawn = draw.Drawn.ToList();
        var past = terms.StartsAt <= now ? draw.ToDraft() : null;
        return this with
        {
            Covered = Covered + drawn.Sum(part => part.Amount),
            Parts = [.. Parts, .. drawn.Select(part => new BookingPart(part.Credit.Terms, part.Amount, IsAhead(part.Credit)))],
            Entries = [.. Entries, .. past?.Entries ?? draw.Entries(credit => !IsAhead(credit))],
            Commitments =
            [
                .. Commitments,
                .. drawn.Where(part => IsAhead(part.Credit))
                    .Select(part => supply.Commit(part.Credit, part.Amount, draw.UserId, terms.StartsAt, now)),
            ],
            Late = past is null ? Late : [.. Late, past],
        };

        bool IsAhead(CreditState credit) => credit.Terms.StartsAt > now;
    }

    private static string RateText(BenefitTerms benefit, IReadOnlyList<int> units) =>
        $"{string.Join(" or ", units.Select(one => AmountFormat.Format(one, benefit.Unit)))} of {benefit.Name} per interval";
}

/// <summary>What one credit gives for a booking.</summary>
/// <param name="Credit">The credit, or one that a period to come will grant.</param>
/// <param name="Amount">In the smallest unit.</param>
/// <param name="IsAhead">Whether it is committed, because the credit is not live yet (R42).</param>
public sealed record BookingPart(CreditTerms Credit, long Amount, bool IsAhead);

/// <summary>Who pays for a booking, and how.</summary>
/// <param name="MemberId">Whose credits, own and shared.</param>
/// <param name="UsesCredits">Whether credits pay, as far as they go.</param>
/// <param name="RestBy">How the rest is paid; none: credits pay all of it, or it is refused.</param>
internal sealed record BookingPayer(long MemberId, bool UsesCredits, PaymentMethod? RestBy)
{
    /// <summary>When the use is dated; none means now.</summary>
    public DateTime? UsedAt { get; init; }

    /// <summary>Whether the actor may date it before the backdating window (R16).</summary>
    public bool MayGoFurtherBack { get; init; }

    /// <summary>The use of credits that is asked for.</summary>
    public UsageCommand Usage(BookingTerms terms, long amount, DateTime now) => new("booking", default)
    {
        MemberId = MemberId,
        Amount = amount,
        ServiceId = terms.Service.Id,
        UsedAt = UsedAt < now ? UsedAt : null,
        OccursAt = terms.StartsAt,
        MayGoFurtherBack = MayGoFurtherBack,
    };
}
