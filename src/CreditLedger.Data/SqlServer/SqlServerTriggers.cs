using CreditLedger.Data.Configurations;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data.SqlServer;

/// <summary>R4 on SQL Server. DROP and CREATE, not CREATE OR ALTER, which some engines that speak its protocol do not have.</summary>
internal static class SqlServerTriggers
{
    public static void CreateLedgerTriggers(this MigrationBuilder migration, IModel model)
    {
        migration.DropLedgerTriggers(model);
        foreach (var table in LedgerTriggers.In(model)) migration.CreateTriggers(model, table);
    }

    /// <summary>Adds the statements that put the triggers on one table.</summary>
    public static void CreateTriggers(this MigrationBuilder migration, IModel model, LedgerTable table)
    {
        var name = table.Name;
        var kept = string.Join(" OR ", LedgerTriggers.Kept(table).In(model, name).Select(column => $"UPDATE({column})"));
        migration.Sql(Create(LedgerTriggers.NoUpdate(name), name, "UPDATE", $"({kept}) AND EXISTS (SELECT 1 FROM deleted)",
            $"R4: rows of {name} are never updated"));
        migration.Sql(Create(LedgerTriggers.NoDelete(name), name, "DELETE", "EXISTS (SELECT 1 FROM deleted)",
            $"R4: rows of {name} are never deleted"));
        var texts = string.Join(" OR ", LedgerTriggers.Erasable(table).In(model, name).Select(column => $"{column} IS NOT NULL"));
        if (texts.Length > 0)
        {
            migration.Sql(Create(
                LedgerTriggers.OnlyErased(name), name, "UPDATE", $"EXISTS (SELECT 1 FROM inserted WHERE {texts})",
                $"R4, R41: texts of {name} are erased whole, never changed"));
        }

        migration.Sql($"ALTER TABLE {name} SET (LOCK_ESCALATION = DISABLE);");
    }

    /// <summary>
    /// Adds the statements that refuse a second booking of a service at the same time (R30). Reads what is committed, under locks, also
    /// where the database reads snapshots: of two bookings at once the second waits and sees the first.
    /// </summary>
    public static void CreateBookingTriggers(this MigrationBuilder migration)
    {
        migration.Sql($"DROP TRIGGER IF EXISTS {BookingConfiguration.NoOverlap};");
        migration.Sql(Create(BookingConfiguration.NoOverlap, "Bookings", "INSERT, UPDATE",
            """
            EXISTS (
                SELECT 1 FROM inserted i
                CROSS APPLY (
                    SELECT TOP 1 b.EndsAt FROM Bookings b WITH (READCOMMITTEDLOCK)
                    WHERE b.ServiceId = i.ServiceId AND b.Status = 1 AND b.StartsAt < i.EndsAt AND b.Id <> i.Id
                    ORDER BY b.StartsAt DESC) last
                WHERE i.Status = 1 AND last.EndsAt > i.StartsAt)
            """,
            "R30: the service is booked at that time"));
    }

    public static void DropLedgerTriggers(this MigrationBuilder migration, IModel model)
    {
        foreach (var table in LedgerTriggers.In(model))
        {
            foreach (var trigger in LedgerTriggers.Of(table)) migration.Sql($"DROP TRIGGER IF EXISTS {trigger};");
        }
    }

    // CREATE TRIGGER must be the only statement of its batch; EXEC gives it one inside an idempotent script too.
    // THROW inside a trigger aborts the statement and rolls its transaction back.
    private static string Create(string trigger, string table, string verb, string condition, string message) =>
        $"""
        EXEC(N'CREATE TRIGGER {trigger} ON {table} AFTER {verb} AS
        BEGIN
            SET NOCOUNT ON;
            IF {condition} THROW 51004, ''{message}'', 1;
        END');
        """;
}
