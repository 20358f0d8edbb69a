using CreditLedger.Data.Configurations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// R4 on SQLite. REPLACE and UPSERT delete the row in the way without firing a delete trigger, so a third trigger refuses to insert
/// over any unique key that exists; for entries it is at the same time R7 in the database: the next sequence number, or none.
/// Conditions are seeks joined by OR outside the queries: one query with OR inside costs as much as all indexes together.
/// </summary>
internal static class SqliteTriggers
{
    private static readonly (string Table, string TakenKey)[] TakenKeys =
    [
        ("Credits",
            """
            NEW.Id <= (SELECT MAX(Id) FROM Credits)
            OR (NEW.ExternalId IS NOT NULL AND EXISTS (SELECT 1 FROM Credits WHERE ExternalId = NEW.ExternalId))
            """),
        ("LedgerEntries",
            """
            NEW.Id <= (SELECT MAX(Id) FROM LedgerEntries)
            OR NEW.Sequence <> 1 + COALESCE((SELECT MAX(Sequence) FROM LedgerEntries WHERE OwnerId = NEW.OwnerId), 0)
            OR (NEW.ReversesEntryId IS NOT NULL AND EXISTS (SELECT 1 FROM LedgerEntries WHERE ReversesEntryId = NEW.ReversesEntryId))
            OR (NEW.Kind = 1 AND EXISTS (SELECT 1 FROM LedgerEntries WHERE Kind = 1 AND CreditId = NEW.CreditId))
            """),
        ("Postings",
            """
            NEW.Id <= (SELECT MAX(Id) FROM Postings)
            OR EXISTS (SELECT 1 FROM Postings WHERE IdempotencyKey = NEW.IdempotencyKey)
            OR (NEW.ReversesPostingId IS NOT NULL AND EXISTS (SELECT 1 FROM Postings WHERE ReversesPostingId = NEW.ReversesPostingId))
            """),
    ];

    public static void CreateLedgerTriggers(this MigrationBuilder migration)
    {
        foreach (var (table, takenKey) in TakenKeys)
        {
            migration.Sql($"CREATE TRIGGER {LedgerTriggers.NoUpdate(table)} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'R4: rows of {table} are never updated'); END;");
            migration.Sql($"CREATE TRIGGER {LedgerTriggers.NoDelete(table)} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'R4: rows of {table} are never deleted'); END;");
            migration.Sql($"""
                CREATE TRIGGER {LedgerTriggers.NoReplace(table)} BEFORE INSERT ON {table}
                WHEN {takenKey}
                BEGIN SELECT RAISE(ABORT, 'R4, R7: rows of {table} are only appended, never replaced'); END;
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
