using CreditLedger.Ledger.Rows;
using CreditLedger.Data.Configurations;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Migrations;

/// <summary>What can be said about both sets of migrations without a server.</summary>
public sealed class MigrationTests
{
    private static readonly string[] LedgerTables = ["Credits", "LedgerEntries", "Postings"];

    [Theory]
    [InlineData("sqlite")]
    [InlineData("sqlserver")]
    public void Migrations_leave_no_change_of_the_model_pending(string provider)
    {
        using var context = NewContext(provider);
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("sqlserver")]
    public void Migrations_as_a_script_create_every_table_and_the_triggers_of_R4(string provider)
    {
        using var context = NewContext(provider);
        var script = context.GetService<IMigrator>().GenerateScript();
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
            Assert.True(script.Contains($"CREATE TABLE \"{table}\"", StringComparison.Ordinal)
                || script.Contains($"CREATE TABLE [{table}]", StringComparison.Ordinal), table);
        foreach (var table in LedgerTables) Assert.Contains($"R4: rows of {table} are never", script, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_database_of_a_version_that_is_not_continued_is_refused_in_words_and_left_alone(string provider)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var context = database.NewContext();
        await context.Database.ExecuteSqlRawAsync(
            "DELETE FROM __EFMigrationsHistory WHERE MigrationId <> (SELECT MIN(MigrationId) FROM __EFMigrationsHistory)", stop);
        await context.Database.ExecuteSqlRawAsync("UPDATE __EFMigrationsHistory SET MigrationId = '20200101000000_Other'", stop);
        var migrator = database.Services.GetRequiredService<IDatabaseMigrator>();
        var refused = await Assert.ThrowsAsync<DatabaseVersionException>(() => migrator.MigrateAsync(stop));
        Assert.Contains("has the migration 20200101000000_Other, which is not known here", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["20200101000000_Other"], await context.Database.GetAppliedMigrationsAsync(stop));
    }

    [Fact]
    public void The_triggers_of_a_migration_name_the_columns_of_its_own_model_and_no_later_ones()
    {
        var earlier = new ModelBuilder();
        earlier.Entity("Posting", posting =>
        {
            posting.ToTable("Postings");
            posting.Property<long>("Id");
            posting.Property<string>("Description");
        });
        var model = earlier.FinalizeModel();

        Assert.Equal(["Id"], LedgerTriggers.Kept(PostingRow.Table).In(model, "Postings"));
        Assert.Equal(["Description"], LedgerTriggers.Erasable(PostingRow.Table).In(model, "Postings"));
    }

    // An address that nobody answers at: nothing here connects.
    private static LedgerDbContext NewContext(string provider) => provider == "sqlite"
        ? new SqliteLedgerDbContext(new DbContextOptionsBuilder<SqliteLedgerDbContext>().UseSqlite("Data Source=:memory:").Options)
        : new SqlServerLedgerDbContext(
            new DbContextOptionsBuilder<SqlServerLedgerDbContext>().UseSqlServer("Server=nowhere;Database=none").Options);
}
