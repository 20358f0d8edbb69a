using System.Collections.Concurrent;
using CreditLedger.Data.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// SQLite has one writer at a time. Inside this process writers queue for one connection with its statements prepared; against other
/// processes the lock is tried for often and briefly, so that none starves behind SQLite's own growing pauses. Readers keep their
/// connections for the same reason: what a page asks takes SQLite longer to parse than to answer.
/// </summary>
internal sealed class SqliteLedgerEngine(string connectionString, SqliteFile file) : ILedgerEngine, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int ReadersKept = 8;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly ConcurrentBag<SqliteWriter> _readers = [];
    private SqliteWriter? _writer;
    private volatile bool _isDisposed;

    public async Task<LedgerTransaction> BeginWriteAsync(CancellationToken cancellationToken)
    {
        if (!await _gate.WaitAsync(Patience, cancellationToken)) throw new SqliteException("The write queue is full.", raw.SQLITE_BUSY);
        try
        {
            file.ThrowIfMoved();
            _writer ??= SqliteWriter.Open(connectionString);
            await BeginImmediateAsync(_writer, cancellationToken);
            return new SqliteLedgerTransaction(_writer, file, Release);
        }
        catch
        {
            Release(isSound: false);
            throw;
        }
    }

    public Task<LedgerTransaction> BeginReadAsync(CancellationToken cancellationToken)
    {
        file.ThrowIfMoved();
        if (!_readers.TryTake(out var reader)) reader = SqliteWriter.OpenReader(connectionString);
        try
        {
            reader.Run("BEGIN");
            return Task.FromResult<LedgerTransaction>(
                new SqliteLedgerTransaction(reader, null, isSound => Release(reader, isSound)));
        }
        catch
        {
            Release(reader, isSound: false);
            throw;
        }
    }

    public Task<LedgerSnapshot> OpenSnapshotAsync(int readers, CancellationToken cancellationToken) =>
        SqliteSnapshot.OpenAsync(connectionString, readers, cancellationToken);

    public LedgerFailure Classify(Exception exception) => exception is not SqliteException sqlite
        ? LedgerFailure.Other
        : sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => LedgerFailure.Busy,
            _ => LedgerFailure.Other,
        };

    public void Dispose()
    {
        _writer?.Dispose();
        _gate.Dispose();
        _isDisposed = true;
        while (_readers.TryTake(out var reader)) reader.Dispose();
    }

    // A connection that failed in the middle of something is not used again: after a full disk SQLite may have rolled back by itself.
    private void Release(bool isSound)
    {
        if (!isSound)
        {
            _writer?.Dispose();
            _writer = null;
        }

        _gate.Release();
    }

    private void Release(SqliteWriter reader, bool isSound)
    {
        if (isSound && !_isDisposed && _readers.Count < ReadersKept) _readers.Add(reader);
        else reader.Dispose();
    }

    private static async Task BeginImmediateAsync(SqliteWriter writer, CancellationToken cancellationToken)
    {
        var started = Environment.TickCount64;
        while (true)
        {
            var code = writer.TryBeginImmediate();
            if (code == raw.SQLITE_OK) return;
            if ((code & 0xff) is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED)) throw new SqliteException("BEGIN IMMEDIATE failed.", code);
            if (Environment.TickCount64 - started > Patience.TotalMilliseconds)
                throw new SqliteException("The database stayed locked.", raw.SQLITE_BUSY);
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4)), cancellationToken);
        }
    }
}
