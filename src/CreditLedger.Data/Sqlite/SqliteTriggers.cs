using CreditLedger.Data.Configurations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// R4 on SQLite. REPLACE and UPSERT delete the row in the way without firing a delete trigger, so a third trigger refuses to insert
/// over any key that exists.
/// </summary>
internal static class SqliteTriggers
{
    private static readonly (string Table, string TakenKey)[] TakenKeys =
    [
        ("Credits", "Id = NEW.Id OR ExternalId = NEW.ExternalId"),
        ("LedgerEntries", "Id = NEW.Id OR (OwnerId = NEW.OwnerId AND Sequence = NEW.Sequence) OR ReversesEntryId = NEW.ReversesEntryId OR (Kind = 1 AND NEW.Kind = 1 AND CreditId = NEW.CreditId)"),
        ("Postings", "Id = NEW.Id OR IdempotencyKey = NEW.IdempotencyKey OR ReversesPostingId = NEW.ReversesPostingId"),
    ];

    public static void CreateLedgerTriggers(this MigrationBuilder migration)
    {
        foreach (var (table, takenKey) in TakenKeys)
        {
            migration.Sql($"CREATE TRIGGER {LedgerTriggers.NoUpdate(table)} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'R4: rows of {table} are never updated'); END;");
            migration.Sql($"CREATE TRIGGER {LedgerTriggers.NoDelete(table)} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'R4: rows of {table} are never deleted'); END;");
            migration.Sql($"""
                CREATE TRIGGER {LedgerTriggers.NoReplace(table)} BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE {takenKey})
                BEGIN SELECT RAISE(ABORT, 'R4: rows of {table} are never replaced'); END;
                """);
        }
    }

    public static void DropLedgerTriggers(this MigrationBuilder migration)
    {
        foreach (var table in LedgerTriggers.Tables)
        {
            migration.Sql($"DROP TRIGGER IF EXISTS {LedgerTriggers.NoUpdate(table)};");
            migration.Sql($"DROP TRIGGER IF EXISTS {LedgerTriggers.NoDelete(table)};");
            migration.Sql($"DROP TRIGGER IF EXISTS {LedgerTriggers.NoReplace(table)};");
        }
    }
}
