using CreditLedger.Data.Configurations;
using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CreditLedger.Data.SqlServer;

/// <summary>The model on SQL Server: instants are datetime2(3) in UTC, exact text has a binary collation, ids come in blocks.</summary>
public sealed class SqlServerLedgerDbContext(DbContextOptions<SqlServerLedgerDbContext> options) : LedgerDbContext(options)
{
    internal override void CreateLedgerTriggers(MigrationBuilder migration) => migration.CreateLedgerTriggers(Model);

    internal override void DropLedgerTriggers(MigrationBuilder migration) => migration.DropLedgerTriggers(Model);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>().HaveColumnType("datetime2(3)");
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdBlock>(block =>
        {
            block.ToTable("IdBlocks");
            block.HasKey(row => row.Name);
            block.Property(row => row.Name).HasMaxLength(50).UseCollation(ExactCollation);
            block.HasData(IdBlock.First);
        });
        foreach (var type in KeyedByLedger)
        {
            builder.Entity(type).Property<long>("Id").ValueGeneratedOnAdd().HasValueGenerator<BlockIdGenerator>()
                .Metadata.SetValueGenerationStrategy(SqlServerValueGenerationStrategy.None);
        }

        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.FindAnnotation(ExactText.Annotation) is not null) property.SetCollation(ExactCollation);
        }
    }

    // Commands number these rows before they write them, as they do the ledger's; what EF itself inserts takes its keys from the same
    // place.
    private static readonly Type[] KeyedByLedger =
        [typeof(Service), typeof(Benefit), typeof(Plan), typeof(PlanLine), typeof(Product), typeof(ProductLine), typeof(Group)];

    private const string ExactCollation = "Latin1_General_BIN2";

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        instant => instant,
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}

/// <summary>
/// The next free key of a ledger table. SQL Server tells a bulk copy no identities, so the ledger gives its keys itself, a block at a time.
/// </summary>
public sealed class IdBlock
{
    /// <summary>The table.</summary>
    public required string Name { get; set; }

    /// <summary>The first key that no one has taken.</summary>
    public long NextId { get; set; }

    internal static readonly IdBlock[] First =
    [
        new() { Name = "Credits", NextId = 1 }, new() { Name = "LedgerEntries", NextId = 1 }, new() { Name = "Postings", NextId = 1 },
        new() { Name = "Memberships", NextId = 1 }, new() { Name = "Services", NextId = 1 }, new() { Name = "Benefits", NextId = 1 },
        new() { Name = "Plans", NextId = 1 }, new() { Name = "PlanLines", NextId = 1 }, new() { Name = "Products", NextId = 1 },
        new() { Name = "ProductLines", NextId = 1 }, new() { Name = "Groups", NextId = 1 },
        new() { Name = "ApprovalRequests", NextId = 1 }, new() { Name = "AuditEvents", NextId = 1 },
    ];
}
