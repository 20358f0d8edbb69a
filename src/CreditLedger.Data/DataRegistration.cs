using CreditLedger.Data.Demo;
using CreditLedger.Data.Export;
using CreditLedger.Data.Import;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Setup;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.SqlServer;
using CreditLedger.Data.Supply;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditLedger.Data;

/// <summary>Registers the database that the options name; the one place that chooses between the providers.</summary>
public static class DataRegistration
{
    /// <summary>Adds <see cref="LedgerDbContext"/> (scoped, and as a factory), <see cref="LedgerStore"/> and what they need.</summary>
    /// <exception cref="InvalidOperationException">The provider is neither <c>sqlite</c> nor <c>sqlserver</c>.</exception>
    public static IServiceCollection AddLedgerData(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        switch (options.Provider.ToLowerInvariant())
        {
            case "sqlite":
                services.AddSqliteLedger(options);
                break;
            case "sqlserver":
                services.AddSqlServerLedger(options);
                break;
            default:
                throw new InvalidOperationException($"Database:Provider is '{options.Provider}'; it must be 'sqlite' or 'sqlserver'.");
        }

        services.AddLedgerQueries();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContext());
        services.TryAddSingleton(new LedgerRules());
        services.AddSingleton(provider => new LedgerStore(
            provider.GetRequiredService<ILedgerEngine>(), provider.GetRequiredService<LedgerRules>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<LedgerStore>>() ?? NullLogger<LedgerStore>.Instance));
        services.AddSingleton(provider => new LedgerVerification(provider.GetRequiredService<ILedgerEngine>()));

        // What these ask for besides (the site's zone) is the host's to register.
        services.AddSingleton<MembershipIssuing>();
        services.AddSingleton<SaleStore>();
        services.AddSingleton<FileImport>();
        services.AddSingleton<CreditsExport>();
        services.AddSingleton<EntriesExport>();
        services.AddSingleton<DemoSpace>();
        services.AddSingleton<PlanStore>();
        services.AddSingleton<ProductStore>();
        services.AddSingleton<BenefitStore>();
        services.AddSingleton<ServiceStore>();
        return services;
    }

    internal static void AddContextFactory<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : LedgerDbContext
    {
        services.AddPooledDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<LedgerDbContext>, AnyProviderFactory<TContext>>();
    }

    private sealed class AnyProviderFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<LedgerDbContext>
        where TContext : LedgerDbContext
    {
        public LedgerDbContext CreateDbContext() => factory.CreateDbContext();
    }
}
