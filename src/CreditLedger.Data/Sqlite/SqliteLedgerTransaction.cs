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
    private static readonly string[] ParameterNames = [.. Enumerable.Range(0, 16).Select(index => $"@p{index}")];

    private readonly long[] _lastIds = [-1, -1, -1, -1];
    private bool _isDone;

    public override DbCommand Command(string text) => writer.Command(text);

    public override object ToParameter(DateTime instant) => SqliteInstant.ToMilliseconds(instant);

    public override DateTime ReadInstant(DbDataReader reader, int column) => SqliteInstant.FromMilliseconds(reader.GetInt64(column));

    public override string ForUpdate => "";

    public override string FirstRows(string select, int rows) => $"{select} LIMIT {rows}";

    public override async Task RunManyAsync(string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        if (!mayWrite) throw new InvalidOperationException("This transaction only reads.");
        var command = Command(text);
        foreach (var values in rows)
        {
            for (var index = 0; index < values.Length; index++) Set(command, ParameterNames[index], values[index]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

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
                LedgerTable.Memberships => "SELECT COALESCE(MAX(Id), 0) FROM Memberships",
                _ => "SELECT COALESCE(MAX(Id), 0) FROM Postings",
            }).ExecuteScalar()!;
        }

        return ValueTask.FromResult(++last);
    }

    public override Task InsertAsync(LedgerRows rows, CancellationToken cancellationToken)
    {
        if (!mayWrite) throw new InvalidOperationException("This transaction only reads.");
        var insertPosting = writer.Insert("INSERT INTO Postings (Id, IdempotencyKey, RequestHash, Kind, ActorKind, ActorId, Text, RecordedAt, EntryCount, ReversesPostingId) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var posting in rows.Postings)
        {
            insertPosting.Add(posting.Id).Add(posting.IdempotencyKey).Add(posting.RequestHash.Span).Add((long)posting.Kind).Add((long)posting.Actor.Kind)
                .Add(posting.Actor.Id).Add(posting.Text).Add(posting.RecordedAt).Add((long)posting.EntryCount).Add(posting.ReversesPostingId).Run();
        }

        var insertCredit = writer.Insert("INSERT INTO Credits (Id, OwnerId, BenefitId, BenefitKind, Amount, StartsAt, ExpiresAt, Priority, Source, SourceName, OriginCreditId, Description, ExternalId, RecordedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var credit in rows.Credits)
        {
            insertCredit.Add(credit.Id).Add(credit.OwnerId).Add(credit.BenefitId).Add((long)credit.BenefitKind).Add(credit.Amount).Add(credit.StartsAt)
                .Add(credit.ExpiresAt).Add((long)credit.Priority).Add((long)credit.Source).Add(credit.SourceName).Add(credit.OriginCreditId)
                .Add(credit.Description).Add(credit.ExternalId).Add(credit.RecordedAt).Run();
        }

        var insertEntry = writer.Insert("INSERT INTO LedgerEntries (Id, OwnerId, Sequence, CreditId, PostingId, Kind, EffectiveKind, BenefitKind, Amount, UsedAt, RecordedAt, UsedById, ServiceId, ReversesEntryId, Hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var (entry, hash) in rows.Entries)
        {
            insertEntry.Add(entry.Id).Add(entry.OwnerId).Add(entry.Sequence).Add(entry.CreditId).Add(entry.PostingId).Add((long)entry.Kind)
                .Add((long)entry.EffectiveKind).Add((long)entry.BenefitKind).Add(entry.Amount).Add(entry.UsedAt).Add(entry.RecordedAt).Add(entry.UsedById)
                .Add(entry.ServiceId).Add(entry.ReversesEntryId).Add(hash.AsSpan()).Run();
        }

        InsertBeside(rows);
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

    private void InsertBeside(LedgerRows rows)
    {
        foreach (var (creditId, origin) in rows.MembershipCredits)
        {
            writer.Insert("INSERT INTO MembershipCredits (CreditId, MembershipId, PlanLineId, Period, Part) VALUES (?, ?, ?, ?, ?)")
                .Add(creditId).Add(origin.MembershipId).Add(origin.PlanLineId).Add((long)origin.Period).Add((long)origin.Part).Run();
        }

        foreach (var entry in rows.SharedUses)
        {
            writer.Insert("INSERT INTO SharedUses (EntryId, UsedById, OwnerId, BenefitKind, UsedAt) VALUES (?, ?, ?, ?, ?)")
                .Add(entry.Id).Add(entry.UsedById).Add(entry.OwnerId).Add((long)entry.BenefitKind).Add(entry.UsedAt).Run();
        }

        foreach (var sums in rows.Sums.Values) Store(sums);
    }

    private void Store(CreditSums sums)
    {
        if (sums.IsStored)
        {
            writer.Insert("UPDATE CreditBalances SET Balance = ?, Used = ?, Adjusted = ?, LastUsedAt = ?, Revoked = ? WHERE CreditId = ?")
                .Add(sums.Balance).Add(sums.Used).Add(sums.Adjusted).Add(sums.LastUsedAt).Add(sums.Revoked ? 1L : 0L).Add(sums.CreditId).Run();
            return;
        }

        writer.Insert("INSERT INTO CreditBalances (CreditId, Balance, Used, Adjusted, LastUsedAt, Revoked, OwnerId, BenefitId, BenefitKind, StartsAt, ExpiresAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Add(sums.CreditId).Add(sums.Balance).Add(sums.Used).Add(sums.Adjusted).Add(sums.LastUsedAt).Add(sums.Revoked ? 1L : 0L)
            .Add(sums.OwnerId).Add(sums.BenefitId).Add((long)sums.BenefitKind).Add(sums.StartsAt).Add(sums.ExpiresAt ?? CreditBalance.Never).Run();
        sums.IsStored = true;
    }
}
