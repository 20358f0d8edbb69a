using Microsoft.EntityFrameworkCore.Design;

namespace CreditLedger.Data.SqlServer;

/// <summary>Lets the EF tool add migrations without a configured site or a server.</summary>
internal sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerLedgerDbContext>
{
    public SqlServerLedgerDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerLedgerDbContext>().UseSqlServer("Server=design-time").Options);
}
