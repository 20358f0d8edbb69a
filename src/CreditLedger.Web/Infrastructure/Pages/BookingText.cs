using System.Globalization;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What pages say of bookings.</summary>
public static class BookingText
{
    /// <summary>When it takes place: "12 Dec 2026, 10:00 to 12:00".</summary>
    public static string When(DateTime startsAt, DateTime endsAt, SiteZone zone)
    {
        var (from, to) = (zone.ToLocal(startsAt), zone.ToLocal(endsAt));
        return $"{Day(from)}, {Clock(from)} to {(from.Date == to.Date ? "" : $"{Day(to)}, ")}{Clock(to)}";
    }

    /// <summary>A local time: 09:30.</summary>
    public static string Clock(DateTime local) => local.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long it is.</summary>
    public static string Length(DateTime startsAt, DateTime endsAt) =>
        AmountFormat.Format((long)(endsAt - startsAt).TotalMinutes, Unit.Of(BenefitKind.Time, null));

    /// <summary>What credits give: "2 h", or "nothing".</summary>
    public static string Covered(BookingEffect effect) =>
        effect.Unit is { } unit && effect.Amount > 0 ? AmountFormat.Format(effect.Amount, unit) : "nothing";

    /// <summary>What one credit gives: "2 h of Meeting room time, Pro, to 31 Dec 2026".</summary>
    public static string Part(BookingPart part, SiteZone zone)
    {
        var what = $"{AmountFormat.Format(part.Amount, part.Credit.Benefit.Unit)} of {CreditName.Of(part.Credit, zone)}";
        return part.IsAhead
            ? $"{what}: committed, and used when that credit starts on {Wording.Day(zone.DayOf(part.Credit.StartsAt))}"
            : what;
    }

    /// <summary>How it is paid: "2 h from credits, £12.00 by card".</summary>
    public static string Payment(BookingEffect effect, PaymentMethod? method)
    {
        var parts = new List<string>(2);
        if (effect.Amount > 0) parts.Add($"{Covered(effect)} from credits");
        if (effect.Rest > 0 && method is { } by) parts.Add($"{Money(effect.Rest, effect.Currency)} by {WordOf(by)}");
        return parts.Count == 0 ? "nothing to pay" : string.Join(", ", parts);
    }

    /// <summary>An amount of money; nothing where the currency is not known.</summary>
    public static string Money(long amount, string? currency) =>
        currency is null ? "" : AmountFormat.Format(amount, Unit.OfMoney(currency));

    /// <summary>A way to pay, as a word.</summary>
    public static string WordOf(PaymentMethod method) => method switch
    {
        PaymentMethod.MoneyCredit => "money credit",
        PaymentMethod.Card => "card",
        PaymentMethod.Cash => "cash",
        PaymentMethod.BankTransfer => "bank transfer",
        PaymentMethod.ETransfer => "e-transfer",
        PaymentMethod.Invoice => "invoice",
    };

    /// <summary>Attendance as a word.</summary>
    public static string Of(Attendance attendance) => attendance switch
    {
        Attendance.Unmarked => "Not marked",
        Attendance.Attended => "Attended",
        Attendance.NoShow => "No-show",
    };

    /// <summary>What is shown under attendance status: nobody has come yet to a booking that is to come.</summary>
    public static string State(BookingLine line, DateTime now) =>
        line.Status == BookingStatus.Cancelled ? "Cancelled" : line.StartsAt > now ? "Booked" : Of(line.Attendance);

    /// <summary>The tone of that.</summary>
    public static string Tone(BookingLine line, DateTime now) => line switch
    {
        { Status: BookingStatus.Cancelled } => "quiet",
        _ when line.StartsAt > now => "info",
        { Attendance: Attendance.Attended } => "good",
        { Attendance: Attendance.NoShow } => "bad",
        _ => "warn",
    };

    /// <summary>What credits gave and will give, in few words: "2 h · Meeting room time, Pro".</summary>
    public static string Credit(BookedCredit credit)
    {
        var from = string.IsNullOrEmpty(credit.SourceName) ? credit.BenefitName : $"{credit.BenefitName}, {credit.SourceName}";
        return $"{AmountFormat.Format(credit.Amount, credit.Unit)} of {from}{(credit.DueAt is null ? "" : " (committed)")}";
    }

    /// <summary>How it is paid, in few words: "Credits", "Credits and card", "Card".</summary>
    public static string Method(BookingLine line)
    {
        var method = line.PaidBy is { } by ? WordOf(by) : null;
        if (line.Kind is null) return method is null ? "–" : Capital(method);
        return method is null ? "Credits" : $"Credits and {method}";
    }

    /// <summary>What is not covered: "2 h not covered".</summary>
    public static string? Uncovered(BookingLine line) => line is { Missing: { } missing, Kind: { } kind }
        ? $"{AmountFormat.Format(missing, Unit.Of(kind, line.Currency))} not covered" : null;

    /// <summary>The outcome of a cancellation, in sentences.</summary>
    public static IEnumerable<string> Outcome(CancellationEffect effect, SiteZone zone)
    {
        foreach (var part in effect.Parts)
        {
            var amount = AmountFormat.Format(part.Amount, part.Unit);
            yield return part.Credit is not { } credit ? $"{amount} of {part.BenefitName} are no longer committed."
                : credit.ExpiresAt <= effect.ExpiredAt ? $"{amount} go back to {CreditName.Of(credit, zone)}, and expire at once."
                : $"{amount} go back to {CreditName.Of(credit, zone)}.";
        }

        if (effect.Parts.Count == 0) yield return "Nothing goes back to credits.";
        if (effect.Refund > 0) yield return $"{Money(effect.Refund, effect.Currency)} are to be refunded.";
    }

    private static string Day(DateTime local) => Wording.Day(DateOnly.FromDateTime(local));

    private static string Capital(string word) => string.Concat(word[..1].ToUpperInvariant(), word.AsSpan(1));
}
