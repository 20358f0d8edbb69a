using CreditLedger.Data.Demo;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests;

/// <summary>
/// A fresh, migrated database. Tests are written once and run per provider; SQL Server is skipped by name where there is none
/// (<see cref="TestSqlServer"/>).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>The site's zone.</summary>
    public static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    private readonly ServiceProvider _services;
    private readonly string? _file;

    private TestDatabase(DatabaseOptions options, TestClock clock, LedgerRules rules, string? file)
    {
        Options = options;
        Clock = clock;
        _file = file;
        _services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddSingleton(rules).AddSingleton(London)
            .AddLedgerData(options).BuildServiceProvider();
    }

    /// <summary>The providers, as rows of a theory.</summary>
    public static TheoryData<string> Providers => ["sqlite", "sqlserver"];

    /// <summary>How to reach it, for a second process or node.</summary>
    public DatabaseOptions Options { get; }

    /// <summary>The clock of its store.</summary>
    public TestClock Clock { get; }

    /// <summary>Its store.</summary>
    public LedgerStore Store => _services.GetRequiredService<LedgerStore>();

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>A new context.</summary>
    public LedgerDbContext NewContext() => _services.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContext();

    /// <summary>Creates one; skips the test when the provider is not to be had here.</summary>
    public static async Task<TestDatabase> CreateAsync(string provider = "sqlite", DateTime? now = null, LedgerRules? rules = null)
    {
        var clock = new TestClock(now ?? new DateTime(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc));
        TestDatabase database;
        if (provider == "sqlite")
        {
            var file = Path.Combine(Path.GetTempPath(), $"creditledger-{Guid.NewGuid():N}.db");
            database = new TestDatabase(new DatabaseOptions { Provider = provider, ConnectionString = $"Data Source={file}" }, clock,
                rules ?? new LedgerRules { Zone = London }, file);
        }
        else
        {
            var connection = await TestSqlServer.CreateDatabaseAsync();
            database = new TestDatabase(
                new DatabaseOptions { Provider = provider, ConnectionString = connection, MaxBatchSize = 1 }, clock,
                rules ?? new LedgerRules { Zone = London }, null);
        }

        await database._services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Opens a SQLite file that is there, as it is; disposing deletes it.</summary>
    public static TestDatabase Open(string file, TestClock clock) =>
        new(new DatabaseOptions { Provider = "sqlite", ConnectionString = $"Data Source={file}" }, clock, new LedgerRules(), file);

    /// <summary>Adds a member.</summary>
    public async Task<long> AddMemberAsync(string reference)
    {
        await using var context = NewContext();
        var member = new Member { Reference = reference, Name = reference, SortName = SearchText.Fold(reference) };
        context.Members.Add(member);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return member.Id;
    }

    /// <summary>Adds a benefit.</summary>
    public async Task<long> AddBenefitAsync(
        string reference, BenefitKind kind = BenefitKind.Time, string? currency = null, params long[] services)
    {
        await using var context = NewContext();
        var benefit = new Benefit { Reference = reference, Name = reference, Kind = kind, Currency = currency };
        foreach (var service in services) benefit.Services.Add(new BenefitService { ServiceId = service });
        context.Benefits.Add(benefit);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return benefit.Id;
    }

    /// <summary>Grants a credit that starts a month ago and lasts, unless told otherwise.</summary>
    /// <returns>The credit's id.</returns>
    public async Task<long> GrantAsync(long member, long benefit, long amount, DateTime? startsAt = null, DateTime? expiresAt = null)
    {
        var result = await Store.ExecuteAsync(
            new GrantCommand($"grant-{Guid.NewGuid():N}", Actor.User(1))
            {
                MemberId = member,
                BenefitId = benefit,
                Amount = amount,
                StartsAt = startsAt ?? Clock.Now.AddDays(-30),
                ExpiresAt = expiresAt,
            },
            TestContext.Current.CancellationToken);
        return Assert.IsType<Done>(result).Entries[0].CreditId;
    }

    /// <summary>Runs SQL behind the application's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var context = NewContext();
        await context.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Fills it with a demo space.</summary>
    public async Task FillDemoAsync(int members, int months) => Assert.NotNull(await new DemoSpace(
        _services.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), Store, London, Clock)
        .FillAsync(new DemoOptions(members, months), TestContext.Current.CancellationToken));

    /// <summary>The tables that acts write to. Blocks of ids are taken ahead of an act and stay taken.</summary>
    public async Task<List<string>> TablesAsync()
    {
        await using var context = NewContext();
        return
        [
            .. context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Where(table => table != "IdBlocks").Order(),
        ];
    }

    /// <summary>Every row of those tables, as text.</summary>
    public async Task<string> DumpAsync()
    {
        var lines = new List<string>();
        await using var context = NewContext();
        var connection = context.Database.GetDbConnection();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var table in await TablesAsync())
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name of one of our tables.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                reader.GetValues(values);
                var texts = values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value);
                lines.Add($"{table}: {string.Join(" | ", texts)}");
            }
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>The lowest key of a table.</summary>
    public async Task<long> FirstIdAsync(string table)
    {
        await using var context = NewContext();
#pragma warning disable EF1002 // The name of one of our tables.
        return await context.Database.SqlQueryRaw<long>($"SELECT MIN(Id) AS Value FROM {table}")
            .SingleAsync(TestContext.Current.CancellationToken);
#pragma warning restore EF1002
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_file is null)
        {
            await TestSqlServer.DropDatabaseAsync(Options.ConnectionString);
            return;
        }

        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(_file + suffix);
    }
}
