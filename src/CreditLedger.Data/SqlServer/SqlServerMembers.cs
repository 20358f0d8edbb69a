using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.SqlServer;

/// <summary>
/// Members are the one table that commands number and whose key the server numbers as well: it was made so, and its key is referred to from
/// everywhere, so that it cannot be made anew.
/// </summary>
internal static class SqlServerMembers
{
    /// <summary>The highest key; held until the transaction ends, so that two writers do not take the same.</summary>
    public const string LastId = "SELECT COALESCE(MAX(Id), CAST(0 AS bigint)) FROM Members WITH (UPDLOCK, HOLDLOCK)";

    /// <summary>The table.</summary>
    public static LedgerTable Table => MemberRow.Table;

    /// <summary>An insert of rows with keys.</summary>
    public static string WithKeys(LedgerTable table, RelatedOperation operation, string text) =>
        table == Table && operation == RelatedOperation.Insert
            ? $"SET IDENTITY_INSERT Members ON; {text}; SET IDENTITY_INSERT Members OFF" : text;
}
