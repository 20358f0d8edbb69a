using CreditLedger.Data;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Products;

/// <summary>Products: the list, and the form that makes or changes one.</summary>
[Route("setup/products")]
[RequirePermission(Permission.Setup)]
public sealed class ProductsController(FormTools tools, ProductQuery products, OfferedBenefitsQuery benefits, SiteSettings site)
    : CatalogueController<ProductRow, ProductForm>(tools)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] ProductListQuery list, CancellationToken cancellationToken) =>
        View(await ProductList.Listing.ReadAsync(list, HttpContext, cancellationToken));

    [HttpGet("/setup/products.csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromServices] ProductListQuery list) => ProductList.Listing.File(list, HttpContext);

    [HttpPost("new/line")]
    public Task<IActionResult> NewLine([FromForm] ProductForm form, CancellationToken cancellationToken) => EditLine(
        0, form, cancellationToken);

    // A line more, and nothing else: what is typed is not judged yet.
    [HttpPost("{id:long:min(1)}/line")]
    public Task<IActionResult> EditLine([FromRoute] long id, [FromForm] ProductForm form, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        ProductFormPage.AddRow(form);
        return FormViewAsync(id, form, cancellationToken);
    }

    /// <inheritdoc />
    protected override IQueryable<VersionedRow> Rows(LedgerDbContext db) => db.Products;

    /// <inheritdoc />
    protected override async Task<IActionResult> FormViewAsync(long id, ProductForm? form, CancellationToken cancellationToken)
    {
        var product = await products.RunAsync(id, cancellationToken);
        if (id != 0 && product is null) return NotFound();
        form ??= ProductFormPage.Open(product);
        form.Lines.RemoveAll(line => line is null);
        if (form.Lines.Count == 0) ProductFormPage.AddRow(form);
        return View("Form", new ProductFormPage(product, await benefits.RunAsync(cancellationToken), form, site.Currency));
    }

    /// <inheritdoc />
    protected override async Task<CatalogueInput<ProductRow>> ReadAsync(long id, ProductForm form, CancellationToken cancellationToken)
    {
        form.Lines.RemoveAll(line => line is null);
        return ProductInput.Of(id, form, await benefits.RunAsync(cancellationToken), site.Currency, User.Actor());
    }

    /// <inheritdoc />
    protected override string SavedNotice(bool isNew, string name) =>
        isNew ? $"{name} can be sold now." : $"{name} is changed for later sales.";

    /// <inheritdoc />
    protected override string ArchivedNotice(bool isArchived, string name) =>
        isArchived ? $"{name} is archived: it is not sold any more." : $"{name} can be sold again.";
}
