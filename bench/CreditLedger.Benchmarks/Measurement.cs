using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditLedger.Benchmarks.ResultTable;

namespace CreditLedger.Benchmarks;

/// <summary>All measurements, one after the other, each beside bare SQLite in the same minute.</summary>
internal sealed class Measurement(Options options)
{
    private const int SmallEntries = 10_000;
    private const int Reads = 400;

    private readonly ResultTable _table = new();
    private readonly int _entries = options.Number("--entries", 1_000_000);
    private readonly int _members = options.Number("--members", 5_000);
    private readonly int _importRows = options.Number("--import-rows", 1_000_000);
    private readonly int _memberships = options.Number("--memberships", 100_000);
    private readonly int _postings = options.Number("--postings", 2_000);

    public async Task RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(
            Path.Combine(options.Optional("--folder") ?? Path.GetTempPath(), "creditledger-bench-" + Guid.NewGuid().ToString("N")));
        try
        {
            await ImportAsync(folder.FullName, progress, cancellationToken);
            await IssuingAsync(folder.FullName, progress, cancellationToken);
            var small = await GeneratedAsync(Path.Combine(folder.FullName, "small.db"),
                Math.Max(1, (int)((long)SmallEntries * _members / _entries)), SmallEntries, progress, cancellationToken);
            var large = options.Optional("--database") ?? await GeneratedAsync(Path.Combine(folder.FullName, "large.db"), _members,
                _entries, progress, cancellationToken);
            await PostingAsync(small, folder.FullName, progress, cancellationToken);
            await ReadsAsync(small, large, folder.FullName, progress, cancellationToken);
            await VerifyAsync(large, progress, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {RuntimeInformation.OSArchitecture}, SQLite in WAL with " +
                $"synchronous=FULL; {_entries:#,0} entries of {_members:#,0} members."));
        await output.WriteLineAsync();
        await _table.WriteAsync(output);
    }

    private static async Task<string> GeneratedAsync(
        string file, int members, int entries, TextWriter progress, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"generating {entries:#,0} entries of {members:#,0} members"));
        await new SpaceGenerator(file, members, entries, seed: 1).RunAsync(TextWriter.Null, cancellationToken);
        return file;
    }

    private async Task ImportAsync(string folder, TextWriter progress, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync("import");
        var (file, csv) = (Path.Combine(folder, "import.db"), Path.Combine(folder, "usages.csv"));

        // Credits wide enough for the whole file, and nothing used yet.
        await using (var ledger = await LedgerFile.OpenAsync(file, cancellationToken))
        {
            await new SpaceGenerator(file, 1_500, 1_500, seed: 2).RunAsync(TextWriter.Null, cancellationToken);
            await WidenAsync(ledger, cancellationToken);
            await ImportMeasurement.WriteFileAsync(ledger, csv, _importRows, cancellationToken);
        }

        var bare = BareAtOnce(folder, _importRows, 1_500);
        var (rate, peak) = await ImportMeasurement.RunAsync(file, csv, cancellationToken);
        _table.Add(new ResultLine($"import of {Number(_importRows)} usages, file to commit", $"{Number(rate)} rows/s",
            $"{Number(bare)} rows/s (one table, one index)", Number(rate / bare), "20,000 rows/s", rate >= 20_000));
        _table.Add(new ResultLine("largest memory of that process", $"{Number(peak)} MB", "", "", "200 MB", peak <= 200));
        File.Delete(csv);
        File.Delete(file);
    }

    // A period is a posting, a credit, its first entry and its link; from the second month on also a transfer and the credit it goes to.
    private async Task IssuingAsync(string folder, TextWriter progress, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync("issuing");
        var file = Path.Combine(folder, "issuing.db");
        await IssuingMeasurement.PrepareAsync(file, _memberships, cancellationToken);
        var bare = BareAtOnce(folder, _memberships, _memberships);
        var first = await IssuingMeasurement.RunAsync(file, 0, 1, cancellationToken);
        var rollover = await IssuingMeasurement.RunAsync(file, 1, 1, cancellationToken);
        var both = await IssuingMeasurement.RunAsync(file, 2, 2, cancellationToken);
        foreach (var run in new[] { first, rollover, both })
        {
            if (run.Periods.Sum() != _memberships)
                throw new InvalidOperationException(
                $"{string.Join(" + ", run.Periods)} periods were issued for {_memberships} memberships.");
        }

        _table.Add(new ResultLine($"issuing {Number(_memberships)} memberships due on one day", $"{Number(first.PerSecond)} periods/s",
            $"{Number(bare)} rows/s (one table, one index)", Number(first.PerSecond / bare), "", null));
        _table.Add(new ResultLine("the same a month later, each with a rollover", $"{Number(rollover.PerSecond)} periods/s", "",
            Number(rollover.PerSecond / bare), "", null));
        _table.Add(new ResultLine("largest memory of that process", $"{Number(rollover.PeakMegabytes)} MB", "", "", "", null));
        _table.Add(new ResultLine($"two processes at once: {string.Join(" + ", both.Periods.Select(count => Number(count)))}",
            $"{Number(both.PerSecond)} periods/s", "", "", "once each", true));
        File.Delete(file);
    }

    private async Task WidenAsync(LedgerFile ledger, CancellationToken cancellationToken)
    {
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        var credits = await context.Credits.Select(credit => credit.Id).ToListAsync(cancellationToken);
        var by = (((long)_importRows / 1_500) + 2) * 15;
        ledger.Clock.Instant = new DateTime(SpaceGenerator.Now.Year, SpaceGenerator.Now.Month, 1, 12, 0, 0, DateTimeKind.Utc);
        var results = await ledger.Store.ExecuteAllAsync(
            [.. credits.Select(id => new AdjustmentCommand($"widen:{id}", Actor.Job(JobName.Generator))
                { CreditId = id, By = by, Description = "Room for the import" })], cancellationToken);
        if (results.FirstOrDefault(result => result is not Done) is { } refused) throw new InvalidOperationException(refused.ToString());
        ledger.Clock.Instant = SpaceGenerator.Now;
    }

    // Rounds of both in turn: what the disk does in between hits both alike.
    private async Task PostingAsync(string file, string folder, TextWriter progress, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync("single postings");
        await using var ledger = await LedgerFile.OpenAsync(file, cancellationToken);
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        var members = await context.Members.Select(member => member.Id).ToListAsync(cancellationToken);
        var meeting = await context.Benefits.Where(benefit => benefit.Reference == "meeting").Select(benefit => benefit.Id)
            .SingleAsync(cancellationToken);
        var now = SpaceGenerator.Now;
        foreach (var member in members)
        {
            await ledger.Store.ExecuteAsync(
                new GrantCommand($"wide:{member}", Actor.Job(JobName.Generator))
                { MemberId = member, BenefitId = meeting, Amount = 15_000_000, StartsAt = now.AddDays(-1) }, cancellationToken);
        }

        using var bare = new BareSqlite(Path.Combine(folder, "one-by-one.db"));
        var (own, reference, number) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round < 6; round++)
        {
            reference.Add(bare.InsertOneByOne(_postings));
            var watch = Stopwatch.StartNew();
            for (var posting = 0; posting < _postings; posting++)
            {
                var act = new UsageCommand($"single:{number++}", Actor.User(1))
                { MemberId = members[number % members.Count], Amount = 15, BenefitId = meeting };
                if (await ledger.Store.ExecuteAsync(act, cancellationToken) is not Done)
                    throw new InvalidOperationException("A posting was refused.");
            }

            own.Add(_postings / watch.Elapsed.TotalSeconds);
        }

        // The first round warms up.
        var (rate, bareRate) = (Median(own[1..]), Median(reference[1..]));
        _table.Add(new ResultLine("single posting in process", $"{Number(rate)} /s", $"{Number(bareRate)} /s (one row a transaction)",
            Number(rate / bareRate), "1,000 /s and 1/3", rate >= 1_000 && rate >= bareRate / 3));
    }

    private async Task ReadsAsync(string small, string large, string folder, TextWriter progress, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync("reads");
        var perOwner = Math.Max(1, _entries / _members);
        var rows = Math.Min(_entries, 1_000_000);
        using var bare = new BareSqlite(Path.Combine(folder, "sums.db"));
        bare.InsertAtOnce(rows, Math.Max(1, rows / perOwner));
        var sum = bare.SumOfOneOwner(Math.Max(1, rows / perOwner), 2_000);

        await using var smallReads = await ReadMeasurement.OpenAsync(small, Reads, cancellationToken);
        await using var largeReads = await ReadMeasurement.OpenAsync(large, Reads, cancellationToken);
        foreach (var (what, limit, flat) in ReadMeasurement.Kinds)
        {
            var before = await smallReads.RunAsync(what, cancellationToken);
            var after = await largeReads.RunAsync(what, cancellationToken);
            var growth = after.P95 / before.P95;
            _table.Add(new ResultLine($"{what}, p50 / p95", Milliseconds(after), $"{Milliseconds(sum)} (sum over one owner)",
                Number(after.Median / sum.Median), $"p95 {Number(limit)} ms", after.P95 <= limit));
            if (flat)
                _table.Add(new ResultLine($"{what}, against {Number(SmallEntries)} entries", $"{Number(growth)} ×", Milliseconds(before),
                "", "1.2 ×", growth <= 1.2));
        }
    }

    private async Task VerifyAsync(string file, TextWriter progress, CancellationToken cancellationToken)
    {
        await progress.WriteLineAsync("verify");
        await using var ledger = await LedgerFile.OpenAsync(file, cancellationToken);
        var verification = ledger.Services.GetRequiredService<LedgerVerification>();
        var watch = Stopwatch.StartNew();
        var report = await verification.RunAsync(null, cancellationToken);
        if (report.Differences.Count > 0)
            throw new InvalidOperationException($"The generated ledger does not verify: {report.Differences[0]}");
        var rate = report.Rows / watch.Elapsed.TotalSeconds;
        var hashes = HashesPerSecond();
        _table.Add(new ResultLine(
            $"verify of {Number(report.Rows)} rows", $"{Number(rate)} rows/s", $"{Number(hashes)} /s (SHA-256 of 256 bytes, one core)",
            Number(rate / hashes), "500,000 rows/s", rate >= 500_000));
    }

    private static double BareAtOnce(string folder, int rows, int owners)
    {
        using var bare = new BareSqlite(Path.Combine(folder, $"at-once-{rows}-{owners}.db"));
        return bare.InsertAtOnce(rows, owners);
    }

    private static double HashesPerSecond()
    {
        const int Count = 500_000;
        var (content, hash) = (new byte[256], new byte[32]);
        for (var warmUp = 0; warmUp < Count / 10; warmUp++) SHA256.HashData(content, hash);
        var watch = Stopwatch.StartNew();
        for (var index = 0; index < Count; index++) SHA256.HashData(content, hash);
        return Count / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
