namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Outside Development the site does not answer plain http from other machines: the cookies would not travel, and the password would.
/// Health checks are answered; so is http from this machine.
/// </summary>
internal static class HttpsOnly
{
    public static void UseHttpsOnly(this WebApplication app)
    {
        if (app.Environment.IsDevelopment() || app.Services.GetRequiredService<SiteOptions>().AllowHttp) return;
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps || KnownHosts.IsLocal(context.Request.Host.Host)
                || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(
                "This site is served over https only. Ask for the https address; behind a proxy, set Site:Proxies to its " +
                    "address. For a trial on a network that you trust, set Site:AllowHttp=true.");
        });
    }
}
