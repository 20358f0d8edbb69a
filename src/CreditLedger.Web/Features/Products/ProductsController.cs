using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Setup;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Products;

/// <summary>Products: the list, the form that writes or edits one, and taking one out of use.</summary>
[Route("setup/products")]
[RequirePermission(Permission.Setup)]
public sealed class ProductsController(ProductQuery products, OfferedBenefitsQuery benefits, SaveProduct save, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] ProductListQuery list, CancellationToken cancellationToken)
    {
        var state = CatalogueState.Read(Request, "/setup/products");
        return View(new ProductsPage(state, await list.RunAsync(state.Filter, state.Position, CatalogueState.PageSize, cancellationToken)));
    }

    [HttpGet("new")]
    public Task<IActionResult> New(CancellationToken cancellationToken) => ShowAsync(null, ProductFormPage.Open(null), cancellationToken);

    [HttpPost("new/line")]
    public Task<IActionResult> NewLine([FromForm] ProductForm form, CancellationToken cancellationToken) => AddLineAsync(null, form, cancellationToken);

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] ProductForm form, CancellationToken cancellationToken) => SaveAsync(null, form, cancellationToken);

    [HttpGet("{id:long:min(1)}")]
    public async Task<IActionResult> Edit(long id, CancellationToken cancellationToken) =>
        await products.RunAsync(id, cancellationToken) is { } product ? await ShowAsync(product, ProductFormPage.Open(product), cancellationToken) : NotFound();

    [HttpPost("{id:long:min(1)}/line")]
    public Task<IActionResult> EditLine([FromRoute] long id, [FromForm] ProductForm form, CancellationToken cancellationToken) => AddLineAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}")]
    public Task<IActionResult> Change([FromRoute] long id, [FromForm] ProductForm form, CancellationToken cancellationToken) => SaveAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, [FromServices] ProductStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, true, store, cancellationToken);

    [HttpPost("{id:long:min(1)}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, [FromServices] ProductStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, false, store, cancellationToken);

    private async Task<IActionResult> SetArchivedAsync(long id, bool isArchived, ProductStore store, CancellationToken cancellationToken)
    {
        if (await store.ArchiveAsync(id, isArchived, cancellationToken) is not { } name) return NotFound();
        audit.Allowed(HttpContext, isArchived ? "archive product" : "restore product", $"product {id}");
        return this.Finish($"/setup/products/{id}", isArchived ? $"{name} is archived: it is not sold any more." : $"{name} can be sold again.");
    }

    private async Task<IActionResult> SaveAsync(long? id, ProductForm form, CancellationToken cancellationToken)
    {
        form.Lines.RemoveAll(line => line is null);
        var product = id is { } known ? await products.RunAsync(known, cancellationToken) : null;
        if (id is not null && product is null) return NotFound();
        var outcome = await save.RunAsync(product, form, cancellationToken);
        if (outcome is Done<CatalogueSaved>(var saved))
        {
            if (saved.Changed) audit.Allowed(HttpContext, id is null ? "create product" : "edit product", $"product {saved.Id}");
            var text = id is null ? $"{saved.Name} can be sold now." : saved.Changed ? $"{saved.Name} is changed for later sales." : $"{saved.Name} is as it was: nothing was changed.";
            return this.Finish("/setup/products", text);
        }

        Response.StatusCode = ModelState.Explain(outcome);
        if (outcome is Conflict) form.Seen = product?.Version;
        return await ShowAsync(product, form, cancellationToken);
    }

    // A line more, and nothing else: what is typed is not judged yet.
    private async Task<IActionResult> AddLineAsync(long? id, ProductForm form, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        form.Lines.RemoveAll(line => line is null);
        var product = id is { } known ? await products.RunAsync(known, cancellationToken) : null;
        if (id is not null && product is null) return NotFound();
        ProductFormPage.AddRow(form);
        return await ShowAsync(product, form, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(ProductDetails? product, ProductForm form, CancellationToken cancellationToken)
    {
        if (form.Lines.Count == 0) ProductFormPage.AddRow(form);
        return View("Form", new ProductFormPage(product, await benefits.RunAsync(cancellationToken), form));
    }
}
