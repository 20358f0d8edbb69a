using CreditLedger.Data.Configurations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data.SqlServer;

/// <summary>R4 on SQL Server. DROP and CREATE, not CREATE OR ALTER, which some engines that speak its protocol do not have.</summary>
internal static class SqlServerTriggers
{
    public static void CreateLedgerTriggers(this MigrationBuilder migration)
    {
        migration.DropLedgerTriggers();
        foreach (var table in LedgerTriggers.Tables)
        {
            migration.Sql(Create(LedgerTriggers.NoUpdate(table), table, "UPDATE", "updated"));
            migration.Sql(Create(LedgerTriggers.NoDelete(table), table, "DELETE", "deleted"));
        }
    }

    public static void DropLedgerTriggers(this MigrationBuilder migration)
    {
        foreach (var table in LedgerTriggers.Tables)
        {
            migration.Sql($"DROP TRIGGER IF EXISTS {LedgerTriggers.NoUpdate(table)};");
            migration.Sql($"DROP TRIGGER IF EXISTS {LedgerTriggers.NoDelete(table)};");
        }
    }

    // CREATE TRIGGER must be the only statement of its batch; EXEC makes it so inside an idempotent script too.
    // THROW inside a trigger aborts the statement and rolls its transaction back.
    private static string Create(string trigger, string table, string verb, string participle) =>
        $"""
        EXEC(N'CREATE TRIGGER {trigger} ON {table} AFTER {verb} AS
        BEGIN
            SET NOCOUNT ON;
            IF EXISTS (SELECT 1 FROM deleted) THROW 51004, ''R4: rows of {table} are never {participle}'', 1;
        END');
        """;
}
