using Microsoft.EntityFrameworkCore.Design;

namespace CreditLedger.Data.Sqlite;

/// <summary>Lets the EF tool add migrations without a configured site.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteLedgerDbContext>
{
    public SqliteLedgerDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLedgerDbContext>().UseSqlite("Data Source=:memory:").Options);
}
