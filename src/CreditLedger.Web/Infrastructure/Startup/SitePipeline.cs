using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Web.Infrastructure.Errors;
using CreditLedger.Web.Infrastructure.Logging;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>The way of a request.</summary>
internal static partial class SitePipeline
{
    private static readonly HttpMethodMetadata Reading = new([HttpMethods.Get, HttpMethods.Head]);
    private static readonly TimeSpan SettingsLast = TimeSpan.FromSeconds(3);

    public static void UseSitePipeline(this WebApplication app)
    {
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseRequestLog();
        app.UseHttpsOnly();
        app.UseKnownHosts();
        app.UseCookiePolicy();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseRequestShape();
        app.UseRouting();
        app.UseReadiness();
        app.UseFreshSettings();
        app.UseRateLimiter();
        app.UseSignIn();

        // Served before anybody is asked who they are: no cookie, no query.
        app.MapStaticAssets().AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .WithMetadata(Reading).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (context, report) => context.Response.WriteAsync(string.Join('\n',
                report.Entries.Values.Select(entry => entry.Description).OfType<string>().Prepend(report.Status.ToString()))),
        }).WithMetadata(Reading).AllowAnonymous().ShortCircuit();
        app.MapControllers().WithStaticAssets();
        app.MapFormsOfPosts();
    }

    // Who it is could not be asked: that fails the page, but not the page that says so, which is for anyone.
    private static void UseSignIn(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IExceptionHandlerFeature>() is null) context.Features.Get<SignInOutage>()?.Cause.Throw();
            return next(context);
        });
        app.UseAuthorization();
    }

    // A page restored at the address that a form was sent to, or a link to one, shows the page of that form: it stands one step up the
    // path.
    private static void MapFormsOfPosts(this WebApplication app)
    {
        var actions = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var pages = actions.Where(action => Takes(action, HttpMethods.Get)).Select(Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var post in actions.Where(action => Takes(action, HttpMethods.Post)).DistinctBy(Address)
            .Where(action => !pages.Contains(Address(action))))
        {
            var rights = post.Metadata.Where(item => item is IAuthorizeData or IAuthorizationRequirementData or IAllowAnonymous);
            app.MapMethods(Address(post), Reading.HttpMethods,
                    (HttpContext context) => Results.LocalRedirect(OneStepUp(context.Request.Path.Value!)))
                .WithMetadata([.. rights]);
        }

        static string Address(RouteEndpoint action) => "/" + action.RoutePattern.RawText!.Trim('/');

        static bool Takes(RouteEndpoint action, string method) =>
            action.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true;

        static string OneStepUp(string path) => path.TrimEnd('/').LastIndexOf('/') is var end and > 0 ? path[..end] : "/";
    }

    // Another node may have changed them. When the database is away, the last ones do for whatever can be shown without it.
    private static void UseFreshSettings(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SiteSettings>();
        app.Use(async (context, next) =>
        {
            try
            {
                await settings.RefreshAsync(SettingsLast, context.RequestAborted);
            }
            catch (Exception exception) when (DatabaseFaults.IsOutage(exception))
            {
                context.RequestServices.GetRequiredService<ILogger<SiteSettings>>().NotRead(exception);
            }

            await next(context);
        });
    }

    // Before the database is there, every page would fail in its own way.
    private static void UseReadiness(this WebApplication app)
    {
        var state = app.Services.GetRequiredService<StartupState>();
        app.Use((context, next) =>
        {
            if (state.IsReady || context.Features.Get<IStatusCodeReExecuteFeature>() is not null) return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        });
    }

    [LoggerMessage(1, LogLevel.Warning, "The site's settings could not be read again; the last ones are used.")]
    private static partial void NotRead(this ILogger log, Exception exception);
}
