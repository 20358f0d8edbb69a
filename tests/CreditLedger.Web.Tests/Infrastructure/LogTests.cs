using System.Globalization;
using CreditLedger.Web.Infrastructure.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>What a line of the log holds, and what it must not.</summary>
public sealed class LogTests(ResponseTests.FailingSite site) : IClassFixture<ResponseTests.FailingSite>
{
    [Fact]
    public void An_event_is_one_line_whatever_it_quotes_and_only_a_stack_follows_indented()
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        using (var log = new LoggerConfiguration().WriteTo.Sink(new Lines(lines)).CreateLogger())
        {
            log.Information("Asked for {Path} by {Name}", "/a\r\nb\u2028c\u202Ed", "Eve\" 200");
            log.Error(new InvalidOperationException("one\ntwo"), "Failed");
        }

        var written = lines.ToString().Split('\n');
        Assert.Matches("""^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INF Asked for "/a\?\?b\?c\?d" by "Eve\\" 200"$""", written[0]);
        Assert.EndsWith("Z ERR Failed", written[1], StringComparison.Ordinal);
        Assert.Equal(["    System.InvalidOperationException: one", "    two", ""], written[2..]);
    }

    [Fact]
    public async Task A_request_leaves_a_line_with_its_own_path_and_no_query()
    {
        await site.Visitor().GetAsync("/fails?token=of-a-link");
        await site.Visitor().GetAsync("/health/live");
        Assert.Contains(site.Log.All, line => line.Contains("\"GET\" \"/fails\" 500 in", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Log.All, line => line.Contains("of-a-link", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Log.All, line => line.Contains("/health", StringComparison.Ordinal));
    }

    private sealed class Lines(TextWriter output) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => SiteLog.Lines.Format(logEvent, output);
    }
}
