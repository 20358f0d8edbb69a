using CreditLedger.Data.Configurations;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// R4 on SQLite. REPLACE and UPSERT delete the row in the way without firing a delete trigger, so a third trigger refuses to insert
/// over any unique key that exists; for entries it is at the same time R7 in the database: the next sequence number, or none.
/// Conditions are seeks joined by OR outside the queries: one query with OR inside costs as much as all indexes together.
/// </summary>
internal static class SqliteTriggers
{
    private static readonly Dictionary<string, string> TakenKeys = new(StringComparer.Ordinal)
    {
        ["Credits"] =
            """
            NEW.Id <= (SELECT MAX(Id) FROM Credits)
            OR (NEW.ExternalId IS NOT NULL AND EXISTS (
                SELECT 1 FROM Credits WHERE ExternalId = NEW.ExternalId AND Generation = NEW.Generation AND ExternalId IS NOT NULL))
            """,
        ["LedgerEntries"] =
            """
            NEW.Id <= (SELECT MAX(Id) FROM LedgerEntries)
            OR NEW.Sequence <> 1 + COALESCE((SELECT MAX(Sequence) FROM LedgerEntries WHERE OwnerId = NEW.OwnerId), 0)
            OR (NEW.ReversesEntryId IS NOT NULL AND EXISTS (SELECT 1 FROM LedgerEntries WHERE ReversesEntryId = NEW.ReversesEntryId))
            OR (NEW.Kind = 1 AND EXISTS (SELECT 1 FROM LedgerEntries WHERE Kind = 1 AND CreditId = NEW.CreditId))
            """,
        ["Postings"] = "NEW.Id <= (SELECT MAX(Id) FROM Postings)",
        ["AuditEvents"] = "NEW.Id <= (SELECT MAX(Id) FROM AuditEvents)",
    };

    public static void CreateLedgerTriggers(this MigrationBuilder migration, IModel model)
    {
        foreach (var table in LedgerTriggers.In(model)) migration.CreateTriggers(model, table);
    }

    /// <summary>Adds the statements that put the triggers on one table.</summary>
    public static void CreateTriggers(this MigrationBuilder migration, IModel model, LedgerTable table)
    {
        var name = table.Name;
        var kept = string.Join(", ", LedgerTriggers.Kept(table).In(model, name));
        migration.Sql(
            $"CREATE TRIGGER {LedgerTriggers.NoUpdate(name)} BEFORE UPDATE OF {kept} " +
            $"ON {name} BEGIN SELECT RAISE(ABORT, 'R4: rows of {name} are never updated'); END;");
        var erasable = LedgerTriggers.Erasable(table).In(model, name);
        if (erasable.Count > 0)
        {
            migration.Sql($"""
                CREATE TRIGGER {LedgerTriggers.OnlyErased(name)} BEFORE UPDATE OF {string.Join(", ", erasable)} ON {name}
                WHEN {string.Join(" OR ", erasable.Select(column => $"NEW.{column} IS NOT NULL"))}
                BEGIN SELECT RAISE(ABORT, 'R4, R41: texts of {name} are erased whole, never changed'); END;
                """);
        }

        migration.Sql(
            $"CREATE TRIGGER {LedgerTriggers.NoDelete(name)} BEFORE DELETE ON {name} BEGIN SELECT RAISE(ABORT, 'R4: rows of {name} " +
            $"are never deleted'); END;");
        migration.Sql($"""
            CREATE TRIGGER {LedgerTriggers.NoReplace(name)} BEFORE INSERT ON {name}
            WHEN {TakenKeys[name]}
            BEGIN SELECT RAISE(ABORT, 'R4, R7: rows of {name} are only appended, never replaced'); END;
            """);
    }

    /// <summary>Adds the statements that refuse a second booking of a service at the same time (R30): a seek of the one before.</summary>
    public static void CreateBookingTriggers(this MigrationBuilder migration)
    {
        const string taken =
            """
            NEW.Status = 1 AND EXISTS (
                SELECT 1 FROM (
                    SELECT EndsAt FROM Bookings
                    WHERE ServiceId = NEW.ServiceId AND Status = 1 AND StartsAt < NEW.EndsAt AND Id <> NEW.Id
                    ORDER BY StartsAt DESC LIMIT 1)
                WHERE EndsAt > NEW.StartsAt)
            BEGIN SELECT RAISE(ABORT, 'R30: the service is booked at that time'); END;
            """;
        migration.Sql($"CREATE TRIGGER {BookingConfiguration.NoOverlap} BEFORE INSERT ON Bookings WHEN {taken}");
        migration.Sql(
            $"CREATE TRIGGER {BookingConfiguration.NoOverlapOnUpdate} BEFORE UPDATE OF ServiceId, StartsAt, EndsAt, Status ON Bookings " +
            $"WHEN {taken}");
    }

    public static void DropLedgerTriggers(this MigrationBuilder migration, IModel model)
    {
        foreach (var table in LedgerTriggers.In(model))
        {
            foreach (var trigger in LedgerTriggers.Of(table).Append(LedgerTriggers.NoReplace(table.Name)))
                migration.Sql($"DROP TRIGGER IF EXISTS {trigger};");
        }
    }
}
