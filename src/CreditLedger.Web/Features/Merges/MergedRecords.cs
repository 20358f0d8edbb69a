using System.Globalization;
using CreditLedger.Data.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CreditLedger.Web.Features.Merges;

/// <summary>Leads from the pages of a record that was merged to the same pages of the survivor (R50).</summary>
public sealed class MergedRecords : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.Path.StartsWithSegments(Routes.Members, StringComparison.OrdinalIgnoreCase)
            && long.TryParse(context.RouteData.Values["id"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await context.HttpContext.RequestServices.GetRequiredService<MergesQuery>()
                .SurvivorAsync(id, context.HttpContext.RequestAborted) is { } survivor)
            context.Result = new LocalRedirectResult(
                Routes.Member(survivor) + request.Path.Value![Routes.Member(id).Length..] + request.QueryString);
        else await next();
    }
}
