using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Benchmarks;

/// <summary>
/// What SQLite itself can do on this machine at this minute, without a rule: the references that everything else is measured against.
/// The row is as wide as an entry; the table has its key and one index of four columns.
/// </summary>
internal sealed class BareSqlite : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private long _id;

    public BareSqlite(string file)
    {
        _connection = new SqliteConnection($"Data Source={file}");
        _connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;");
        Run("""
            CREATE TABLE Rows (Id INTEGER PRIMARY KEY, OwnerId INTEGER, Sequence INTEGER, CreditId INTEGER, PostingId INTEGER,
                Kind INTEGER, EffectiveKind INTEGER,
                BenefitKind INTEGER, Amount INTEGER, UsedAt INTEGER, RecordedAt INTEGER, UsedById INTEGER,
                ServiceId INTEGER, ReversesEntryId INTEGER, Hash BLOB);
            CREATE INDEX IX_Rows ON Rows (CreditId, UsedAt, Sequence, Amount);
            """);
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO Rows VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
        for (var column = 0; column < 15; column++) _insert.Parameters.Add(new SqliteParameter("$" + column, null));
    }

    /// <summary>Rows a second, one transaction each: every row is on the disk before the next begins.</summary>
    public double InsertOneByOne(int rows)
    {
        var watch = Stopwatch.StartNew();
        for (var row = 0; row < rows; row++)
        {
            Run("BEGIN IMMEDIATE");
            Insert(owners: 1_000);
            Run("COMMIT");
        }

        return rows / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Rows a second, all in one transaction.</summary>
    public double InsertAtOnce(int rows, int owners)
    {
        var watch = Stopwatch.StartNew();
        Run("BEGIN IMMEDIATE");
        for (var row = 0; row < rows; row++) Insert(owners);
        Run("COMMIT");
        return rows / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The sum of one owner's amounts, from the index alone.</summary>
    public Times SumOfOneOwner(int owners, int count)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT SUM(Amount) FROM Rows WHERE CreditId = $owner AND UsedAt < $until";
        command.Parameters.AddWithValue("$owner", 0L);
        command.Parameters.AddWithValue("$until", long.MaxValue);
        var random = new Random(1);
        return Times.Of(count, () =>
        {
            command.Parameters[0].Value = (long)random.Next(owners);
            command.ExecuteScalar();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Insert(int owners)
    {
        var id = ++_id;
        ReadOnlySpan<long> values = [id, id % owners, id / owners, id % owners, id, 2, 2, 2, -60, 1_700_000_000_000 + id,
            1_700_000_000_000 + id, id % owners, 7];
        for (var column = 0; column < values.Length; column++) _insert.Parameters[column].Value = values[column];
        _insert.Parameters[13].Value = DBNull.Value;
        _insert.Parameters[14].Value = new byte[32];
        _insert.ExecuteNonQuery();
    }

    private void Run(string text)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this file.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
