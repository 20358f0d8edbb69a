using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Bookings;

/// <summary>A service at a time, with the settings that a booking of it follows.</summary>
/// <param name="Service">The service.</param>
/// <param name="Rates">What it costs in credits.</param>
/// <param name="StartsAt">First instant.</param>
/// <param name="EndsAt">First instant after.</param>
/// <param name="Rules">The site's settings.</param>
internal sealed record BookingTerms(ServiceRow Service, ServiceRates Rates, DateTime StartsAt, DateTime EndsAt, LedgerRules Rules)
{
    private const int MaxDays = 366;

    /// <summary>How long it is, in minutes that pass: an hour less or more over a change of the clocks.</summary>
    public long Minutes => (EndsAt - StartsAt).Ticks / TimeSpan.TicksPerMinute;

    /// <summary>The list price of all of it: a started interval counts whole. None where the service has none.</summary>
    public long? Price => Service.Price * ((Minutes + Interval - 1) / Interval);

    private int Interval => Service.IntervalMinutes ?? Rules.BookingIntervalMinutes;

    /// <summary>The rows that a command needs. The service is taken for change: of two bookings of it the second sees the first.</summary>
    public static IEnumerable<RowQuery> Needs(long serviceId, DateTime endsAt) =>
    [
        RowQuery.Of<ServiceRow>(nameof(ServiceRow.Id), serviceId, forUpdate: true),
        RowQuery.Of<ServiceRateRow>(nameof(ServiceRateRow.ServiceId), serviceId),
        BookingRow.LastBefore(serviceId, endsAt),
    ];

    /// <summary>What credits of the rates' benefits, or of time, are to give, in the order in which they are tried (R47).</summary>
    public IEnumerable<(long? BenefitId, long Amount, IReadOnlyList<int> Units)> Prices()
    {
        if (Rates.Benefits.Count == 0) yield return (null, Minutes, []);
        foreach (var benefit in Rates.Benefits)
        {
            var (amount, units) = Rates.Price(benefit, StartsAt, EndsAt, Interval, Rules.Zone);
            yield return (benefit, amount, units);
        }
    }

    /// <summary>The benefits of the rates of a service.</summary>
    public static IEnumerable<long> Benefits(LedgerState state, long serviceId) => RatesOf(state, serviceId).Benefits;

    /// <summary>The terms of a booking that is asked for; a refusal where it cannot be.</summary>
    /// <param name="state">What the command was shown.</param>
    /// <param name="rules">The site's settings.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="startsAt">First instant.</param>
    /// <param name="endsAt">First instant after.</param>
    /// <param name="bookingId">The booking that is changed; 0 for a new one.</param>
    public static (BookingTerms? Terms, Refusal? Refusal) Of(
        LedgerState state, LedgerRules rules, long serviceId, DateTime startsAt, DateTime endsAt, long bookingId)
    {
        if (state.Related.Row<ServiceRow>(nameof(ServiceRow.Id), serviceId) is not { } service)
            return (null, Refusals.NoSuchBookableService);
        var terms = new BookingTerms(service, RatesOf(state, serviceId), startsAt, endsAt, rules);
        return (terms, terms.Refuse(state, bookingId));
    }

    /// <summary>The terms of a booking that exists.</summary>
    public static BookingTerms Of(LedgerState state, BookingRow booking, LedgerRules rules) => new(
        state.Related.Row<ServiceRow>(nameof(ServiceRow.Id), booking.ServiceId)!, RatesOf(state, booking.ServiceId), booking.StartsAt,
        booking.EndsAt, rules);

    private static ServiceRates RatesOf(LedgerState state, long serviceId) =>
        new(state.Related.Rows<ServiceRateRow>(nameof(ServiceRateRow.ServiceId), serviceId));

    private Refusal? Refuse(LedgerState state, long bookingId)
    {
        if (Service.IsArchived) return Refusals.BookedServiceArchived(Service.Name);
        if (EndsAt <= StartsAt) return Refusals.BookingEndsBeforeStart;
        if (EndsAt > StartsAt.AddDays(MaxDays)) return Refusals.BookingTooLong;
        if (EndsAt.Ticks % TimeSpan.TicksPerMinute != 0 || StartsAt.Ticks % TimeSpan.TicksPerMinute != 0)
            return Refusals.BookingNotInMinutes;
        if (Rates.Benefits.Count == 0 && BookingStep.Missed(Minutes, Interval) is { } missed) return Refusals.BookingOffStep(missed);
        if (Service.Hours.Refuse(StartsAt, EndsAt, Rules.Zone) is { } closed) return closed;
        var other = state.Related.Rows<BookingRow>(BookingRow.LastBefore(Service.Id, EndsAt))
            .Where(row => row.Id != bookingId && row.StartsAt < EndsAt).MaxBy(row => row.StartsAt);
        return other is not null && other.EndsAt > StartsAt ? Refusals.ServiceTaken(Service.Name, other, Rules.Zone) : null;
    }
}
