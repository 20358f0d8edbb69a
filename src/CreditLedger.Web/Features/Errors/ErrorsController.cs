using CreditLedger.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Errors;

/// <summary>Where failed requests end; any address, any visitor.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorsController : Controller
{
    [Route("/error/{status:int}")]
    public IActionResult Page([FromRoute] int status)
    {
        // Asked for by itself, the address is nothing.
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>();
        var reExecuted = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (failed is null && reExecuted is null) status = StatusCodes.Status404NotFound;
        else if (failed is not null)
            status = DatabaseFaults.IsOutage(failed.Error)
            ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

        Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable) Response.Headers.RetryAfter = "5";
        var page = ErrorPage.Of(status, HttpContext.TraceIdentifier, reExecuted?.OriginalPath);
        return Request.Headers.ContainsKey("HX-Request") ? PartialView("Fragment", page) : View("Page", page);
    }
}
