namespace CreditLedger.Web.Infrastructure.Logging;

/// <summary>One line per request with the reference that error pages show. No query strings: links to set a password carry their token there.</summary>
internal static partial class RequestLog
{
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CreditLedger.Requests");
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var (method, path, start) = (context.Request.Method, context.Request.Path, clock.GetTimestamp());
            await next(context);
            if (path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/lib", StringComparison.Ordinal)) return;
            var milliseconds = (long)clock.GetElapsedTime(start).TotalMilliseconds;
            Line(log, method, OneLine.Of(path.ToString()), context.Response.StatusCode, milliseconds, context.TraceIdentifier);
        });
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} {Status} in {Milliseconds} ms; reference {Reference}")]
    private static partial void Line(ILogger log, string method, string path, int status, long milliseconds, string reference);
}
