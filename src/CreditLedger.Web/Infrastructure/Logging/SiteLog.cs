using System.Globalization;
using CreditLedger.Data.Ledger;
using Serilog;
using Serilog.Events;
using Serilog.Expressions;
using Serilog.Templates;

namespace CreditLedger.Web.Infrastructure.Logging;

/// <summary>Serilog behind ASP.NET Core's logging: the site writes to standard output, a verb to standard error only.</summary>
internal static class SiteLog
{
    // One event, one line: nothing that a visitor sends can begin a line of its own. Only an exception's own stack follows it, indented.
    internal static readonly ExpressionTemplate Lines = new(
        "{UtcDateTime(@t):yyyy-MM-ddTHH:mm:ss.fff}Z {@l:u3} {Message()}{#each line in Stack()}\n    {line}{#end}\n",
        CultureInfo.InvariantCulture,
        new StaticMemberNameResolver(typeof(OneLine)));

    public static void AddSiteLog(this WebApplicationBuilder builder) =>
        builder.AddLog(log => log.ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext()
            .Filter.ByExcluding(IsToldBesides).WriteTo.Console(Lines));

    public static void AddCommandLog(this WebApplicationBuilder builder) => builder.AddLog(log => log
        .MinimumLevel.Warning()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Error)
        .MinimumLevel.Override(AuditLines.Category, LogEventLevel.Information)
        .WriteTo.Console(Lines, standardErrorFromLevel: LogEventLevel.Verbose));

    // What the operator can put right stops the start, and the program says it in a sentence: a stack would hide that.
    private static bool IsToldBesides(LogEvent line) => line.Exception is { } wrong && WrongSettings.Of(wrong).Count > 0
        && line.Properties.TryGetValue(Serilog.Core.Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: "Microsoft.Extensions.Hosting.Internal.Host" };

    /// <summary>
    /// One line per request with the reference that error pages show. No query strings: links to set a password carry their token there.
    /// </summary>
    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(requests =>
    {
        requests.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        requests.MessageTemplate = "{RequestMethod} {Path} {StatusCode} in {Elapsed:0} ms; reference {Reference}";
        requests.EnrichDiagnosticContext = (line, http) =>
        {
            line.Set("Path", OneLine.Of(http.Request.Path.ToString()));
            line.Set("Reference", http.TraceIdentifier);
        };
        requests.GetLevel = (http, _, _) => IsRoutine(http.Request.Path) ? LogEventLevel.Verbose : LogEventLevel.Information;
    });

    // The static logger is left alone: several sites run in one process of tests, each with its own. Providers are those that tests add.
    private static void AddLog(this WebApplicationBuilder builder, Action<LoggerConfiguration> configure)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(configure, preserveStaticLogger: true, writeToProviders: true);
    }

    private static bool IsRoutine(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/lib", StringComparison.Ordinal);
}
