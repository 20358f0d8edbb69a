using CreditLedger.Data.Configurations;
using CreditLedger.Data.Tests.Verification;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Schema;

/// <summary>
/// Schema 0.2 as it was released, and the way from it to the present one. Until 0.2 is released, a change of the model that is meant
/// changes the copy too: run these tests once with <c>CREDITLEDGER_KEEP_SCHEMA=1</c>, which writes <c>Schema/Kept</c> anew, and look at
/// the difference. Afterwards the copy stays as it is, and a change is a migration of its own.
/// </summary>
public sealed class KeptSchemaTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_migrations_of_the_version_still_make_its_schema_on_SQLite()
    {
        await using var database = Empty();
        AssertKept("sqlite", await KeptSchema.Current.SqliteTextAsync(database));
    }

    [Fact]
    public void The_migrations_of_the_version_still_make_its_schema_on_SQL_Server() =>
        AssertKept("sqlserver", KeptSchema.Current.SqlServerText());

    [Fact]
    public async Task A_ledger_of_the_version_is_brought_up_to_date_verifies_and_goes_on()
    {
        await KeepRowsAsync();
        await using var database = await UpgradedAsync(withRows: true);

        var verification = database.Services.GetRequiredService<LedgerVerification>();
        var report = await verification.RunAsync(null, Stop);
        Assert.Empty(report.Differences);
        Assert.Equal((21L, 15L, 6L), (report.Entries, report.Postings, report.Credits));

        // Requests of before are known, and new rows go behind the old ones.
        var use = new UsageCommand("use-1", Actor.User(1)) { MemberId = 1, Amount = 150, Kind = BenefitKind.Time, Description = "Room 4" };
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(use, Stop)).IsReplay);
        Assert.False(Assert.IsType<Done>(await database.Store.ExecuteAsync(use with { IdempotencyKey = "after" }, Stop)).IsReplay);
        report = await verification.RunAsync(null, Stop);
        Assert.Empty(report.Differences);
        Assert.Equal(23, report.Entries);
    }

    [Fact]
    public async Task Groups_of_before_go_on_since_ever_with_their_rights_and_caps()
    {
        await using var database = Empty();
        var file = database.Options.ConnectionString["Data Source=".Length..];
        await KeptSchema.Current.CreateAsync(file, withRows: true);
        await database.ExecuteAsync(
            """
            INSERT INTO Groups (Id, Name, SortName, Kind, OwnerId, SharedFirst, Version) VALUES (1, 'Acme', 'acme', 1, 1, 0, 3);
            INSERT INTO GroupShares (GroupId, Kind) VALUES (1, 2), (1, 3);
            INSERT INTO GroupMembers (GroupId, MemberId, MayUse) VALUES (1, 2, 1), (1, 3, 0);
            INSERT INTO GroupCaps (GroupId, MemberId, Kind, Amount, Period) VALUES (1, 2, 2, 60, 3);
            INSERT INTO SharedUses (EntryId, UsedById, OwnerId, BenefitKind, UsedAt)
                SELECT Id, 2, OwnerId, BenefitKind, UsedAt FROM LedgerEntries WHERE Kind = 2 ORDER BY Id LIMIT 1;
            """);
        await database.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Stop);

        await using var context = database.NewContext();
        var rows = await context.GroupMembers.Include(row => row.Caps).OrderBy(row => row.MemberId).ToListAsync(Stop);
        Assert.Equal([(2L, true, 1), (3L, false, 0)], rows.Select(row => (row.MemberId, row.MayUse, row.Caps.Count)));
        Assert.All(rows, row => Assert.Equal((Instants.Earliest, null, false), (row.StartsAt, row.EndsAt, row.NamedOnly)));
        Assert.Equal([BenefitKind.Time, BenefitKind.Printing],
            await context.GroupShares.Where(row => row.StartsAt == Instants.Earliest && row.EndsAt == null).OrderBy(row => row.Kind)
                .Select(row => row.Kind).ToListAsync(Stop));
        Assert.True(await context.SharedUses.AllAsync(use => use.OccursAt == use.Entry!.OccursAt, Stop));
        Assert.Equal(1, await context.SharedUses.CountAsync(Stop));
    }

    [Fact]
    public async Task Nothing_that_guards_the_rows_is_missing_after_the_upgrade()
    {
        await using var database = await UpgradedAsync(withRows: false);
        Assert.Empty(await MissingAsync(database));
        await using var fresh = await TestDatabase.CreateAsync();
        Assert.Empty(await MissingAsync(fresh));
    }

    [Fact]
    public async Task What_is_missing_is_noticed()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync(
            """
            DROP TRIGGER TR_Postings_R4_NoUpdate;
            DROP TRIGGER TR_Credits_R4_NoReplace;
            CREATE TRIGGER TR_Postings_R4_NoUpdate BEFORE UPDATE OF Id, IdempotencyKey ON Postings BEGIN SELECT RAISE(ABORT, 'R4'); END;
            DROP INDEX UX_LedgerEntries_R7_OwnerSequence;
            CREATE INDEX UX_LedgerEntries_R7_OwnerSequence ON LedgerEntries (OwnerId, Sequence);
            DROP INDEX IX_Credits_OriginCreditId;
            DROP TABLE SharedUses;
            PRAGMA writable_schema=ON;
            UPDATE sqlite_master SET sql = replace(sql, 'Balance >= 0', 'Balance >= -1') WHERE name = 'CreditBalances';
            """);
        var missing = await MissingAsync(database);
        string[] names =
        [
            "TR_Postings_R4_NoUpdate", "TR_Credits_R4_NoReplace", "UX_LedgerEntries_R7_OwnerSequence", "IX_Credits_OriginCreditId",
            "SharedUses", "CK_CreditBalances_R6_NeverBelowZero",
        ];
        foreach (var name in names)
            Assert.Contains(missing, found => found.StartsWith(name, StringComparison.Ordinal));
        Assert.All(missing, found => Assert.DoesNotContain("LedgerEntries_R4", found, StringComparison.Ordinal));
    }

    private static TestDatabase Empty()
    {
        var file = Path.Combine(Path.GetTempPath(), $"creditledger-{Guid.NewGuid():N}.db");
        File.WriteAllBytes(file, []);
        return TestDatabase.Open(file, new TestClock(new DateTime(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc)));
    }

    private static async Task KeepRowsAsync()
    {
        if (!KeptSchema.IsRewritten) return;
        await using var database = await LedgerVerificationTests.CreateLedgerAsync("sqlite");
        KeptSchema.Current.Write("rows", await KeptSchema.RowsAsync(database));
    }

    private static async Task<TestDatabase> UpgradedAsync(bool withRows)
    {
        var database = Empty();
        if (KeptSchema.IsRewritten)
        {
            await using var other = Empty();
            KeptSchema.Current.Write("sqlite", await KeptSchema.Current.SqliteTextAsync(other));
        }

        var file = database.Options.ConnectionString["Data Source=".Length..];
        await KeptSchema.Current.CreateAsync(file, withRows);
        await database.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Stop);
        return database;
    }

    private static void AssertKept(string part, string text)
    {
        if (KeptSchema.IsRewritten) KeptSchema.Current.Write(part, text);
        var (kept, made) = (KeptSchema.Current.Read(part).Split('\n'), text.Split('\n'));
        var lines = Enumerable.Range(0, Math.Max(kept.Length, made.Length));
        var place = lines.FirstOrDefault(line => kept.ElementAtOrDefault(line) != made.ElementAtOrDefault(line), -1);
        var migrations = string.Join(", ", kept.TakeWhile(line => line.StartsWith("-- ", StringComparison.Ordinal)));
        Assert.True(
            place < 0,
            $"A migration of 0.2 ({migrations}) no longer makes the schema that was kept. "
            + $"Line {place + 1} was '{kept.ElementAtOrDefault(place)}' and is '{made.ElementAtOrDefault(place)}'. "
            + "If 0.2 is released, write a new migration; if not, see how to keep the copy anew.");
    }

    /// <summary>Tables, CHECKs, indexes and triggers of the model that the database does not have, or has in another form.</summary>
    private static async Task<List<string>> MissingAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        const string All = "SELECT type AS Type, name AS Name, tbl_name AS TableName, sql AS Sql FROM sqlite_master WHERE sql IS NOT NULL";
        var stored = (await context.Database.SqlQueryRaw<Stored>(All).ToListAsync(Stop)).ToDictionary(found => (found.Type, found.Name));
        string? Sql(string type, string name, string table) =>
            stored.GetValueOrDefault((type, name)) is { } found && found.TableName == table ? found.Sql : null;

        var missing = new List<string>();
        foreach (var entity in context.GetService<IDesignTimeModel>().Model.GetEntityTypes())
        {
            if (entity.GetTableName() is not { } table) continue;
            var sql = Sql("table", table, table);
            if (sql is null) missing.Add(table);
            missing.AddRange(entity.GetCheckConstraints()
                .Where(check => sql?.Contains($"CONSTRAINT \"{check.Name}\" CHECK ({check.Sql})", StringComparison.Ordinal) != true)
                .Select(check => check.Name!));
            missing.AddRange(entity.GetIndexes()
                .Where(index => !IsAsTheModel(index, Sql("index", index.GetDatabaseName()!, table)))
                .Select(index => index.GetDatabaseName()!));
        }

        foreach (var table in LedgerTriggers.Tables)
        {
            var (name, kept) = (table.Name, string.Join(", ", LedgerTriggers.Kept(table)));
            var texts = string.Join(", ", LedgerTriggers.Erasable(table));
            var expected = LedgerTriggers.Of(table).Append(LedgerTriggers.NoReplace(name))
                .ToDictionary(trigger => trigger, _ => $" ON {name}");
            expected[LedgerTriggers.NoUpdate(name)] = $"BEFORE UPDATE OF {kept} ON {name}";
            if (texts.Length > 0) expected[LedgerTriggers.OnlyErased(name)] = $"BEFORE UPDATE OF {texts} ON {name}";
            missing.AddRange(expected
                .Where(trigger => Sql("trigger", trigger.Key, name)?.Contains(trigger.Value, StringComparison.Ordinal) != true)
                .Select(trigger => trigger.Key));
        }

        return missing;
    }

    private static bool IsAsTheModel(IIndex index, string? sql) =>
        sql is not null && sql.Contains("UNIQUE INDEX", StringComparison.Ordinal) == index.IsUnique
        && sql.Contains(
            $"({string.Join(", ", index.Properties.Select(property => $"\"{property.GetColumnName()}\""))})", StringComparison.Ordinal)
        && (index.GetFilter() is not { } filter || sql.EndsWith($"WHERE {filter}", StringComparison.Ordinal));

    private sealed record Stored(string Type, string Name, string TableName, string Sql);
}
