using CreditLedger.Data.Ledger;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Migrations;

/// <summary>A ledger of the first schema, brought to this version: its rows and hashes stand, and what is new begins with what they say.</summary>
public sealed class UpgradeTests
{
    private const string FirstSchema = "Initial";

    private static readonly string[] Tables = ["Members", "Services", "Benefits", "Postings", "Credits", "LedgerEntries"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_of_the_first_schema_keep_their_hashes_and_use_of_others_credits_is_filled_in()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (owner, user) = (await database.AddMemberAsync("BUSINESS"), await database.AddMemberAsync("CONTACT"));
        await database.GrantAsync(owner, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10);
        await RecordAsync(database, new UsageCommand("own", Actor.Job(JobName.Import)) { MemberId = owner, Amount = 1, Kind = BenefitKind.Uses });
        await RecordAsync(database, new UsageCommand("others", Actor.Job(JobName.Import)) { MemberId = owner, Amount = 2, Kind = BenefitKind.Uses, UsedById = user, UserIsOnRecord = true });
        var file = new SqliteConnectionStringBuilder(database.Options.ConnectionString).DataSource;
        var old = file + ".old";
        await CopyIntoFirstSchemaAsync(file, old);
        await using var upgraded = TestDatabase.Open(old, database.Clock);
        await upgraded.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Stop);
        await upgraded.AssertVerifiedAsync();
        await using var before = database.NewContext();
        await using var after = upgraded.NewContext();
        Assert.Equal(await HashesAsync(before), await HashesAsync(after));
        var use = await after.SharedUses.SingleAsync(Stop);
        Assert.Equal((user, owner), (use.UsedById, use.OwnerId));
        Assert.IsType<Recorded>(await upgraded.Store.AppendAsync(new UsageCommand("on", Actor.User(1)) { MemberId = owner, Amount = 3, Kind = BenefitKind.Uses }, Stop));
        await upgraded.AssertVerifiedAsync();
    }

    // The rows as the first version would have stored them: the columns that it had.
    private static async Task CopyIntoFirstSchemaAsync(string from, string to)
    {
        await using (var context = new SqliteLedgerDbContext(new DbContextOptionsBuilder<SqliteLedgerDbContext>().UseSqlite($"Data Source={to}").Options))
            await context.GetService<IMigrator>().MigrateAsync(FirstSchema, Stop);
        await using var connection = new SqliteConnection($"Data Source={to}");
        await connection.OpenAsync(Stop);
        await RunAsync(connection, $"ATTACH DATABASE '{from}' AS source");
        foreach (var table in Tables)
        {
            var columns = new List<string>();
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = "SELECT name FROM pragma_table_info(@table)";
                command.Parameters.AddWithValue("@table", table);
                await using var reader = await command.ExecuteReaderAsync(Stop);
                while (await reader.ReadAsync(Stop)) columns.Add(reader.GetString(0));
            }

            var list = string.Join(", ", columns);
            await RunAsync(connection, $"INSERT INTO main.{table} ({list}) SELECT {list} FROM source.{table} ORDER BY Id");
        }
    }

    private static async Task RunAsync(SqliteConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own tables and a temporary file.
        command.CommandText = text;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task RecordAsync(TestDatabase database, LedgerCommand act) => Assert.IsType<Recorded>(await database.Store.AppendAsync(act, Stop));

    private static Task<List<byte[]>> HashesAsync(LedgerDbContext context) =>
        context.LedgerEntries.OrderBy(entry => entry.OwnerId).ThenBy(entry => entry.Sequence).Select(entry => entry.Hash).ToListAsync(Stop);
}
