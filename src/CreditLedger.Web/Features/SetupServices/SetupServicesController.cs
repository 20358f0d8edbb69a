using CreditLedger.Data;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;
using CreditLedger.Web.Infrastructure.Validation;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.SetupServices;

/// <summary>Services: the list, and the form that makes or changes one.</summary>
[Route("setup/services")]
[RequirePermission(Permission.Setup)]
public sealed class SetupServicesController(FormTools tools, ServiceQuery services, SiteSettings site)
    : CatalogueController<ServiceRow, ServiceForm>(tools)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] ServiceListQuery list, CancellationToken cancellationToken) =>
        View(await ServiceList.Listing.ReadAsync(list, HttpContext, cancellationToken));

    [HttpGet("/setup/services.csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromServices] ServiceListQuery list) => ServiceList.Listing.File(list, HttpContext);

    /// <inheritdoc />
    protected override IQueryable<VersionedRow> Rows(LedgerDbContext db) => db.Services;

    /// <inheritdoc />
    protected override async Task<IActionResult> FormViewAsync(long id, ServiceForm? form, CancellationToken cancellationToken)
    {
        var service = await services.RunAsync(id, cancellationToken);
        if (id != 0 && service is null) return NotFound();
        return View("Form", form is null ? ServiceFormPage.Open(service, site.Currency) : new ServiceFormPage(service, form));
    }

    /// <inheritdoc />
    protected override async Task<CatalogueInput<ServiceRow>> ReadAsync(long id, ServiceForm form, CancellationToken cancellationToken)
    {
        var (price, currency, errors) = PriceOf(form);
        var (rates, wrongRates) = await RatesOf(form, cancellationToken);
        var command = new SaveServiceCommand(form.Key ?? "", User.Actor())
        {
            Id = id,
            SeenVersion = form.Version,
            Wanted = new ServiceRow
            {
                Reference = CatalogueText.Clean(form.Reference) ?? "",
                Name = CatalogueText.Clean(form.Name) ?? "",
                Category = CatalogueText.Clean(form.Category),
                IntervalMinutes = CatalogueText.Whole(form.Interval),
                Price = price,
                Currency = price is null ? null : currency,
                OpeningHours = Lines(form.OpeningHours),
                ClosedDays = Lines(form.ClosedDays),
                CancellationPolicy = Lines(form.Policy),
                NoShowPercent = CatalogueText.Whole(form.NoShow) ?? 0,
            },
            Rates = rates,
        };
        return new CatalogueInput<ServiceRow>(command, [.. ModelState.Errors(), .. errors, .. wrongRates]);
    }

    private static string? Lines(string? text) => CatalogueText.Clean(text)?.Replace("\r\n", "\n", StringComparison.Ordinal);

    // "Mon-Fri 09:00-17:00 MEETING 2": a time, the benefit's reference, whole units for each interval that is started.
    private async Task<(IReadOnlyList<ServiceRateRow> Rates, IReadOnlyList<FieldError> Wrong)> RatesOf(
        ServiceForm form, CancellationToken cancellationToken)
    {
        var lines = (form.Rates ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return ([], []);
        var benefits = await services.BenefitsAsync(cancellationToken);
        var (rates, wrong) = (new List<ServiceRateRow>(), new List<FieldError>());
        foreach (var line in lines)
        {
            var read = WeekWindow.Read(line);
            var parts = (read?.After ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var reference = string.Join(' ', parts.SkipLast(1));
            if (parts.Length < 2 || CatalogueText.Whole(parts[^1]) is not { } units || !benefits.TryGetValue(reference, out var benefit))
            {
                wrong.Add(new FieldError(nameof(ServiceForm.Rates),
                    $"“{line}” is not a time, the reference of a benefit and whole units. " +
                    "Write one line each, like Mon-Fri 09:00-17:00 MEETING 2."));
                continue;
            }

            rates.Add(new ServiceRateRow
            {
                Days = read!.Value.Window.Days,
                FromMinute = read.Value.Window.From,
                ToMinute = read.Value.Window.To,
                BenefitId = benefit,
                Units = units,
            });
        }

        return (rates, wrong);
    }

    /// <inheritdoc />
    protected override string ArchivedNotice(bool isArchived, string name) =>
        isArchived ? $"{name} is archived: it is not offered any more." : $"{name} is offered again.";

    // How a price is written depends on its currency.
    private static (long? Price, string? Currency, FieldError[] Errors) PriceOf(ServiceForm form)
    {
        var currency = CatalogueText.Clean(form.Currency)?.ToUpperInvariant();
        if (CatalogueText.Clean(form.Price) is not { } typed) return (null, currency, []);
        if (currency is null) return (0, null, []);
        if (!Currency.TryGet(currency, out _)) return (null, null, []);
        var parsed = AmountParser.Parse(typed, Unit.OfMoney(currency), allowZero: true);
        return (parsed.Amount, currency, parsed.Error is { } wrong ? [new FieldError(nameof(ServiceForm.Price), wrong)] : []);
    }
}
