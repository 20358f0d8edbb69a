using CreditLedger.Data;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
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
    protected override Task<CatalogueInput<ServiceRow>> ReadAsync(long id, ServiceForm form, CancellationToken cancellationToken)
    {
        var (price, currency, errors) = PriceOf(form);
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
            },
        };
        return Task.FromResult(new CatalogueInput<ServiceRow>(command, [.. ModelState.Errors(), .. errors]));
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
