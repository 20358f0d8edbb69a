using CreditLedger.Data.Demo;
using CreditLedger.Data.Export;
using CreditLedger.Data.Identity;
using CreditLedger.Data.Import;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.SqlServer;
using CreditLedger.Data.Supply;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Time;
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
        services.AddSingleton<KnownTags>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContext());
        services.AddSingleton<UserSessions>();
        services.AddSingleton<SignInTries>();
        services.AddSettings();
        services.AddSingleton(provider => new AuditLines(provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.AddSingleton(provider => new LedgerStore(
            provider.GetRequiredService<ILedgerEngine>(), provider.GetRequiredService<SiteSettings>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<LedgerStore>>() ?? NullLogger<LedgerStore>.Instance, provider.GetRequiredService<AuditLines>()));
        services.AddSingleton(provider => new LedgerVerification(provider.GetRequiredService<ILedgerEngine>()));

        // Transient, because they hold the site's zone or rules, which may change (R55).
        services.AddTransient<MembershipIssuing>();
        services.AddTransient<FileImport>();
        services.AddTransient<CreditsExport>();
        services.AddTransient<EntriesExport>();
        services.AddTransient<DemoSpace>();
        services.AddTransient(provider => new DemoClearing(
            provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), provider.GetRequiredService<ILedgerEngine>()));
        return services;
    }

    // Rules and zone that are registered already serve as the first values; from here on they follow the settings.
    private static void AddSettings(this IServiceCollection services)
    {
        var rules = services.LastOrDefault(service => service.ServiceType == typeof(LedgerRules))?.ImplementationInstance as LedgerRules
            ?? new LedgerRules();
        var zone = services.LastOrDefault(service => service.ServiceType == typeof(SiteZone))?.ImplementationInstance as SiteZone
            ?? rules.Zone;
        services.TryAddSingleton(new FirstSettings(new SiteSettingsRow
        {
            TimeZone = zone.Name,
            BookingIntervalMinutes = rules.BookingIntervalMinutes,
            BackdatingDays = rules.BackdatingDays,
        }));
        services.AddSingleton(provider => new SiteSettings(
            provider.GetRequiredService<ILedgerEngine>(), provider.GetRequiredService<FirstSettings>(),
            provider.GetRequiredService<TimeProvider>()));
        services.RemoveAll<LedgerRules>();
        services.RemoveAll<SiteZone>();
        services.AddTransient(provider => provider.GetRequiredService<SiteSettings>().Rules);
        services.AddTransient(provider => provider.GetRequiredService<SiteSettings>().Zone);
    }

    internal static void AddContextFactory<TContext>(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : LedgerDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, builder) =>
        {
            // Pages only read. Code that changes rows through EF asks for tracking with AsTracking.
            builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
#if !DEBUG
            // It finds a context used by two at once, at the price of a fourth of what a list page allocates: debug builds, and with them
            // the tests, look for it.
            builder.EnableThreadSafetyChecks(false);
#endif
            configure(provider, builder);
        });
        services.AddSingleton<IDbContextFactory<LedgerDbContext>, AnyProviderFactory<TContext>>();
    }

    private sealed class AnyProviderFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<LedgerDbContext>
        where TContext : LedgerDbContext
    {
        public LedgerDbContext CreateDbContext() => factory.CreateDbContext();
    }
}
