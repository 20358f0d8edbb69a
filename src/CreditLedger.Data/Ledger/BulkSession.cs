using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// One transaction over many chunks of commands: disposed without commit, nothing has happened. Memory stays that of one chunk.
/// </summary>
public sealed class BulkSession : IAsyncDisposable
{
    private readonly ILedgerEngine _engine;
    private readonly LedgerTransaction _transaction;
    private readonly LedgerStore _store;

    internal BulkSession(ILedgerEngine engine, LedgerTransaction transaction, LedgerStore store) =>
        (_engine, _transaction, _store) = (engine, transaction, store);

    /// <summary>Records a chunk, in order; a refused command leaves the others standing.</summary>
    /// <exception cref="LedgerBusyException">Someone else appended to the same chains; the whole session is lost.</exception>
    public async Task<IReadOnlyList<Result>> ExecuteAsync(IReadOnlyList<LedgerCommand> chunk, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.WriteAsync(_transaction, chunk, cancellationToken);
        }
        catch (Exception exception) when (_engine.Classify(exception) != LedgerFailure.Other)
        {
            throw new LedgerBusyException(exception);
        }
    }

    /// <summary>Commits all chunks.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _transaction.CommitAsync(cancellationToken);
        _transaction.Tidy();
    }

    /// <summary>The transaction, for work of this assembly that is more than rows of the ledger.</summary>
    internal LedgerTransaction Transaction => _transaction;

    /// <summary>Runs a statement on the writing connection: how tests bring about faults.</summary>
    internal void Run(string text) => _transaction.Command(text).ExecuteNonQuery();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _transaction.DisposeAsync();
}

/// <summary>Others hold what a bulk session needs; nothing was written, trying again is right (R7).</summary>
public sealed class LedgerBusyException(Exception cause) : Exception(
    "The ledger is busy: others are writing to the same accounts. Nothing was written; try again.", cause);
