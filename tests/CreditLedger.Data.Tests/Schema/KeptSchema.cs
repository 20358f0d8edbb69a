using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditLedger.Data.Tests.Schema;

/// <summary>
/// A released schema as it is kept in the tests: what the migrations up to it make on each engine, and a small ledger in it.
/// Migrations are kept by their names without the moment they were written, so that making them anew does not touch the copy.
/// </summary>
/// <param name="version">Its version.</param>
internal sealed partial class KeptSchema(string version)
{
    private const string MigrationPrefix = "-- Migration: ";

    /// <summary>Set to 1, the tests write the copies anew instead of comparing with them.</summary>
    public const string RewriteVariable = "CREDITLEDGER_KEEP_SCHEMA";

    /// <summary>The version that is not released yet.</summary>
    public static readonly KeptSchema Current = new("0.2");

    public static bool IsRewritten => Environment.GetEnvironmentVariable(RewriteVariable) == "1";

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CreditLedger.sln"))) folder = folder.Parent;
            return folder is null
                ? throw new InvalidOperationException("The tests run outside the repository.")
                : Path.Combine(folder.FullName, "tests/CreditLedger.Data.Tests/Schema/Kept");
        }
    }

    /// <summary>The file that holds one part of the copy.</summary>
    public string PathOf(string part) => Path.Combine(Folder, $"{version}.{part}.sql");

    /// <summary>One part of the copy.</summary>
    public string Read(string part) => File.ReadAllText(PathOf(part));

    /// <summary>Keeps one part.</summary>
    public void Write(string part, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(PathOf(part), text);
    }

    /// <summary>A provider's migrations that belong to the version, by their names in the assembly; those that came later do not.</summary>
    public List<string> MigrationsOf(DbContext context, string part)
    {
        var all = context.Database.GetMigrations().ToList();
        if (IsRewritten) return all;
        var kept = Read(part).Split('\n').Where(line => line.StartsWith(MigrationPrefix, StringComparison.Ordinal))
            .Select(line => line[MigrationPrefix.Length..]).ToList();
        Assert.Equal(kept, all.Take(kept.Count).Select(NameOf));
        return [.. all.Take(kept.Count)];
    }

    /// <summary>What the migrations of the version make of an empty SQLite file.</summary>
    public async Task<string> SqliteTextAsync(TestDatabase empty)
    {
        await using var context = empty.NewContext();
        var migrations = MigrationsOf(context, "sqlite");
        await context.GetService<IMigrator>().MigrateAsync(migrations[^1], TestContext.Current.CancellationToken);
        var sql = await context.Database
            .SqlQueryRaw<string>(
                """
                SELECT sql AS Value FROM sqlite_master
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock' ORDER BY rowid
                """)
            .ToListAsync(TestContext.Current.CancellationToken);
        return Text(migrations, sql.Select(text => text.ReplaceLineEndings("\n") + ";"));
    }

    /// <summary>The script that the migrations of the version come to on SQL Server.</summary>
    public string SqlServerText()
    {
        using var context = new SqlServerLedgerDbContext(
            new DbContextOptionsBuilder<SqlServerLedgerDbContext>().UseSqlServer("Server=nowhere;Database=none").Options);
        var migrations = MigrationsOf(context, "sqlserver");
        var script = context.GetService<IMigrator>().GenerateScript(toMigration: migrations[^1]).ReplaceLineEndings("\n");
        return Text(migrations, [HistoryRow().Replace(script, "").Trim()]);
    }

    /// <summary>Makes a SQLite database of the kept copy.</summary>
    public async Task CreateAsync(string file, bool withRows)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Foreign Keys=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, Read("sqlite"));
        var options = new DbContextOptionsBuilder<SqliteLedgerDbContext>().UseSqlite(connection).Options;
        await using (var context = new SqliteLedgerDbContext(options))
        {
            foreach (var migration in MigrationsOf(context, "sqlite"))
                await RunAsync(connection, $"INSERT INTO __EFMigrationsHistory VALUES ('{migration}', 'kept')");
        }

        if (withRows) await RunAsync(connection, Read("rows"));
    }

    /// <summary>All rows of a SQLite database as statements, each table in the order of its first column.</summary>
    public static async Task<string> RowsAsync(TestDatabase database)
    {
        const string Tables =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '__EF%' ORDER BY rowid";
        await using var connection = new SqliteConnection(database.Options.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var text = new StringBuilder();
        foreach (var table in await ListAsync(connection, Tables))
        {
            var names = await ListAsync(connection, $"SELECT name FROM pragma_table_info('{table}')");
            var columns = names.Select(name => $"\"{name}\"").ToList();
            var values = string.Join(" || ', ' || ", columns.Select(column => $"quote({column})"));
            foreach (var row in await ListAsync(connection, $"SELECT {values} FROM \"{table}\" ORDER BY {columns[0]}"))
                text.Append(CultureInfo.InvariantCulture, $"INSERT INTO \"{table}\" ({string.Join(", ", columns)}) VALUES ({row});\n");
        }

        return text.ToString();
    }

    private static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static string Text(IEnumerable<string> migrations, IEnumerable<string> statements) =>
        string.Join('\n', migrations.Select(migration => MigrationPrefix + NameOf(migration)).Concat(statements)) + "\n";

#pragma warning disable CA2100 // Kept files and names of tables.
    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> ListAsync(SqliteConnection connection, string sql)
    {
        await using var command = new SqliteCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) values.Add(reader.GetString(0));
        return values;
    }
#pragma warning restore CA2100

    // The moment a migration was written and the version of EF say nothing about the schema.
    [GeneratedRegex(@"INSERT INTO \[__EFMigrationsHistory\][^;]*;\n")]
    private static partial Regex HistoryRow();
}
