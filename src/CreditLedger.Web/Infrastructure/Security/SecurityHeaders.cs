namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// What every response says to the browser, error pages and static files included: set last, so that nothing can clear it.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
            "manifest-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var isDevelopment = app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context, isDevelopment);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(HttpContext context, bool isDevelopment)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!isDevelopment && context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

        // Pages hold personal data and balances: no copy stays in a shared cache or behind the back button after signing out.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }
}
