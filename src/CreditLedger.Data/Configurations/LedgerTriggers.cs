namespace CreditLedger.Data.Configurations;

/// <summary>Names of the triggers that keep ledger rows as they are (R4); their texts are each provider's own.</summary>
internal static class LedgerTriggers
{
    /// <summary>The tables they stand on.</summary>
    public static readonly string[] Tables = ["Credits", "LedgerEntries", "Postings"];

    /// <summary>The triggers of one table.</summary>
    public static string[] Of(string table) => [NoUpdate(table), NoDelete(table)];

    /// <summary>Refuses every UPDATE.</summary>
    public static string NoUpdate(string table) => $"TR_{table}_R4_NoUpdate";

    /// <summary>Refuses every DELETE.</summary>
    public static string NoDelete(string table) => $"TR_{table}_R4_NoDelete";

    /// <summary>Refuses an INSERT that would replace a row; SQLite only, where REPLACE deletes without a delete trigger.</summary>
    public static string NoReplace(string table) => $"TR_{table}_R4_NoReplace";
}
