using System.CommandLine;
using System.Globalization;
using CreditLedger.Data.Import;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Commands;

/// <summary><c>issue</c>: issues what memberships are due (R25, R26), as the running site does by itself.</summary>
internal static class IssueCommand
{
    public static Command Build(CliHost host)
    {
        var until = new Option<string?>("--until")
        {
            Description = "Issue periods that begin up to the end of this day (yyyy-MM-dd), not later than now. Without it: now.",
            HelpName = "DATE"
        };
        var command = new Command("issue",
            "Issues the periods of memberships that have begun, each once, with their rollovers. Running it again changes nothing.")
            { until };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, cancellationToken) =>
        {
            var last = Until(run.Parsed.GetValue(until), run.Get<SiteZone>(), run.Get<TimeProvider>().Now());
            using var progress = new ProgressLine(run.Error);
            try
            {
                var counts = await run.Get<MembershipIssuing>().RunAsync(last, new Shown(progress), cancellationToken);
                progress.Clear();
                await run.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Issued {counts.Periods:N0} periods."));
                return CommandLine.Done;
            }
            catch (LedgerBusyException busy)
            {
                throw new CliException($"{busy.Message} What was issued before stands.");
            }
        });
        return command;
    }

    private static DateTime Until(string? text, SiteZone zone, DateTime now)
    {
        if (text is null) return now;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw CliException.UsedWrongly($"'{text}' is not a day. Write it as 2026-01-31.");
        if (day > zone.DayOf(now))
            throw CliException.UsedWrongly(
            $"{text} lies in the future: a period is issued when it begins, because its rollover depends on what is used until then.");
        return zone.EndOf(day).AddMilliseconds(-1);
    }

    // Told at once: Progress<T> would tell later, on another thread.
    private sealed class Shown(ProgressLine line) : IProgress<IssueCounts>
    {
        public void Report(IssueCounts value) => line.Show(new ImportProgress(IsPosting: true, value.Periods));
    }
}
