using System.Data.Common;
using System.Globalization;
using CreditLedger.Data.Ledger;

namespace CreditLedger.Data.Verification;

/// <summary>
/// Recomputes what the ledger says: chains (R7, R8), sums against the cache (R5), balances by the clock of the world (R6), postings and
/// credits that lost their entries. Reads only, in the order on disk, with as many readers as there are processors.
/// </summary>
public sealed class LedgerVerification
{
    private readonly ILedgerEngine _engine;

    internal LedgerVerification(ILedgerEngine engine) => _engine = engine;

    /// <summary>Verifies all; with <paramref name="recordedFrom"/> the hashes of rows recorded before it are taken on trust.</summary>
    public async Task<VerificationReport> RunAsync(DateTime? recordedFrom, CancellationToken cancellationToken)
    {
        var differences = new List<Difference>();
        var ranges = await VerifyChainsAsync(recordedFrom, cancellationToken);
        differences.AddRange(ranges.SelectMany(range => range.Differences));
        differences.AddRange(MissingEntries(ranges));

        var sums = MergeSums(ranges);
        differences.AddRange(await CompareSumsAsync(sums, cancellationToken));
        differences.AddRange((await InParallelAsync("LedgerEntries", "CreditId", BelowZeroAsync, cancellationToken)).SelectMany(found => found));

        var postings = await InParallelAsync("Postings", "Id", CheckPostingsAsync, cancellationToken);
        differences.AddRange(postings.SelectMany(part => part.Differences));
        var credits = await InParallelAsync("Credits", "Id", CheckCreditsAsync, cancellationToken);
        differences.AddRange(credits.SelectMany(part => part.Differences));
        return new VerificationReport(ranges.Sum(range => range.Entries), postings.Sum(part => part.Rows), credits.Sum(part => part.Rows), differences);
    }

    private Task<List<ChainRange>> VerifyChainsAsync(DateTime? recordedFrom, CancellationToken cancellationToken) =>
        InParallelAsync("LedgerEntries", "Id", async (rows, from, to) =>
        {
            await using var lookups = await _engine.OpenReaderAsync(cancellationToken);
            var range = new ChainRange(_engine, rows, lookups, recordedFrom);
            await range.VerifyAsync(from, to, cancellationToken);
            return range;
        }, cancellationToken);

    // A gap inside a chain is noticed by the entry after it; here, numbers used twice.
    private static IEnumerable<Difference> MissingEntries(List<ChainRange> ranges)
    {
        var owners = new Dictionary<long, (long Count, long Highest)>();
        foreach (var (owner, part) in ranges.SelectMany(range => range.Owners))
        {
            var (count, highest) = owners.GetValueOrDefault(owner);
            owners[owner] = (count + part.Count, Math.Max(highest, part.Highest));
        }

        return owners.Where(owner => owner.Value.Count != owner.Value.Highest).Take(10)
            .Select(owner => new Difference("Members", owner.Key, $"has {owner.Value.Count} entries, numbered up to {owner.Value.Highest} (R7)"));
    }

    private static Dictionary<long, CreditSums> MergeSums(List<ChainRange> ranges)
    {
        var all = ranges[0].Sums;
        foreach (var (creditId, part) in ranges.Skip(1).SelectMany(range => range.Sums))
        {
            if (!all.TryGetValue(creditId, out var sums))
            {
                all[creditId] = part;
                continue;
            }

            sums.Balance += part.Balance;
            sums.Used += part.Used;
            sums.Adjusted += part.Adjusted;
            if (part.LastUsedAt > sums.LastUsedAt) sums.LastUsedAt = part.LastUsedAt;
            sums.RevocationsStanding += part.RevocationsStanding;
        }

        return all;
    }

    private async Task<List<Difference>> CompareSumsAsync(Dictionary<long, CreditSums> sums, CancellationToken cancellationToken)
    {
        var differences = new List<Difference>();
        await using var connection = await _engine.OpenReaderAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CreditId, Balance, Used, Adjusted, LastUsedAt, Revoked FROM CreditBalances ORDER BY CreditId";
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (reader.Read() && differences.Count < 10)
        {
            var id = reader.GetInt64(0);
            if (!sums.TryGetValue(id, out var sum))
            {
                differences.Add(new Difference("CreditBalances", id, "has a cached sum and no entries (R5)"));
            }
            else if (reader.GetInt64(1) != sum.Balance || reader.GetInt64(2) != sum.Used || reader.GetInt64(3) != sum.Adjusted
                || _engine.ReadInstant(reader, 4) != sum.LastUsedAt || reader.GetBoolean(5) != sum.Revoked)
            {
                differences.Add(new Difference("CreditBalances", id, string.Create(CultureInfo.InvariantCulture,
                    $"the cached sums of credit {id} (balance {reader.GetInt64(1)}) are not those of its entries (balance {sum.Balance}): a row was added, removed or changed (R5)")));
            }
        }

        return differences;
    }

    // R6 by the clock of the world: entries of one moment count together, as a balance "at" it does.
    private async Task<List<Difference>> BelowZeroAsync(DbConnection connection, long fromId, long toId)
    {
        var differences = new List<Difference>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CreditId, UsedAt, Amount FROM LedgerEntries WHERE CreditId >= @from AND CreditId < @to ORDER BY CreditId, UsedAt, Sequence";
        command.CommandTimeout = 0;
        LedgerTransaction.Set(command, "@from", fromId);
        LedgerTransaction.Set(command, "@to", toId);
        await using var reader = await command.ExecuteReaderAsync();
        var (creditId, balance, moment) = (-1L, 0L, DateTime.MinValue);
        while (reader.Read())
        {
            var (nextCredit, nextMoment) = (reader.GetInt64(0), _engine.ReadInstant(reader, 1));
            if (nextCredit != creditId || nextMoment != moment)
            {
                if (balance < 0) differences.Add(BelowZero(creditId, balance, moment));
                if (nextCredit != creditId) balance = 0;
                (creditId, moment) = (nextCredit, nextMoment);
            }

            balance += reader.GetInt64(2);
            if (differences.Count >= 10) return differences;
        }

        if (balance < 0) differences.Add(BelowZero(creditId, balance, moment));
        return differences;
    }

    private static Difference BelowZero(long creditId, long balance, DateTime moment) =>
        new("Credits", creditId, string.Create(CultureInfo.InvariantCulture, $"its balance at {moment:yyyy-MM-ddTHH:mm:ss.fffZ} is {balance} (R6)"));

    private static Task<(long Rows, List<Difference> Differences)> CheckPostingsAsync(DbConnection connection, long fromId, long toId) => CountAsync(
        connection, fromId, toId, "Postings",
        """
        SELECT p.Id, p.EntryCount, (SELECT COUNT(*) FROM LedgerEntries e WHERE e.PostingId = p.Id) FROM Postings p WHERE p.Id >= @from AND p.Id < @to
        """,
        (expected, found) => $"was recorded with {expected} entries and has {found}");

    private static Task<(long Rows, List<Difference> Differences)> CheckCreditsAsync(DbConnection connection, long fromId, long toId) => CountAsync(
        connection, fromId, toId, "Credits",
        """
        SELECT c.Id, 1, (SELECT COUNT(*) FROM LedgerEntries e WHERE e.CreditId = c.Id AND e.Kind = 1) FROM Credits c WHERE c.Id >= @from AND c.Id < @to
        """,
        (_, found) => found == 0 ? "its Grant is missing (R3)" : $"has {found} Grants (R3)");

    private static async Task<(long Rows, List<Difference> Differences)> CountAsync(
        DbConnection connection, long fromId, long toId, string table, string text, Func<long, long, string> message)
    {
        var differences = new List<Difference>();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Both texts are constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        LedgerTransaction.Set(command, "@from", fromId);
        LedgerTransaction.Set(command, "@to", toId);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0L;
        while (reader.Read())
        {
            rows++;
            var (expected, found) = (Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
            if (expected != found && differences.Count < 10) differences.Add(new Difference(table, reader.GetInt64(0), message(expected, found)));
        }

        return (rows, differences);
    }

    /// <summary>Cuts a table's keys into one range per processor and works on all at once.</summary>
    private async Task<List<T>> InParallelAsync<T>(string table, string key, Func<DbConnection, long, long, Task<T>> work, CancellationToken cancellationToken)
    {
        var (first, last) = await BoundsAsync(table, key, cancellationToken);
        var parts = Math.Clamp(Environment.ProcessorCount, 1, 8);
        var size = ((last - first) / parts) + 1;
        var tasks = Enumerable.Range(0, parts).Select(part => Task.Run(async () =>
        {
            await using var connection = await _engine.OpenReaderAsync(cancellationToken);
            return await work(connection, first + (part * size), first + ((part + 1) * size));
        }, cancellationToken));
        return [.. await Task.WhenAll(tasks)];
    }

    private async Task<(long First, long Last)> BoundsAsync(string table, string key, CancellationToken cancellationToken)
    {
        await using var connection = await _engine.OpenReaderAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own tables.
        command.CommandText = $"SELECT (SELECT MIN({key}) FROM {table}), (SELECT MAX({key}) FROM {table})";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.IsDBNull(0) ? (0, 0) : (reader.GetInt64(0), reader.GetInt64(1));
    }
}
