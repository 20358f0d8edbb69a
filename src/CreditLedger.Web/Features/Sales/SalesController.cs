using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Sales;

/// <summary>"Sell a product": grants its lines once, each with its validity (R29).</summary>
[Route("members/{id:long}/sales/new")]
[RequirePermission(Permission.Supply)]
public sealed class SalesController(ShowSale show, SellConfirmed sell, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, CancellationToken cancellationToken) =>
        await show.RunAsync(id, new SaleForm(), isFilledIn: false, User.Actor(), cancellationToken) is { } page ? View("Sale", page) : NotFound();

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] SaleForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] SaleForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await sell.RunAsync(id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Sold>(var sold))
        {
            audit.Allowed(HttpContext, "sell", $"member {id}, posting {sold.PostingId}");
            return this.Finish($"/members/{id}/activity/packages", sold.Text, sold.PostingId);
        }

        if (outcome is KeyUsed) form.Key = null;
        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, SaleForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, isFilledIn: true, User.Actor(), cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_SaleEffect", page) : View("Sale", page);
    }
}
