using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Rows;

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
        differences.AddRange(CompareSums(sums));
        differences.AddRange(
            (await InParallelAsync("LedgerEntries", "CreditId", BelowZeroAsync, cancellationToken)).SelectMany(found => found));

        var postings = await InParallelAsync("Postings", "Id", CheckPostingsAsync, cancellationToken);
        differences.AddRange(postings.SelectMany(part => part.Differences));
        var credits = await InParallelAsync("Credits", "Id", CheckCreditsAsync, cancellationToken);
        differences.AddRange(credits.SelectMany(part => part.Differences));
        differences.AddRange((await InParallelAsync("Postings", "Id", CheckRequestsAsync, cancellationToken)).SelectMany(found => found));
        differences.AddRange(CompareRequests(postings.Sum(part => part.Rows)));
        differences.AddRange(CompareSharedUses(ranges.Sum(range => range.SharedUses)));
        return new VerificationReport(ranges.Sum(range => range.Entries), postings.Sum(part => part.Rows),
            credits.Sum(part => part.Rows), differences)
        {
            ErasedTexts = Count(
                "SELECT (SELECT COUNT(*) FROM Postings WHERE TextDigest IS NOT NULL AND TextSalt IS NULL) + " +
                "(SELECT COUNT(*) FROM Credits " +
                "WHERE TextDigest IS NOT NULL AND TextSalt IS NULL)", 0, 0),
        };
    }

    private Task<List<ChainRange>> VerifyChainsAsync(DateTime? recordedFrom, CancellationToken cancellationToken) =>
        InParallelAsync("LedgerEntries", "Id", async (from, to) =>
        {
            await using var lookups = await _engine.OpenReaderAsync(cancellationToken);
            var range = new ChainRange(_engine, lookups, recordedFrom);
            range.Verify(from, to, cancellationToken);
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
            .Select(owner =>
                new Difference("Members", owner.Key, $"has {owner.Value.Count} entries, numbered up to {owner.Value.Highest} (R7)"));
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

            sums.Add(part);
        }

        return all;
    }

    private List<Difference> CompareSums(Dictionary<long, CreditSums> sums)
    {
        var differences = new List<Difference>();
        using var cursor = _engine.OpenCursor($"SELECT {BalanceRow.Table.SelectList("b")} FROM CreditBalances b ORDER BY b.CreditId", 0, 0);
        var left = sums.Count;
        while (cursor.Read() && differences.Count < 10)
        {
            var row = BalanceRow.Table.Read(cursor);
            if (!sums.TryGetValue(row.CreditId, out var sum))
            {
                differences.Add(new Difference("CreditBalances", row.CreditId, "has sums and no entries (R5)"));
                continue;
            }

            left--;
            if ((row.Balance, row.Used, row.Adjusted, row.Moved, row.LastUsedAt, row.Revoked) == (sum.Balance, sum.Used, sum.Adjusted,
                sum.Moved, sum.LastUsedAt, sum.Revoked))
                continue;
            differences.Add(new Difference("CreditBalances", row.CreditId, string.Create(CultureInfo.InvariantCulture,
                $"the stored sums of credit {row.CreditId} (balance {row.Balance}) are not those of its entries (balance {sum.Balance}): " +
                    $"a row was added, removed or changed (R5)")));
        }

        if (differences.Count == 0 && left != 0)
            differences.AddRange(Find(
                "SELECT c.Id FROM Credits c WHERE NOT EXISTS (SELECT 1 FROM CreditBalances b WHERE b.CreditId = c.Id) ORDER BY c.Id", 0, 0,
                missing => new Difference("CreditBalances", missing.Number(0), "has no sums (R5)")));
        return differences;
    }

    // R6 by the clock of the world: entries of one moment count together, as a balance "at" it does.
    private Task<List<Difference>> BelowZeroAsync(long fromId, long toId)
    {
        var differences = new List<Difference>();
        using var cursor = _engine.OpenCursor(
            "SELECT CreditId, UsedAt, Amount FROM LedgerEntries WHERE CreditId >= @from AND CreditId < @to ORDER BY CreditId, " +
                "UsedAt, Sequence", fromId, toId);
        var (creditId, balance, moment) = (-1L, 0L, DateTime.MinValue);
        while (differences.Count < 10 && cursor.Read())
        {
            var (nextCredit, nextMoment) = (cursor.Number(0), cursor.Instant(1));
            if (nextCredit != creditId || nextMoment != moment)
            {
                if (balance < 0) differences.Add(BelowZero(creditId, balance, moment));
                if (nextCredit != creditId) balance = 0;
                (creditId, moment) = (nextCredit, nextMoment);
            }

            balance += cursor.Number(2);
        }

        if (balance < 0) differences.Add(BelowZero(creditId, balance, moment));
        return Task.FromResult(differences);
    }

    private static Difference BelowZero(long creditId, long balance, DateTime moment) =>
        new("Credits", creditId,
            string.Create(CultureInfo.InvariantCulture, $"its balance at {moment:yyyy-MM-ddTHH:mm:ss.fffZ} is {balance} (R6)"));

    private Task<(long Rows, List<Difference> Differences)> CheckPostingsAsync(long fromId, long toId) => Task.FromResult((
        Count("SELECT COUNT(*) FROM Postings WHERE Id >= @from AND Id < @to", fromId, toId),
        Find(
            """
            SELECT p.Id, p.EntryCount, (SELECT COUNT(*) FROM LedgerEntries e WHERE e.PostingId = p.Id) FROM Postings p
            WHERE p.Id >= @from AND p.Id < @to AND p.EntryCount <> (SELECT COUNT(*) FROM LedgerEntries e WHERE e.PostingId = p.Id)
            """,
            fromId, toId, cursor => new Difference("Postings", cursor.Number(0),
                $"was recorded with {cursor.Number(1)} entries and has {cursor.Number(2)}"))));

    private Task<(long Rows, List<Difference> Differences)> CheckCreditsAsync(long fromId, long toId) => Task.FromResult((
        Count("SELECT COUNT(*) FROM Credits WHERE Id >= @from AND Id < @to", fromId, toId),
        Find(
            """
            SELECT c.Id FROM Credits c
            WHERE c.Id >= @from AND c.Id < @to AND (SELECT COUNT(*) FROM LedgerEntries e WHERE e.CreditId = c.Id AND e.Kind = 1) <> 1
            """,
            fromId, toId, cursor => new Difference("Credits", cursor.Number(0), "it has no Grant, or more than one (R3)"))));

    // R9: every posting is found by its key, and by no other.
    private Task<List<Difference>> CheckRequestsAsync(long fromId, long toId) => Task.FromResult(Find(
        """
        SELECT p.Id FROM Postings p LEFT JOIN Requests r ON r.IdempotencyKey = p.IdempotencyKey AND r.PostingId = p.Id
        WHERE p.Id >= @from AND p.Id < @to AND (r.PostingId IS NULL OR r.Hash <> p.RequestHash)
        """,
        fromId, toId,
        cursor => new Difference("Requests", cursor.Number(0),
            $"is missing, or is not what posting {cursor.Number(0)} says of its request: it could be recorded again (R9)")));

    // As many requests with a posting as postings: with each of those found by its own, there is no request of any other.
    private List<Difference> CompareRequests(long postings) =>
        Count("SELECT COUNT(*) FROM Requests WHERE PostingId IS NOT NULL", 0, 0) == postings ? [] : Find(
        """
        SELECT r.PostingId FROM Requests r LEFT JOIN Postings p ON p.Id = r.PostingId
        WHERE r.PostingId IS NOT NULL AND (p.Id IS NULL OR p.IdempotencyKey <> r.IdempotencyKey)
        """,
        0, 0, cursor => new Difference("Requests", cursor.Number(0), $"is not what posting {cursor.Number(0)} says of its request (R9)"));

    // The rows say who used whose credit; what R34 and the caps of R13 read must say the same: as many, and each as its row.
    private List<Difference> CompareSharedUses(long expected)
    {
        var wrong = Find(
            """
            SELECT u.EntryId FROM SharedUses u LEFT JOIN LedgerEntries e ON e.Id = u.EntryId
            WHERE e.Id IS NULL OR e.UsedById IS NULL OR e.UsedById = e.OwnerId OR u.UsedById <> e.UsedById OR u.OwnerId <> e.OwnerId
                OR u.BenefitKind <> e.BenefitKind OR u.UsedAt <> e.UsedAt OR u.OccursAt <> e.OccursAt
            ORDER BY u.EntryId
            """,
            0, 0, cursor => new Difference("SharedUses", cursor.Number(0),
                $"is not what entry {cursor.Number(0)} says of who used whose credit (R13, R34)"));
        if (Count("SELECT COUNT(*) FROM SharedUses", 0, 0) == expected) return wrong;

        // No index leads to them: looked for only when some are known to be missing.
        var missing = Find(
            """
            SELECT e.Id FROM LedgerEntries e
            WHERE e.UsedById IS NOT NULL AND e.UsedById <> e.OwnerId AND NOT EXISTS (SELECT 1 FROM SharedUses u WHERE u.EntryId = e.Id)
            ORDER BY e.Id
            """,
            0, 0, cursor => new Difference("SharedUses", cursor.Number(0),
                $"is missing: entry {cursor.Number(0)} used someone else's credit (R13, R34)"));
        return [.. wrong, .. missing];
    }

    private long Count(string text, long fromId, long toId)
    {
        using var cursor = _engine.OpenCursor(text, fromId, toId);
        return cursor.Read() ? cursor.Number(0) : 0;
    }

    private List<Difference> Find(string text, long fromId, long toId, Func<RowCursor, Difference> describe)
    {
        var differences = new List<Difference>();
        using var cursor = _engine.OpenCursor(text, fromId, toId);
        while (differences.Count < 10 && cursor.Read()) differences.Add(describe(cursor));
        return differences;
    }

    /// <summary>Cuts a table's keys into one range per processor and works on all at once.</summary>
    private async Task<List<T>> InParallelAsync<T>(string table, string key, Func<long, long, Task<T>> work,
        CancellationToken cancellationToken)
    {
        var (first, last) = Bounds(table, key);
        var parts = Math.Clamp(Environment.ProcessorCount, 1, 8);
        var size = ((last - first) / parts) + 1;
        var tasks = Enumerable.Range(0, parts)
            .Select(part => Task.Run(() => work(first + (part * size), first + ((part + 1) * size)), cancellationToken));
        return [.. await Task.WhenAll(tasks)];
    }

    private (long First, long Last) Bounds(string table, string key)
    {
        using var cursor = _engine.OpenCursor($"SELECT (SELECT MIN({key}) FROM {table}), (SELECT MAX({key}) FROM {table})", 0, 0);
        return !cursor.Read() || cursor.IsNull(0) ? (0, 0) : (cursor.Number(0), cursor.Number(1));
    }
}
