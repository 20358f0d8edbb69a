using System.CommandLine;
using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

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
        host.Handle(command, DatabaseNeed.AsItIs, async (run, cancellationToken) =>
        {
            var pending = await run.Get<LedgerDbContext>().Database.GetPendingMigrationsAsync(cancellationToken);
            if (pending.Any()) throw new CliException("The database is not at this version: run migrate first.");

            await run.Get<SiteSettings>().RefreshAsync(cancellationToken);
            var recordedFrom = run.Parsed.GetValue(from) is { } day ? run.Get<SiteZone>().StartOf(day) : (DateTime?)null;
            var report = await run.Get<LedgerVerification>().RunAsync(recordedFrom, cancellationToken);
            foreach (var difference in report.Differences) await run.Output.WriteLineAsync(difference.ToString());
            await run.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{report.Rows:#,0} rows checked: {report.Entries:#,0} entries, {report.Postings:#,0} " +
                    $"postings, {report.Credits:#,0} credits."));
            if (report.ErasedTexts > 0)
                await run.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{report.ErasedTexts:#,0} of them had their texts erased; their digests stand."));
            await run.Error.WriteLineAsync(
                report.Differences.Count == 0 ? "All is as it was recorded." : "Something is not as it was recorded.");
            return report.Differences.Count == 0 ? CommandLine.Done : CommandLine.No;
        });
        return command;
    }
}
