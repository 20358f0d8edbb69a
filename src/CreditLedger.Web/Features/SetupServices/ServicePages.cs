using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.SetupServices;

/// <summary>The list of services.</summary>
public static class ServiceList
{
    public static readonly CatalogueListing<Service> Listing = new(
        Routes.Services, "room", ("service", "services"),
        "A service is what is booked or bought: a room, a desk, a class, a print job, an event ticket.",
        [
            new("Reference", (row, _) => row.Reference) { Sort = "reference" },
            new("Name", (row, _) => row.Name),
            new("Category", (row, _) => row.Category),
            new("Interval", (row, _) => row.IntervalMinutes) { IsNumber = true },
            new("List price", (row, _) => PriceOf(row)) { IsNumber = true },
        ]);

    /// <summary>A list price; a dash where there is none.</summary>
    public static string PriceOf(Service service) =>
        service is { Price: { } price, Currency: { } currency } ? AmountFormat.Format(price, Unit.OfMoney(currency)) : "–";
}

/// <summary>The form of a service, filled in as far as it was.</summary>
/// <param name="Service">The service as it is; none for a new one.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
public sealed record ServiceFormPage(ServiceDetails? Service, ServiceForm Form)
{
    /// <summary>Where the form is sent.</summary>
    public string Path => Service is null ? Routes.NewService : Routes.Service(Service.Service.Id);

    /// <summary>The form as it is opened.</summary>
    public static ServiceFormPage Open(ServiceDetails? details, string siteCurrency)
    {
        if (details is null) return new ServiceFormPage(null, new ServiceForm { Currency = siteCurrency });
        var service = details.Service;
        return new ServiceFormPage(details, new ServiceForm
        {
            Reference = service.Reference,
            Name = service.Name,
            Category = service.Category,
            Interval = service.IntervalMinutes?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Price = service is { Price: { } price, Currency: { } currency } ? AmountFormat.ForInput(price, Unit.OfMoney(currency)) : null,
            Currency = service.Currency ?? siteCurrency,
            OpeningHours = service.OpeningHours,
            ClosedDays = service.ClosedDays,
            Policy = service.CancellationPolicy,
            NoShow = service.NoShowPercent == 0 ? null : service.NoShowPercent.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Rates = details.Rates.Count == 0 ? null : string.Join('\n', details.Rates),
            Version = service.Version,
        });
    }

    /// <summary>Taking it out of use; none for a new one.</summary>
    public ArchiveCard? Archive => Service is null ? null : new ArchiveCard(
        Path, Service.Service.Name, Service.Service.ArchivedAt is not null,
        Service.Service.ArchivedAt is null
            ? "An archived service is not offered for benefits and bookings any more. What names it already goes on."
            : "It is not offered for benefits and bookings any more.")
    {
        Uses = [("Benefits that are limited to it", Routes.Benefits, Service.Benefits)],
    };
}
