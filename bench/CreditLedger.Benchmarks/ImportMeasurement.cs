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
    public static async Task<(double RowsPerSecond, double PeakMegabytes)> RunAsync(string database, string csv, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CreditLedger.Benchmarks.dll"));
        foreach (var argument in new[] { ChildVerb, "--database", database, "--file", csv }) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var answer = (await child.StandardOutput.ReadToEndAsync(cancellationToken)).Trim().Split(' ');
        await child.WaitForExitAsync(cancellationToken);
        if (child.ExitCode != 0 || answer.Length != 2) throw new InvalidOperationException("The import failed.");
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), double.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    public static async Task RunChildAsync(Options options, CancellationToken cancellationToken)
    {
        await using var ledger = await LedgerFile.OpenAsync(options.File("--database"), cancellationToken);
        await using var file = File.OpenRead(options.File("--file"));
        var watch = Stopwatch.StartNew();
        using var report = await new FileImport(ledger.Contexts, ledger.Store, new SiteZone(TimeZoneInfo.Utc))
            .RunAsync(ImportKind.Usages, file, new ImportOptions(), null, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        if (!report.IsKept) throw new InvalidOperationException("Nothing was imported: " + string.Join("; ", report.Refusals().Take(3).Select(row => $"line {row.Line}: {row.Reason}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Counts.Posted / seconds:0} {PeakMegabytes():0}"));
    }

    /// <summary>Usages in the order of their dates, one in ten by service, for credits that <see cref="SpaceGenerator"/> granted for the last month.</summary>
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
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"u-{row},{members[row % members.Count]},15,{usedAt:yyyy-MM-ddTHH:mm:ssZ},{benefit},{service},\"Meeting room, booked online\""));
        }
    }

    private static double PeakMegabytes()
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = File.ReadLines(Status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
