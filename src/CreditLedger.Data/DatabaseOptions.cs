namespace CreditLedger.Data;

/// <summary>Which database the site uses: the <c>Database</c> section and <c>ConnectionStrings:Ledger</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c> (embedded, the default) or <c>sqlserver</c>.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>The connection string; SQLite defaults to a file under the content root.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The password of SQL Server's login, where it is kept apart from the connection string, such as in a file.</summary>
    public string? Password { get; set; }

    /// <summary>Handed to EF: 1 for engines that speak SQL Server's protocol and have no MERGE.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>Opens for reading only; works for read-only files and folders.</summary>
    public bool OnlyReads { get; set; }
}
