using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CreditLedger.Data.Configurations;

/// <summary>
/// Names of the triggers that protect rows of the ledger and of the audit from changes (R4); each provider has its own trigger texts. A
/// migration that adds a column to one of the tables must also re-create that table's triggers, because they list the columns.
/// </summary>
internal static class LedgerTriggers
{
    /// <summary>The tables they stand on.</summary>
    public static readonly LedgerTable[] Tables = [CreditRow.Table, EntryRow.Table, PostingRow.Table, AuditRow.Table];

    /// <summary>Those that a migration's own model has.</summary>
    public static IEnumerable<LedgerTable> In(IModel model)
    {
        var known = model.GetEntityTypes().Select(type => type.GetTableName()).ToHashSet(StringComparer.Ordinal);
        return Tables.Where(table => known.Contains(table.Name));
    }

    /// <summary>The triggers of one table.</summary>
    public static IEnumerable<string> Of(LedgerTable table) =>
        Erasable(table).Any() ? [NoUpdate(table.Name), OnlyErased(table.Name), NoDelete(table.Name)] : [NoUpdate(table.Name),
            NoDelete(table.Name)];

    /// <summary>Refuses every UPDATE of a column that keeps its value.</summary>
    public static string NoUpdate(string table) => $"TR_{table}_R4_NoUpdate";

    /// <summary>Refuses every UPDATE of texts but the erasing of all of them, salt included (R41).</summary>
    public static string OnlyErased(string table) => $"TR_{table}_R41_OnlyErased";

    /// <summary>Refuses every DELETE.</summary>
    public static string NoDelete(string table) => $"TR_{table}_R4_NoDelete";

    /// <summary>Refuses an INSERT that would replace a row; SQLite only, where REPLACE deletes without a delete trigger.</summary>
    public static string NoReplace(string table) => $"TR_{table}_R4_NoReplace";

    /// <summary>The columns that keep their value for ever.</summary>
    public static IEnumerable<string> Kept(LedgerTable table) =>
        table.Columns.Where(column => !column.IsErasable).Select(column => column.Name);

    /// <summary>The columns that may be set to null, all of them together (R41).</summary>
    public static IEnumerable<string> Erasable(LedgerTable table) =>
        table.Columns.Where(column => column.IsErasable).Select(column => column.Name);

    /// <summary>
    /// Those of the columns that a migration's own model has: a column that is added later changes no trigger of an earlier migration.
    /// </summary>
    public static List<string> In(this IEnumerable<string> columns, IModel model, string table)
    {
        var known = model.GetEntityTypes().Where(type => type.GetTableName() == table).SelectMany(type => type.GetProperties())
            .Select(property => property.GetColumnName()).ToHashSet(StringComparer.Ordinal);
        return [.. columns.Where(known.Contains)];
    }
}
