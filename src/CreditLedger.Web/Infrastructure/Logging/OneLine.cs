using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace CreditLedger.Web.Infrastructure.Logging;

/// <summary>Text of strangers in a log line: no line breaks or other control characters and no more than so many characters.</summary>
public static partial class OneLine
{
    private const int Usual = 300;
    private const int MaxLineLength = 2000;

    /// <summary>The text with control characters, line and paragraph separators and direction marks replaced by "?".</summary>
    public static string Of(string text, int longest = Usual) =>
        Invisible().Replace(text.Length <= longest ? text : text[..longest] + "…", "?");

    /// <summary>
    /// For the log's template: the message. Unlike <c>@m</c> with quotes around texts, so that none can pass for the words after it.
    /// </summary>
    public static LogEventPropertyValue Message(LogEvent logEvent) =>
        new ScalarValue(Of(logEvent.RenderMessage(CultureInfo.InvariantCulture), MaxLineLength));

    /// <summary>For the log's template: the lines of the exception, none when there is none.</summary>
    public static LogEventPropertyValue Stack(LogEvent logEvent)
    {
        var lines = logEvent.Exception?.ToString().ReplaceLineEndings().Split(Environment.NewLine) ?? [];
        return new SequenceValue(lines.Select(line => new ScalarValue(Of(line, MaxLineLength))));
    }

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]")]
    private static partial Regex Invisible();
}
