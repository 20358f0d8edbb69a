using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.SqlServer;

/// <summary>
/// Commands assign the keys of members, but the key column is an identity: it was created so, and too many tables refer to it to create it
/// again.
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
