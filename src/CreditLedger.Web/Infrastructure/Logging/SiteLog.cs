using Serilog;
using Serilog.Events;

namespace CreditLedger.Web.Infrastructure.Logging;

/// <summary>Serilog behind ASP.NET Core's logging: the site writes to standard output, a verb to standard error only.</summary>
internal static class SiteLog
{
    public static void AddSiteLog(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        var log = new LoggerConfiguration()
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Console(new OneLineFormatter())
            .CreateLogger();
        logging.AddSerilog(log, dispose: true);
    }

    public static void AddVerbLog(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        var log = new LoggerConfiguration()
            .MinimumLevel.Warning()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Error)
            .WriteTo.Console(new OneLineFormatter(), standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
        logging.AddSerilog(log, dispose: true);
    }
}
