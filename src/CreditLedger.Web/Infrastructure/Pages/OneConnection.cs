using CreditLedger.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>
/// A page asks the database a dozen times: its connection is opened once, not for each question. Pages without a sign-in, such as errors,
/// must not need the database.
/// </summary>
internal sealed class OneConnection : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null)
            await http.RequestServices.GetRequiredService<LedgerDbContext>().Database.OpenConnectionAsync(http.RequestAborted);
        await next();
    }
}
