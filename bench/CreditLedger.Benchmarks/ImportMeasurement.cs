using System.Diagnostics;
using System.Globalization;
using System.Text;
using CreditLedger.Data.Import;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Benchmarks;

/// <summary>A file of usages from its first byte to the commit, in a process of its own, so that its memory is its own.</summary>
internal static class ImportMeasurement
{
    public const string ChildVerb = "import-usages";

    /// <summary>Rows a second and the largest resident memory in MB.</summary>
    public static async Task<(double RowsPerSecond, double PeakMegabytes)> RunAsync(
        string database, string csv, CancellationToken cancellationToken)
    {
        var answer = await ChildProcess.RunAsync([ChildVerb, "--database", database, "--file", csv], cancellationToken);
        return (answer[0], answer[1]);
    }

    public static async Task RunChildAsync(Options options, CancellationToken cancellationToken)
    {
        await using var ledger = await LedgerFile.OpenAsync(options.File("--database"), cancellationToken);
        await using var file = File.OpenRead(options.File("--file"));
        var watch = Stopwatch.StartNew();
        using var report = await new FileImport(ledger.Contexts, ledger.Store, new SiteZone(TimeZoneInfo.Utc))
            .RunAsync(ImportKind.Usages, file, new ImportOptions(), null, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        if (!report.IsKept)
            throw new InvalidOperationException(
            "Nothing was imported: " + string.Join("; ", report.Refusals().Take(3).Select(row => $"line {row.Line}: {row.Reason}")));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{report.Counts.Posted / seconds:0} {ChildProcess.PeakMegabytes():0}"));
    }

    /// <summary>
    /// Usages in the order of their dates, one in ten by service, for credits that <see cref="SpaceGenerator"/> granted for the last month.
    /// </summary>
    public static async Task WriteFileAsync(LedgerFile ledger, string csv, int rows, CancellationToken cancellationToken)
    {
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        var members = await context.Members.OrderBy(member => member.Id).Select(member => member.Reference).ToListAsync(cancellationToken);
        var start = new DateTime(SpaceGenerator.Now.Year, SpaceGenerator.Now.Month, 2, 0, 0, 0, DateTimeKind.Utc);
        var gap = TimeSpan.FromDays(25) / rows;
        await using var writer = new StreamWriter(csv, append: false, new UTF8Encoding(false));
        await writer.WriteLineAsync("external_id,member,amount,used_at,benefit,service,description");
        for (var row = 0; row < rows; row++)
        {
            var usedAt = start + (gap * row);
            var (benefit, service) = row % 10 == 0 ? ("", "room") : ("meeting", "");
            await writer.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture,
                $"u-{row},{members[row % members.Count]},15,{usedAt:yyyy-MM-ddTHH:mm:ssZ},{benefit},{service},\"Meeting room, " +
                    $"booked online\""));
        }
    }
}
