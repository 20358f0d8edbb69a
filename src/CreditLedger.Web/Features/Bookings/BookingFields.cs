using System.Globalization;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>What the form of a booking sends, read.</summary>
public static class BookingFields
{
    /// <summary>Once a day.</summary>
    public const string Daily = "daily";

    /// <summary>Once a week.</summary>
    public const string Weekly = "weekly";

    private const string Only = "only-";

    private static readonly (PaymentMethod Method, string Sent)[] Methods =
    [
        (PaymentMethod.MoneyCredit, "money"),
        (PaymentMethod.Card, "card"),
        (PaymentMethod.Cash, "cash"),
        (PaymentMethod.BankTransfer, "transfer"),
        (PaymentMethod.ETransfer, "e-transfer"),
        (PaymentMethod.Invoice, "invoice"),
    ];

    /// <summary>The ways to pay.</summary>
    public static IReadOnlyList<FieldOption> Payments { get; } =
    [
        new("", "Credits alone"),
        .. Methods.Select(one => new FieldOption(
            one.Sent, $"Credits, and what they do not cover by {BookingText.WordOf(one.Method)}", "With credits")),
        .. Methods.Select(one => new FieldOption(
            Only + one.Sent, $"By {BookingText.WordOf(one.Method)}", "Without credits that the service asks for")),
    ];

    /// <summary>How often.</summary>
    public static IReadOnlyList<FieldOption> Repeats { get; } =
        [new("", "Does not repeat"), new(Daily, "Every day"), new(Weekly, "Every week")];

    /// <summary>What the form sends for how a booking is paid.</summary>
    public static string PaymentOf(bool usesCredits, PaymentMethod? method) => method is not { } by ? ""
        : (usesCredits ? "" : Only) + Array.Find(Methods, one => one.Method == by).Sent;

    /// <summary>How it is paid.</summary>
    public static (bool UsesCredits, PaymentMethod? RestBy) Read(string? payment)
    {
        if (string.IsNullOrEmpty(payment)) return (true, null);
        var isOnly = payment.StartsWith(Only, StringComparison.Ordinal);
        var found = Array.Find(Methods, one => one.Sent == (isOnly ? payment[Only.Length..] : payment));
        return (!isOnly, found.Sent is null ? null : found.Method);
    }

    /// <summary>A time of day; none where it is none.</summary>
    public static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : null;

    /// <summary>A time as a form sends it.</summary>
    public static string Of(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>From when until when; none while that cannot be read. An end at midnight is that of the day.</summary>
    public static (DateTime StartsAt, DateTime EndsAt)? Read(BookingForm form, SiteZone zone)
    {
        if (DayText.Read(form.Day) is not { } day || Time(form.From) is not { } from || Time(form.Until) is not { } until) return null;
        var last = DayText.Read(form.LastDay) ?? (until == TimeOnly.MinValue ? day.AddDays(1) : day);
        return (zone.ToInstant(day.ToDateTime(from)), zone.ToInstant(last.ToDateTime(until)));
    }
}
