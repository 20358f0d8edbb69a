using System.Data.Common;
using System.Text.Json;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

/// <summary>A transaction on SQLite: prepared statements, ids counted on from the last row under the write lock.</summary>
/// <param name="writer">The connection, with a transaction open.</param>
/// <param name="mayWrite">Whether it holds the write lock.</param>
/// <param name="release">Gives the connection back; told whether it is sound.</param>
internal sealed class SqliteLedgerTransaction(SqliteWriter writer, bool mayWrite, Action<bool> release) : LedgerTransaction
{
    private readonly long[] _lastIds = [-1, -1, -1];
    private bool _isDone;

    public override DbCommand Command(string text) => writer.Command(text);

    public override object ToParameter(DateTime instant) => SqliteInstant.ToMilliseconds(instant);

    public override DateTime ReadInstant(DbDataReader reader, int column) => SqliteInstant.FromMilliseconds(reader.GetInt64(column));

    // The whole database is locked already.
    public override Task LockOwnersAsync(IReadOnlyList<long> ownerIds, CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask<long> NextIdAsync(LedgerTable table, CancellationToken cancellationToken)
    {
        ref var last = ref _lastIds[(int)table];
        if (last < 0)
        {
            last = (long)writer.Command(table switch
            {
                LedgerTable.Credits => "SELECT COALESCE(MAX(Id), 0) FROM Credits",
                LedgerTable.LedgerEntries => "SELECT COALESCE(MAX(Id), 0) FROM LedgerEntries",
                _ => "SELECT COALESCE(MAX(Id), 0) FROM Postings",
            }).ExecuteScalar()!;
        }

        return ValueTask.FromResult(++last);
    }

    public override Task InsertAsync(LedgerRows rows, CancellationToken cancellationToken)
    {
        if (!mayWrite) throw new InvalidOperationException("This transaction only reads.");
        foreach (var posting in rows.Postings)
        {
            Run("INSERT INTO Postings (Id, IdempotencyKey, RequestHash, Kind, ActorKind, ActorId, Text, RecordedAt, EntryCount, ReversesPostingId) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
                posting.Id, posting.IdempotencyKey, posting.RequestHash.ToArray(), (long)posting.Kind, (long)posting.Actor.Kind, posting.Actor.Id, posting.Text,
                Milliseconds(posting.RecordedAt), (long)posting.EntryCount, posting.ReversesPostingId);
        }

        foreach (var credit in rows.Credits)
        {
            Run("INSERT INTO Credits (Id, OwnerId, BenefitId, BenefitKind, Amount, StartsAt, ExpiresAt, Priority, Source, SourceName, OriginCreditId, Description, ExternalId, RecordedAt) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                credit.Id, credit.OwnerId, credit.BenefitId, (long)credit.BenefitKind, credit.Amount, Milliseconds(credit.StartsAt), Milliseconds(credit.ExpiresAt),
                (long)credit.Priority, (long)credit.Source, credit.SourceName, credit.OriginCreditId, credit.Description, credit.ExternalId, Milliseconds(credit.RecordedAt));
        }

        foreach (var (entry, hash) in rows.Entries)
        {
            Run("INSERT INTO LedgerEntries (Id, OwnerId, Sequence, CreditId, PostingId, Kind, EffectiveKind, BenefitKind, Amount, UsedAt, RecordedAt, UsedById, ServiceId, ReversesEntryId, Hash) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                entry.Id, entry.OwnerId, entry.Sequence, entry.CreditId, entry.PostingId, (long)entry.Kind, (long)entry.EffectiveKind, (long)entry.BenefitKind, entry.Amount,
                Milliseconds(entry.UsedAt), Milliseconds(entry.RecordedAt), entry.UsedById, entry.ServiceId, entry.ReversesEntryId, hash);
        }

        foreach (var sums in rows.Sums.Values) Store(sums);
        return Task.CompletedTask;
    }

    public override Task CommitAsync(CancellationToken cancellationToken)
    {
        writer.Run("COMMIT");
        _isDone = true;
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        var isSound = true;
        try
        {
            if (!_isDone && writer.IsInTransaction) writer.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // What failed first is on its way to the caller; this connection is given up.
            isSound = false;
        }
        finally
        {
            release(isSound);
        }

        return ValueTask.CompletedTask;
    }

    // One parameter however long the list: binding hundreds by name costs more than looking their rows up.
    protected override Task ReadListAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<DbDataReader> read, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        var command = Command(text.Replace("{ids}", "IN (SELECT value FROM json_each(@ids))", StringComparison.Ordinal));
        Set(command, "@ids", JsonSerializer.Serialize(values));
        foreach (var (name, value) in parameters) Set(command, name, value);
        return ReadAsync(command, read, cancellationToken);
    }

    private void Store(CreditSums sums)
    {
        if (sums.IsStored)
        {
            Run("UPDATE CreditBalances SET Balance = $1, Used = $2, Adjusted = $3, LastUsedAt = $4, Revoked = $5 WHERE CreditId = $0",
                sums.CreditId, sums.Balance, sums.Used, sums.Adjusted, Milliseconds(sums.LastUsedAt), sums.Revoked ? 1L : 0L);
            return;
        }

        Run("INSERT INTO CreditBalances (CreditId, Balance, Used, Adjusted, LastUsedAt, Revoked, OwnerId, BenefitId, BenefitKind, StartsAt, ExpiresAt) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            sums.CreditId, sums.Balance, sums.Used, sums.Adjusted, Milliseconds(sums.LastUsedAt), sums.Revoked ? 1L : 0L,
            sums.OwnerId, sums.BenefitId, (long)sums.BenefitKind, Milliseconds(sums.StartsAt), Milliseconds(sums.ExpiresAt ?? CreditBalance.Never));
        sums.IsStored = true;
    }

    private void Run(string text, params ReadOnlySpan<object?> values)
    {
        var command = writer.Command(text);
        if (command.Parameters.Count == 0)
        {
            for (var index = 0; index < values.Length; index++) command.Parameters.Add(new SqliteParameter("$" + index, SqliteType.Integer));
            foreach (SqliteParameter parameter in command.Parameters) parameter.ResetSqliteType();
        }

        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private static long Milliseconds(DateTime instant) => SqliteInstant.ToMilliseconds(instant);

    private static long? Milliseconds(DateTime? instant) => instant is { } value ? SqliteInstant.ToMilliseconds(value) : null;
}
