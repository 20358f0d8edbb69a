using CreditLedger.Data;

namespace CreditLedger.Web.Infrastructure.Startup;

internal sealed partial class MigrateDatabase(IDatabaseMigrator migrator, ILogger<MigrateDatabase> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var migration in await migrator.MigrateAsync(cancellationToken)) Applied(log, migration);
    }

    [LoggerMessage(1, LogLevel.Information, "Migration {Migration} applied.")]
    private static partial void Applied(ILogger log, string migration);
}
