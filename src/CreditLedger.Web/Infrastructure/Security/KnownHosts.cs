using System.Net;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Answers only to the name in <c>Site:PublicUrl</c>, to this machine's own names, and to those of <c>AllowedHosts</c> (separated by
/// semicolons; <c>*</c> is any). Health checks are answered by any name: the machinery asks by address.
/// </summary>
internal static class KnownHosts
{
    public static void UseKnownHosts(this WebApplication app)
    {
        var more = (app.Configuration["AllowedHosts"] ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (more.Contains("*")) return;
        var known = more.Append(new Uri(app.Services.GetRequiredService<SiteOptions>().PublicUrl).Host)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((context, next) =>
        {
            var host = context.Request.Host.Host;
            if (known.Contains(host) || IsLocal(host) || context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(
                "This site does not answer to that name. An administrator sets Site:PublicUrl to its address, and other names in " +
                    "AllowedHosts.");
        });
    }

    /// <summary>Whether a name is one by which a machine calls itself.</summary>
    public static bool IsLocal(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
