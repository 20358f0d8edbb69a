using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Verification;

/// <summary>One verification, of one moment.</summary>
internal sealed class SnapshotVerification(LedgerSnapshot snapshot, int processors)
{
    private static readonly string[] OtherTables =
    [
        "CreditBalances", "Requests", "SharedUses", "Sales", "MembershipCredits", "MembershipLines", "MembershipSkips",
    ];

    private readonly Lock _lock = new();
    private readonly List<Difference> _differences = [];
    private readonly List<ChainRange> _ranges = [];

    /// <summary>Verifies all; the hashes of rows recorded before a moment may be taken on trust.</summary>
    public async Task<VerificationReport> RunAsync(DateTime? recordedFrom, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        string[] tables = ["LedgerEntries", "Postings", "Credits", .. OtherTables];
        await InParallelAsync([new Check("The database", () =>
        {
            foreach (var table in tables) rows[table] = snapshot.Count($"SELECT COUNT(*) FROM {table}");
            return [];
        })], cancellationToken);

        // The longest first, so that the processors finish together.
        await InParallelAsync(
        [
            .. snapshot.Checks.Take(1),
            .. Parts("LedgerEntries", "Id", (from, to) => VerifyChain(from, to, recordedFrom, cancellationToken)),
            .. Parts("LedgerEntries", "CreditId", FindBelowZero),
            .. Parts("Postings", "Id", CheckRequests),
            .. Parts("Postings", "Id", CheckPostings),
            .. Parts("Credits", "Id", CheckCredits),
            new Check("CreditBalances", CompareTerms),
            new Check("Requests", () => CompareRequests(rows.GetValueOrDefault("Postings"))),
            .. new SupplyVerification(snapshot).Checks,
            .. snapshot.Checks.Skip(1),
        ], cancellationToken);

        // By what the entries come to, now that all of them are read.
        await InParallelAsync(
        [
            new Check("Members", MissingEntries),
            new Check("CreditBalances", CompareSums),
            new Check("SharedUses", () => CompareSharedUses(_ranges.Sum(range => range.SharedUses))),
        ], cancellationToken);
        return new VerificationReport(
            rows.GetValueOrDefault("LedgerEntries"), rows.GetValueOrDefault("Postings"), rows.GetValueOrDefault("Credits"),
            [.. _differences.OrderBy(difference => difference.RowId ?? 0)])
        {
            OtherRows = OtherTables.Sum(table => rows.GetValueOrDefault(table)),
            ErasedTexts = _differences.Count > 0 ? 0 : snapshot.Count(
                "SELECT (SELECT COUNT(*) FROM Postings WHERE TextDigest IS NOT NULL AND TextSalt IS NULL) + " +
                "(SELECT COUNT(*) FROM Credits WHERE TextDigest IS NOT NULL AND TextSalt IS NULL)"),
        };
    }

    private Task InParallelAsync(IReadOnlyList<Check> checks, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        checks, new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = cancellationToken }, (check, _) =>
        {
            var found = Run(check);
            lock (_lock) _differences.AddRange(found);
            return ValueTask.CompletedTask;
        });

    // Unreadable data is a finding, not a failure: it is reported, and the other checks go on.
    private IReadOnlyList<Difference> Run(Check check)
    {
        try
        {
            return check.Run();
        }
        catch (Exception exception) when (snapshot.DamageIn(exception) is { } damage)
        {
            return [new Difference(check.Table, null, $"the file is damaged: {damage}")];
        }
        catch (Exception exception) when (ChainRange.IsUnreadable(exception))
        {
            return [new Difference(check.Table, null, $"holds a value that the ledger never writes ({exception.Message})")];
        }
    }

    /// <summary>Cuts a table's keys into one range per processor.</summary>
    private IEnumerable<Check> Parts(string table, string key, Func<long, long, IReadOnlyList<Difference>> run)
    {
        var (first, last) = (0L, 0L);
        var bounds = Run(new Check(table, () =>
        {
            using var cursor = snapshot.Open($"SELECT (SELECT MIN({key}) FROM {table}), (SELECT MAX({key}) FROM {table})");
            if (cursor.Read() && !cursor.IsNull(0)) (first, last) = (cursor.Number(0), cursor.Number(1));
            return [];
        }));
        if (bounds.Count > 0) return [new Check(table, () => bounds)];
        var size = ((last - first) / processors) + 1;
        return Enumerable.Range(0, processors).Select(part =>
            new Check(table, () => run(first + (part * size), first + ((part + 1) * size))));
    }

    private List<Difference> VerifyChain(long from, long to, DateTime? recordedFrom, CancellationToken cancellationToken)
    {
        using var lookups = snapshot.Take();
        var range = new ChainRange(snapshot, lookups, recordedFrom);
        lock (_lock) _ranges.Add(range);
        range.Verify(from, to, cancellationToken);
        return range.Differences;
    }

    // A gap inside a chain is noticed by the entry after it; here, numbers used twice.
    private List<Difference> MissingEntries()
    {
        var owners = new Dictionary<long, (long Count, long Highest)>();
        foreach (var (owner, part) in _ranges.SelectMany(range => range.Owners))
        {
            var (count, highest) = owners.GetValueOrDefault(owner);
            owners[owner] = (count + part.Count, Math.Max(highest, part.Highest));
        }

        return
        [
            .. owners.Where(owner => owner.Value.Count != owner.Value.Highest).Take(LedgerSnapshot.MaxDifferences).Select(owner =>
                new Difference("Members", owner.Key, $"has {owner.Value.Count} entries, numbered up to {owner.Value.Highest} (R7)")),
        ];
    }

    private Dictionary<long, CreditSums> MergeSums()
    {
        var all = new Dictionary<long, CreditSums>();
        foreach (var (creditId, part) in _ranges.SelectMany(range => range.Sums))
        {
            if (all.TryGetValue(creditId, out var sums)) sums.Add(part);
            else all[creditId] = part;
        }

        return all;
    }

    private List<Difference> CompareSums()
    {
        var differences = new List<Difference>();
        var sums = MergeSums();
        using var cursor = snapshot.Open($"SELECT {BalanceRow.Table.SelectList("b")} FROM CreditBalances b ORDER BY b.CreditId");
        var left = sums.Count;
        while (cursor.Read() && differences.Count < LedgerSnapshot.MaxDifferences)
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
            differences.AddRange(snapshot.Find(
                "SELECT c.Id FROM Credits c WHERE NOT EXISTS (SELECT 1 FROM CreditBalances b WHERE b.CreditId = c.Id) ORDER BY c.Id",
                missing => new Difference("CreditBalances", missing.Number(0), "has no sums (R5)")));
        return differences;
    }

    // The copies by which lists and figures find a credit.
    private List<Difference> CompareTerms() => snapshot.Find(
        """
        SELECT b.CreditId, CASE WHEN c.ExpiresAt IS NULL THEN 1 ELSE 0 END, b.ExpiresAt, COALESCE(c.ExpiresAt, b.ExpiresAt),
            CASE WHEN b.OwnerId <> c.OwnerId OR b.BenefitId <> c.BenefitId OR b.BenefitKind <> c.BenefitKind
                OR b.StartsAt <> c.StartsAt OR b.Source <> c.Source THEN 1 ELSE 0 END
        FROM CreditBalances b JOIN Credits c ON c.Id = b.CreditId
        """,
        cursor => new Difference("CreditBalances", cursor.Number(0),
            $"is not what credit {cursor.Number(0)} says of its owner, benefit, validity or source (R5)"),
        cursor => cursor.Number(4) == 1 || cursor.Instant(2) != (cursor.Number(1) == 1 ? BalanceRow.Never : cursor.Instant(3)));

    // R6 by the clock of the world: entries of one moment count together, as a balance "at" it does.
    private List<Difference> FindBelowZero(long fromId, long toId)
    {
        var differences = new List<Difference>();
        using var cursor = snapshot.Open(
            "SELECT CreditId, UsedAt, Amount FROM LedgerEntries WHERE CreditId >= @from AND CreditId < @to ORDER BY CreditId, " +
                "UsedAt, Sequence", fromId, toId);
        var (creditId, balance, moment) = (-1L, 0L, DateTime.MinValue);
        while (differences.Count < LedgerSnapshot.MaxDifferences && cursor.Read())
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
        return differences;
    }

    private static Difference BelowZero(long creditId, long balance, DateTime moment) =>
        new("Credits", creditId,
            string.Create(CultureInfo.InvariantCulture, $"its balance at {moment:yyyy-MM-ddTHH:mm:ss.fffZ} is {balance} (R6)"));

    private List<Difference> CheckPostings(long fromId, long toId) => snapshot.Find(
        """
        SELECT p.Id, p.EntryCount, (SELECT COUNT(*) FROM LedgerEntries e WHERE e.PostingId = p.Id) FROM Postings p
        WHERE p.Id >= @from AND p.Id < @to AND p.EntryCount <> (SELECT COUNT(*) FROM LedgerEntries e WHERE e.PostingId = p.Id)
        """,
        cursor => new Difference("Postings", cursor.Number(0),
            $"was recorded with {cursor.Number(1)} entries and has {cursor.Number(2)}"),
        from: fromId, to: toId);

    private List<Difference> CheckCredits(long fromId, long toId) => snapshot.Find(
        """
        SELECT c.Id FROM Credits c
        WHERE c.Id >= @from AND c.Id < @to AND (SELECT COUNT(*) FROM LedgerEntries e WHERE e.CreditId = c.Id AND e.Kind = 1) <> 1
        """,
        cursor => new Difference("Credits", cursor.Number(0), "it has no Grant, or more than one (R3)"), from: fromId, to: toId);

    // R9: every posting is found by its key, and by no other.
    private List<Difference> CheckRequests(long fromId, long toId) => snapshot.Find(
        """
        SELECT p.Id FROM Postings p LEFT JOIN Requests r ON r.IdempotencyKey = p.IdempotencyKey AND r.PostingId = p.Id
        WHERE p.Id >= @from AND p.Id < @to AND (r.PostingId IS NULL OR r.Hash <> p.RequestHash OR r.RecordedAt <> p.RecordedAt)
        """,
        cursor => new Difference("Requests", cursor.Number(0),
            $"is missing, or is not what posting {cursor.Number(0)} says of its request: it could be recorded again (R9)"),
        from: fromId, to: toId);

    // As many requests with a posting as postings: with each of those found by its own, there is no request of any other.
    private List<Difference> CompareRequests(long postings) =>
        snapshot.Count("SELECT COUNT(*) FROM Requests WHERE PostingId IS NOT NULL") == postings ? [] : snapshot.Find(
        """
        SELECT r.PostingId FROM Requests r LEFT JOIN Postings p ON p.Id = r.PostingId
        WHERE r.PostingId IS NOT NULL AND (p.Id IS NULL OR p.IdempotencyKey <> r.IdempotencyKey)
        """,
        cursor => new Difference("Requests", cursor.Number(0), $"is not what posting {cursor.Number(0)} says of its request (R9)"));

    // The rows say who used whose credit; what R34 and the caps of R13 read must say the same: as many, and each as its row.
    private List<Difference> CompareSharedUses(long expected)
    {
        var wrong = snapshot.Find(
            """
            SELECT u.EntryId FROM SharedUses u LEFT JOIN LedgerEntries e ON e.Id = u.EntryId
            WHERE e.Id IS NULL OR e.UsedById IS NULL OR e.UsedById = e.OwnerId OR u.UsedById <> e.UsedById OR u.OwnerId <> e.OwnerId
                OR u.BenefitKind <> e.BenefitKind OR u.UsedAt <> e.UsedAt OR u.OccursAt <> e.OccursAt
            ORDER BY u.EntryId
            """,
            cursor => new Difference("SharedUses", cursor.Number(0),
                $"is not what entry {cursor.Number(0)} says of who used whose credit (R13, R34)"));
        if (snapshot.Count("SELECT COUNT(*) FROM SharedUses") == expected) return wrong;

        // No index leads to them: looked for only when some are known to be missing.
        var missing = snapshot.Find(
            """
            SELECT e.Id FROM LedgerEntries e
            WHERE e.UsedById IS NOT NULL AND e.UsedById <> e.OwnerId AND e.EffectiveKind <> 7
                AND NOT EXISTS (SELECT 1 FROM SharedUses u WHERE u.EntryId = e.Id)
            ORDER BY e.Id
            """,
            cursor => new Difference("SharedUses", cursor.Number(0),
                $"is missing: entry {cursor.Number(0)} used someone else's credit (R13, R34)"));
        return [.. wrong, .. missing];
    }
}
