using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Usages;

/// <summary>"Record usage": uses a member's credits by hand (R33). Says what will be drawn from where first (R19) and records once (R9).</summary>
[Route("members/{id:long}/usages/new")]
[RequirePermission(Permission.RecordUsage)]
public sealed class UsagesController(ShowUsage show, RecordUsage record, AuditLog audit) : Controller
{
    private bool MayGoFurtherBack => User.Can(Permission.BackdateFurther);

    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, [FromQuery] string? what, CancellationToken cancellationToken)
    {
        var form = new UsageForm { What = UsageChoice.Read(what)?.Text };
        var page = await show.RunAsync(id, form, isFilledIn: false, MayGoFurtherBack, User.Actor(), cancellationToken);
        return page is null ? NotFound() : View("Usage", page);
    }

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] UsageForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] UsageForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await record.RunAsync(id, form, MayGoFurtherBack, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Used>(var used))
        {
            audit.Allowed(HttpContext, "record usage", $"member {id}, posting {used.PostingId}");
            return this.Finish(BenefitTabs.PathOf(id, used.Kind), used.Text, User.Can(Permission.Undo) ? used.PostingId : null);
        }

        if (outcome is KeyUsed) form.Key = null;
        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, UsageForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, isFilledIn: true, MayGoFurtherBack, User.Actor(), cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_UsageEffect", page) : View("Usage", page);
    }
}
