using System.Security.Cryptography;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Tests.Verification;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>R8 in a database: columns are added to tables that have rows, and every hash verifies with them and without.</summary>
public sealed class WiderLedgerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_earlier_hashes_verify_after_columns_were_added()
    {
        await using var database = await CreateWidenedAsync();
        Assert.Empty(await WrongEntriesAsync(database));
        Assert.All((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences,
            difference => Assert.EndsWith("is not as it was created", difference.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LedgerEntries", "Colour = 'blue'")]
    [InlineData("LedgerEntries", "Weight = 8")]
    [InlineData("Postings", "Colour = ''")]
    [InlineData("Postings", "Weight = 0")]
    [InlineData("Credits", "Colour = 'blue'")]
    [InlineData("Credits", "Weight = -7")]
    public async Task A_value_of_an_added_column_is_hashed(string table, string change)
    {
        await using var database = await CreateWidenedAsync();
        await database.ExecuteAsync($"UPDATE {table} SET {change} WHERE Id = 1");
        Assert.Equal([1L], await WrongEntriesAsync(database));
    }

    private static async Task<TestDatabase> CreateWidenedAsync()
    {
        var database = await LedgerVerificationTests.CreateLedgerAsync("sqlite");
        foreach (var table in new[] { "LedgerEntries", "Postings", "Credits" })
        {
            await database.ExecuteAsync($"ALTER TABLE {table} ADD COLUMN Colour TEXT NULL");
            await database.ExecuteAsync($"ALTER TABLE {table} ADD COLUMN Weight INTEGER NOT NULL DEFAULT 7");
        }

        return database;
    }

    /// <summary>The entries whose stored hash is not that of the wider rows.</summary>
    private static async Task<List<long>> WrongEntriesAsync(TestDatabase database)
    {
        await using var snapshot = await database.Services.GetRequiredService<ILedgerEngine>().OpenSnapshotAsync(1, Stop);
        using var cursor = snapshot.Open(
            $"""
            SELECT {WiderEntry.Table.SelectList("e")}, {WiderPosting.Table.SelectList("p")}, {WiderCredit.Table.SelectList("c")}
            FROM LedgerEntries e JOIN Postings p ON p.Id = e.PostingId LEFT JOIN Credits c ON c.Id = e.CreditId AND e.Kind = 1
            WHERE e.Id >= @from AND e.Id < @to ORDER BY e.OwnerId, e.Sequence
            """,
            0, long.MaxValue);
        var (wrong, writer, previous, checkedRows) = (new List<long>(), new CanonicalWriter(), ChainHasher.Start, 0);
        var (posting, credit) = (WiderEntry.Table.Columns.Count, WiderEntry.Table.Columns.Count + WiderPosting.Table.Columns.Count);
        while (cursor.Read())
        {
            var entry = WiderEntry.Table.Read(cursor);
            if (entry.Sequence == 1) previous = ChainHasher.Start;
            writer.Clear();
            writer.Bytes(previous);
            writer.Byte(1);
            WiderEntry.Table.WriteCanonical(cursor, 0, writer);
            WiderPosting.Table.WriteCanonical(cursor, posting, writer);
            if (!cursor.IsNull(credit)) WiderCredit.Table.WriteCanonical(cursor, credit, writer);
            if (!SHA256.HashData(writer.Written).AsSpan().SequenceEqual(entry.Hash)) wrong.Add(entry.Id);
            previous = entry.Hash;
            checkedRows++;
        }

        Assert.Equal(21, checkedRows);
        return wrong;
    }

    private sealed record WiderEntry : EntryRow, ILedgerRow<WiderEntry>
    {
        public static new LedgerTable<WiderEntry> Table { get; } = new(
            "LedgerEntries",
            [
                .. EntryRow.Table.Columns,
                Column.Of((WiderEntry row) => row.Colour, tag: 78),
                Column.Of((WiderEntry row) => row.Weight, tag: 79, initial: 7),
            ]);

        public string? Colour { get; init; }

        public int Weight { get; init; } = 7;
    }

    private sealed record WiderPosting : PostingRow, ILedgerRow<WiderPosting>
    {
        public static new LedgerTable<WiderPosting> Table { get; } = new(
            "Postings",
            [
                .. PostingRow.Table.Columns,
                Column.Of((WiderPosting row) => row.Colour, tag: 158),
                Column.Of((WiderPosting row) => row.Weight, tag: 159, initial: 7),
            ]);

        public string? Colour { get; init; }

        public int Weight { get; init; } = 7;
    }

    private sealed record WiderCredit : CreditRow, ILedgerRow<WiderCredit>
    {
        public static new LedgerTable<WiderCredit> Table { get; } = new(
            "Credits",
            [
                .. CreditRow.Table.Columns,
                Column.Of((WiderCredit row) => row.Colour, tag: 253),
                Column.Of((WiderCredit row) => row.Weight, tag: 254, initial: 7),
            ]);

        public string? Colour { get; init; }

        public int Weight { get; init; } = 7;
    }
}
