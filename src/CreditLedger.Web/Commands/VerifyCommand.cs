using System.CommandLine;
using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Commands;

/// <summary><c>verify</c>: recomputes what the ledger says and names what does not agree (R5, R8).</summary>
internal static class VerifyCommand
{
    public static Command Build(CliHost host)
    {
        var from = new Option<DateOnly?>("--from")
        { Description = "Take the hashes of rows recorded before this day (yyyy-MM-dd, the site's zone) on trust.", HelpName = "day" };
        var command = new Command("verify",
            "Recomputes chains, sums and balances from the rows. Exits 1 and names the row when something was changed.") { from };
        host.Handle(command, DatabaseNeed.OnlyRead, async (run, cancellationToken) =>
        {
            if ((await run.Get<IDatabaseMigrator>().PendingAsync(cancellationToken)).Count > 0)
                throw new CliException("The database is not at this version: run migrate first.");
            if (run.Parsed.GetValue(from) is not null) await run.Get<SiteSettings>().RefreshAsync(cancellationToken);
            var recordedFrom = run.Parsed.GetValue(from) is { } day ? run.Get<SiteZone>().StartOf(day) : (DateTime?)null;
            var report = await run.Get<LedgerVerification>().RunAsync(recordedFrom, cancellationToken);
            foreach (var difference in report.Differences) await run.Output.WriteLineAsync(difference.ToString());
            await SayAsync(run.Error, report);
            return report.Differences.Count == 0 ? CommandLine.Done : CommandLine.No;
        });
        return command;
    }

    private static async Task SayAsync(TextWriter error, VerificationReport report)
    {
        await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{report.Rows:#,0} rows checked: {report.Entries:#,0} entries, {report.Postings:#,0} postings, {report.Credits:#,0} " +
            $"credits, {report.OtherRows:#,0} that derive from them or say what they were granted for."));
        if (report.ErasedTexts > 0)
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{report.ErasedTexts:#,0} of them had their texts erased; their digests stand."));
        await error.WriteLineAsync("Pages, indexes, triggers and constraints were checked as well.");
        await error.WriteLineAsync("Not covered, because nothing else in the database says the same: " + string.Join("; ",
            Coverage.NotCovered.Select(table => table.Value.Contains(Coverage.All)
                ? table.Key : $"of {table.Key} {string.Join(", ", table.Value)}")) + ".");
        await error.WriteLineAsync("Covered only where something was issued or recorded from it: " +
            $"{string.Join(", ", Coverage.InPart)}; missing rows of {string.Join(", ", Coverage.MayLackRows)}.");
        await error.WriteLineAsync($"Only a seal kept elsewhere can prove {Coverage.OnlyASealProves}");
        await error.WriteLineAsync(
            report.Differences.Count == 0 ? "All is as it was recorded." : "Something is not as it was recorded.");
    }
}
