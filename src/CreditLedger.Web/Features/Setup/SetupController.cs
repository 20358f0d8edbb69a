using CreditLedger.Data.Queries.Setup;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Setup;

/// <summary>The way to what the space offers.</summary>
[RequirePermission(Permission.Setup)]
public sealed class SetupController : Controller
{
    [HttpGet(Routes.Setup)]
    public async Task<IActionResult> Index([FromServices] CatalogueCountsQuery counts, CancellationToken cancellationToken) =>
        View(SetupCard.Of(await counts.RunAsync(cancellationToken)));
}
