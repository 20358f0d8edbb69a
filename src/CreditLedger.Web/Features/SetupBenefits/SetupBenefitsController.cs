using CreditLedger.Data;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>Benefits: the list, and the form that makes or changes one.</summary>
[Route("setup/benefits")]
[RequirePermission(Permission.Setup)]
public sealed class SetupBenefitsController(FormTools tools, BenefitQuery benefits, OfferedServicesQuery services, SiteSettings site)
    : CatalogueController<BenefitRow, BenefitForm>(tools)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] BenefitListQuery list, CancellationToken cancellationToken) =>
        View(await BenefitList.Listing.ReadAsync(list, HttpContext, cancellationToken));

    [HttpGet("/setup/benefits.csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromServices] BenefitListQuery list) => BenefitList.Listing.File(list, HttpContext);

    /// <inheritdoc />
    protected override IQueryable<VersionedRow> Rows(LedgerDbContext db) => db.Benefits;

    /// <inheritdoc />
    protected override async Task<IActionResult> FormViewAsync(long id, BenefitForm? form, CancellationToken cancellationToken)
    {
        var benefit = await benefits.RunAsync(id, cancellationToken);
        if (id != 0 && benefit is null) return NotFound();
        return View("Form", new BenefitFormPage(
            benefit, await services.RunAsync(cancellationToken), form ?? BenefitFormPage.Open(benefit, site.Currency)));
    }

    /// <inheritdoc />
    protected override async Task<CatalogueInput<BenefitRow>> ReadAsync(long id, BenefitForm form, CancellationToken cancellationToken) =>
        BenefitInput.Of(id, form, (await benefits.RunAsync(id, cancellationToken))?.Benefit, User.Actor());

    /// <inheritdoc />
    protected override string ArchivedNotice(bool isArchived, string name) =>
        isArchived ? $"{name} is archived: nothing new grants it." : $"{name} is offered again.";
}
