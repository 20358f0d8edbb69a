using CreditLedger.Data.Configurations;
using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CreditLedger.Data.Sqlite;

/// <summary>The model on SQLite: instants are whole milliseconds since 1970 (UTC) in INTEGER columns, which order and compare.</summary>
public sealed class SqliteLedgerDbContext(DbContextOptions<SqliteLedgerDbContext> options) : LedgerDbContext(options)
{
    internal override void CreateLedgerTriggers(MigrationBuilder migration) => migration.CreateLedgerTriggers(Model);

    internal override void DropLedgerTriggers(MigrationBuilder migration) => migration.DropLedgerTriggers(Model);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<MillisecondsConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // SQLite takes an index with a filter where the query says the very same; EF says "Revoked" for true.
        builder.Entity<CreditBalance>().Metadata.GetIndexes()
            .Single(index => index.Name == CreditBalanceConfiguration.RevokedIndex).SetFilter("Revoked");
    }

    private sealed class MillisecondsConverter() : ValueConverter<DateTime, long>(
        instant => SqliteInstant.ToMilliseconds(instant),
        milliseconds => SqliteInstant.FromMilliseconds(milliseconds));
}
