using CreditLedger.Data;
using CreditLedger.Web.Infrastructure.Logging;

namespace CreditLedger.Web.Infrastructure.Errors;

/// <summary>Every failure ends in a page that says what happened, what was not changed, and a reference that the log knows.</summary>
internal static partial class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CreditLedger.Errors");
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            StatusCodeSelector = exception => DatabaseFaults.IsOutage(exception)
                ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception) when (Note(log, context, exception))
            {
                throw;
            }
        });
    }

    // Runs as a filter, before the stack unwinds; never catches.
    private static bool Note(ILogger log, HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException) return false;
        Failed(log, exception, context.Request.Method, OneLine.Of(context.Request.Path.ToString()), context.TraceIdentifier);
        return false;
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed; reference {Reference}")]
    private static partial void Failed(ILogger log, Exception exception, string method, string path, string reference);
}
