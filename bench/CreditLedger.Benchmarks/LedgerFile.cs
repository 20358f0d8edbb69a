using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Benchmarks;

/// <summary>A SQLite file with the whole of Data over it, on a clock that is set by hand.</summary>
internal sealed class LedgerFile : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LedgerFile(ServiceProvider services, SetClock clock) => (_services, Clock) = (services, clock);

    public SetClock Clock { get; }

    public IServiceProvider Services => _services;

    public LedgerStore Store => _services.GetRequiredService<LedgerStore>();

    public IDbContextFactory<LedgerDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<LedgerDbContext>>();

    public static async Task<LedgerFile> OpenAsync(string file, CancellationToken cancellationToken)
    {
        var clock = new SetClock();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new SiteZone(TimeZoneInfo.Utc))
            .AddLedgerData(new DatabaseOptions { ConnectionString = $"Data Source={file}" })
            .BuildServiceProvider();
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        return new LedgerFile(services, clock);
    }

    /// <summary>One request: a scope of its own, as the site has it.</summary>
    public async Task<TResult> AskAsync<TQuery, TResult>(Func<TQuery, Task<TResult>> ask)
        where TQuery : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TQuery>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}

/// <summary>A clock that stands where it is set: the generated years pass in minutes.</summary>
internal sealed class SetClock : TimeProvider
{
    /// <summary>What it says.</summary>
    public DateTime Instant { get; set; } = SpaceGenerator.Now;

    public override DateTimeOffset GetUtcNow() => Instants.Cut(Instant);
}
