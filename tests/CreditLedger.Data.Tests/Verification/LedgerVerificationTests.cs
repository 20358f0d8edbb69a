using CreditLedger.Data.Configurations;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Verification;

public sealed class LedgerVerificationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<VerificationReport> VerifyAsync(TestDatabase database) =>
        database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop);

    /// <summary>Three members with credits, split usages, an adjustment and an undoing.</summary>
    internal static async Task<TestDatabase> CreateLedgerAsync(string provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var benefit = await database.AddBenefitAsync("ROOM");
        for (var number = 1; number <= 3; number++)
        {
            var member = await database.AddMemberAsync($"M-{number}");
            var credit = await database.GrantAsync(member, benefit, 120, expiresAt: database.Clock.Now.AddDays(7));
            await database.GrantAsync(member, benefit, 240);
            var used = (Done)await database.Store.ExecuteAsync(
                new UsageCommand($"use-{number}", Actor.User(1))
                { MemberId = member, Amount = 150, Kind = BenefitKind.Time, Description = "Room 4" }, Stop);
            Assert.Equal(2, used.Entries.Count);
            await database.Store.ExecuteAsync(
                new ReversalCommand($"undo-{number}", Actor.User(1)) { PostingId = used.PostingId, Description = "wrong room" }, Stop);
            await database.Store.ExecuteAsync(new AdjustmentCommand($"adjust-{number}", Actor.User(1))
            { CreditId = credit, By = 15, Description = "late opening" }, Stop);
        }

        foreach (var act in new[] { "sign in", "sign out" })
            await database.Store.RecordAsync(new AuditNote(act, "ada@space.example", "127.0.0.1", null), null, Stop);
        return database;
    }

    /// <summary>Changes rows as no trigger, key or CHECK would let it; the schema is as before afterwards.</summary>
    internal static async Task EditAsync(TestDatabase database, string edit)
    {
        await using var connection = new SqliteConnection(database.Options.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        var triggers = new List<(string Name, string Text)>();
        await using (var reader = await command.ExecuteReaderAsync(Stop))
        {
            while (await reader.ReadAsync(Stop)) triggers.Add((reader.GetString(0), reader.GetString(1)));
        }

#pragma warning disable CA2100 // The edits of these tests.
        command.CommandText = "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; "
            + string.Concat(triggers.Select(trigger => $"DROP TRIGGER {trigger.Name}; ")) + edit + "; "
            + string.Concat(triggers.Select(trigger => $"{trigger.Text}; "));
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Stop);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Reports_nothing_on_clean_data(string provider)
    {
        await using var database = await CreateLedgerAsync(provider);
        var report = await VerifyAsync(database);
        Assert.Empty(report.Differences);
        Assert.Equal((21L, 15L, 6L), (report.Entries, report.Postings, report.Credits));
    }

    [Fact]
    public async Task Rows_are_neither_updated_nor_deleted_nor_replaced()
    {
        await using var database = await CreateLedgerAsync("sqlite");
        foreach (var table in LedgerTriggers.Tables.Select(table => table.Name))
        {
            foreach (var sql in new[] { $"UPDATE {table} SET RecordedAt = RecordedAt + 1 WHERE Id = 2", $"DELETE FROM {table} WHERE Id = 2",
                $"REPLACE INTO {table} SELECT * FROM {table} WHERE Id = 2" })
            {
                var exception = await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync("PRAGMA foreign_keys=OFF; " + sql));
                Assert.Contains("R4", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.Empty((await VerifyAsync(database)).Differences);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Rows_are_neither_updated_nor_deleted_on_any_engine(string provider)
    {
        await using var database = await CreateLedgerAsync(provider);
        foreach (var table in LedgerTriggers.Tables.Select(table => table.Name))
        {
            var id = await database.FirstIdAsync(table);
            await Assert.ThrowsAnyAsync<Exception>(
                () => database.ExecuteAsync($"UPDATE {table} SET RecordedAt = RecordedAt WHERE Id = {id}"));
            await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync($"DELETE FROM {table} WHERE Id = {id}"));
        }

        Assert.Empty((await VerifyAsync(database)).Differences);
    }

    public static TheoryData<string> Edits =>
    [
        // Every column of the three tables, by a value that the checks allow.
        .. new[]
        {
            "OwnerId = 3, Sequence = 50", "Sequence = 99", "CreditId = 4", "PostingId = 5", "Kind = 3, EffectiveKind = 3",
            "BenefitKind = 4", "Amount = -45", "Amount = 'x'", "UsedAt = UsedAt + 1", "UsedAt = 9223372036854775807",
            "RecordedAt = RecordedAt + 1", "UsedById = 1", "ServiceId = 1", "OccursAt = OccursAt + 1", "BookedDay = '2026-01-01'",
            "BookedDay = 'x'", "BookingId = 1", "Hash = zeroblob(32)", "Hash = 'x'", "Hash = zeroblob(3)",
        }.Select(change => $"UPDATE LedgerEntries SET {change} WHERE Id = 10"),
        "UPDATE LedgerEntries SET ReversesEntryId = 1 WHERE Id = 12",
        .. new[]
        {
            "IdempotencyKey = 'other'", "RequestHash = zeroblob(32)", "Kind = 3", "ActorKind = 2", "ActorId = 2", "Description = 'other'",
            "Description = NULL", "InternalNote = 'other'", "TextSalt = zeroblob(32)", "TextDigest = NULL", "TextDigest = zeroblob(32)",
            "BatchId = 1", "RecordedAt = RecordedAt + 1",
            "EntryCount = 1",
        }.Select(change => $"UPDATE Postings SET {change} WHERE Id = 8"),
        "UPDATE Postings SET ReversesPostingId = 1 WHERE Id = 9",
        .. new[]
        {
            "OwnerId = 1", "BenefitId = 9", "BenefitKind = 4", "Amount = 1200", "StartsAt = StartsAt - 1", "ExpiresAt = NULL",
            "Priority = 1", "Source = 2", "SourceName = 'Pro'",
            "OriginCreditId = 1, Source = 6", "Description = 'x'", "TextDigest = zeroblob(32)", "Unlimited = 1", "Category = 1",
            "PaidAmount = 5", "PaidCurrency = 'GBP'", "Generation = 2", "ExternalId = 'x'", "RecordedAt = RecordedAt + 1",
        }.Select(change => $"UPDATE Credits SET {change} WHERE Id = 3"),
        .. Enumerable.Range(1, 21).Select(id => $"DELETE FROM LedgerEntries WHERE Id = {id}"),
        .. Enumerable.Range(1, 15).Select(id => $"DELETE FROM Postings WHERE Id = {id}"),
        .. Enumerable.Range(1, 6).Select(id => $"DELETE FROM Credits WHERE Id = {id}"),
        "DELETE FROM LedgerEntries WHERE PostingId = 15; DELETE FROM Postings WHERE Id = 15",
        "UPDATE CreditBalances SET Balance = Balance + 15 WHERE CreditId = 2",
        "UPDATE CreditBalances SET Used = 15 WHERE CreditId = 2",
        "UPDATE CreditBalances SET Adjusted = Adjusted + 1, Moved = Moved - 1 WHERE CreditId = 2",
        "DELETE FROM CreditBalances WHERE CreditId = 2",
        "UPDATE Requests SET IdempotencyKey = 'other' WHERE PostingId = 8",
        "UPDATE Requests SET Hash = zeroblob(32) WHERE PostingId = 8",
        "DELETE FROM Requests WHERE PostingId = 8",
        "INSERT INTO Postings (Id, IdempotencyKey, RequestHash, Kind, ActorKind, ActorId, RecordedAt, EntryCount) SELECT 99, 'forged', " +
            "RequestHash, Kind, ActorKind, ActorId, RecordedAt, EntryCount FROM Postings WHERE Id = 1",
        "INSERT INTO LedgerEntries (Id, OwnerId, Sequence, CreditId, PostingId, Kind, EffectiveKind, BenefitKind, Amount, UsedAt, " +
            "OccursAt, BookedDay, RecordedAt, Hash) SELECT 99, OwnerId, 99, CreditId, PostingId, 3, 3, BenefitKind, 600, UsedAt, " +
            "OccursAt, BookedDay, RecordedAt, Hash FROM LedgerEntries WHERE Id = 7",
    ];

    [Theory, MemberData(nameof(Edits))]
    public async Task Finds_an_edit_behind_the_applications_back(string edit)
    {
        await using var database = await CreateLedgerAsync("sqlite");
        await EditAsync(database, edit);
        Assert.NotEmpty((await VerifyAsync(database)).Differences);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 12)]
    [InlineData(8, 15)]
    public async Task Finds_two_rows_whose_contents_were_swapped_and_names_one(long one, long other)
    {
        await using var database = await CreateLedgerAsync("sqlite");
        await EditAsync(database,
            $"UPDATE LedgerEntries SET Id = -1 WHERE Id = {one}; UPDATE LedgerEntries SET Id = {one} WHERE Id = {other}; " +
            $"UPDATE LedgerEntries SET Id = {other} WHERE Id = -1");
        var differences = (await VerifyAsync(database)).Differences;
        Assert.Contains(differences,
            difference => difference is { Table: "LedgerEntries" } && (difference.RowId == one || difference.RowId == other));
    }
}
