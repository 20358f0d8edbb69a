using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace CreditLedger.Web.Infrastructure.Logging;

/// <summary>One event, one line: nothing that a visitor sends can begin a line of its own. Only an exception's own stack follows it, indented.</summary>
internal sealed class OneLineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Write(logEvent.Level switch
        {
            LogEventLevel.Fatal => " FTL ",
            LogEventLevel.Error => " ERR ",
            LogEventLevel.Warning => " WRN ",
            LogEventLevel.Information => " INF ",
            _ => " DBG ",
        });
        output.Write(OneLine.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture), 2000));
        if (logEvent.Exception is { } exception)
        {
            foreach (var line in exception.ToString().Split('\n'))
            {
                output.WriteLine();
                output.Write("    ");
                output.Write(OneLine.Of(line.TrimEnd('\r'), 2000));
            }
        }

        output.WriteLine();
    }
}
