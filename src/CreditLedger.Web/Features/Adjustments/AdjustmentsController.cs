using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>The forms that move one credit's balance. All ask for what will happen first (R19) and record once (R9).</summary>
[Route("credits/{id:long}")]
[RequirePermission(Permission.Adjust)]
public sealed class AdjustmentsController(ShowAdjustment show, AdjustCredit adjust, AuditLog audit) : Controller
{
    [HttpGet("adjust")]
    public Task<IActionResult> Adjust([FromRoute] long id, CancellationToken cancellationToken) =>
        FormAsync(id, AdjustmentMode.Adjust, cancellationToken);

    [HttpPost("adjust/preview")]
    public Task<IActionResult> PreviewAdjust([FromRoute] long id, [FromForm] AdjustmentForm form, CancellationToken cancellationToken) =>
        PreviewAsync(id, AdjustmentMode.Adjust, form, cancellationToken);

    [HttpPost("adjust")]
    public Task<IActionResult> RecordAdjust([FromRoute] long id, [FromForm] AdjustmentForm form, CancellationToken cancellationToken) =>
        RecordAsync(id, AdjustmentMode.Adjust, form, cancellationToken);

    [HttpGet("use")]
    public Task<IActionResult> Use([FromRoute] long id, CancellationToken cancellationToken) =>
        FormAsync(id, AdjustmentMode.Use, cancellationToken);

    [HttpPost("use/preview")]
    public Task<IActionResult> PreviewUse([FromRoute] long id, [FromForm] AdjustmentForm form, CancellationToken cancellationToken) =>
        PreviewAsync(id, AdjustmentMode.Use, form, cancellationToken);

    [HttpPost("use")]
    public Task<IActionResult> RecordUse([FromRoute] long id, [FromForm] AdjustmentForm form, CancellationToken cancellationToken) =>
        RecordAsync(id, AdjustmentMode.Use, form, cancellationToken);

    [HttpGet("set-balance")]
    public Task<IActionResult> SetBalance([FromRoute] long id, CancellationToken cancellationToken) =>
        FormAsync(id, AdjustmentMode.SetBalance, cancellationToken);

    [HttpPost("set-balance/preview")]
    public Task<IActionResult> PreviewSetBalance([FromRoute] long id, [FromForm] AdjustmentForm form, CancellationToken cancellationToken) =>
        PreviewAsync(id, AdjustmentMode.SetBalance, form, cancellationToken);

    [HttpPost("set-balance")]
    public Task<IActionResult> RecordSetBalance([FromRoute] long id, [FromForm] AdjustmentForm form, CancellationToken cancellationToken) =>
        RecordAsync(id, AdjustmentMode.SetBalance, form, cancellationToken);

    private async Task<IActionResult> FormAsync(long id, AdjustmentMode mode, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, mode, new AdjustmentForm(), User.Actor(), cancellationToken) is not { } page) return NotFound();
        return page.Mode == mode ? View("Adjustment", page) : Redirect(page.Path);
    }

    private async Task<IActionResult> PreviewAsync(long id, AdjustmentMode mode, AdjustmentForm form, CancellationToken cancellationToken)
    {
        form.Amount ??= "";
        return await ShowAsync(id, mode, form, StatusCodes.Status200OK, cancellationToken);
    }

    private async Task<IActionResult> RecordAsync(long id, AdjustmentMode mode, AdjustmentForm form, CancellationToken cancellationToken)
    {
        form.Amount ??= "";
        if (!ModelState.IsValid) return await ShowAsync(id, mode, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await adjust.RunAsync(id, mode, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Adjusted>(var adjusted))
        {
            audit.Allowed(HttpContext, "adjust", $"credit {id}, posting {adjusted.PostingId}");
            return this.Finish(BenefitTabs.PathOf(adjusted.OwnerId, adjusted.Kind), adjusted.Text, adjusted.PostingId);
        }

        if (outcome is KeyUsed) form.Key = null;
        return await ShowAsync(id, mode, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, AdjustmentMode mode, AdjustmentForm form, int status, CancellationToken cancellationToken)
    {
        var page = await show.RunAsync(id, mode, form, User.Actor(), cancellationToken);
        if (page is null || page.Mode != mode) return NotFound();
        if (page.AmountError is { } error) ModelState.AddOnce(nameof(form.Amount), error);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_AdjustmentEffect", page) : View("Adjustment", page);
    }
}
