using CreditLedger.Web.Infrastructure.Errors;
using CreditLedger.Web.Infrastructure.Logging;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>The way of a request.</summary>
internal static class SitePipeline
{
    public static void UseSitePipeline(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseRequestLog();
        app.UseHttpsOnly();
        app.UseCookiePolicy();
        app.UseErrorPages();
        app.UseRouting();
        app.UseReadiness();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();

        // Served before anybody is asked who they are: no cookie, no query.
        app.MapStaticAssets().AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous().ShortCircuit();
        app.MapControllers().WithStaticAssets();
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
}
