using System.Diagnostics;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;
using Microsoft.Extensions.Logging;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// The one writer. Every credit, entry and posting comes into being here: one transaction, a fresh read, the rule, the rows, the chain.
/// A transaction that loses a race for a sequence number (R7) is retried from a fresh read, a bounded number of times.
/// </summary>
public sealed partial class LedgerStore
{
    private const int MaxAttempts = 25;

    private readonly ILedgerEngine _engine;
    private readonly SiteSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger<LedgerStore> _log;
    private readonly AuditLines _audit;

    internal LedgerStore(ILedgerEngine engine, SiteSettings settings, TimeProvider clock, ILogger<LedgerStore> log, AuditLines audit) =>
        (_engine, _settings, _clock, _log, _audit) = (engine, settings, clock, log, audit);

    /// <summary>Records one command in a transaction of its own.</summary>
    public async Task<Result> ExecuteAsync(LedgerCommand command, CancellationToken cancellationToken) =>
        (await ExecuteAllAsync([command], cancellationToken))[0];

    /// <summary>
    /// Records many commands in one transaction, in order: those that pass stand, those that a rule refuses do not, each by itself. When
    /// the transaction itself fails, none stands; when it failed for haste of others, every result is <see cref="Busy"/>.
    /// </summary>
    public async Task<IReadOnlyList<Result>> ExecuteAllAsync(IReadOnlyList<LedgerCommand> commands, CancellationToken cancellationToken)
    {
        using var activity = LedgerTelemetry.Start("append");
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            IEnumerable<AuditRow> audited = [];
            var results = await InTransactionAsync(async transaction =>
            {
                var (results, rows) = await WriteBatchAsync(transaction, commands, cancellationToken);
                audited = rows.Related.Select(change => change.Row).OfType<AuditRow>();
                return results;
            }, cancellationToken);
            foreach (var row in audited) _audit.Write(row);
            LedgerTelemetry.Appended(startedAt, results);
            return results;
        }
        catch (LedgerBusyException)
        {
            return [.. commands.Select(_ => new Busy())];
        }
    }

    /// <summary>Records an act that is no command, such as a sign-in, or one that was denied.</summary>
    /// <exception cref="LedgerBusyException">The write lock was not to be had; nothing was written.</exception>
    public async Task RecordAsync(AuditNote note, string? about, CancellationToken cancellationToken)
    {
        var recorded = await InTransactionAsync(async transaction =>
        {
            var rows = new RowBatch();
            var row = AuditRow.Of(note, about, transaction.NextId(AuditRow.Table), _clock.Now());
            rows.Related.Add(RelatedChange.Insert(row));
            await transaction.WriteAsync(rows, cancellationToken);
            return row;
        }, cancellationToken);
        _audit.Write(recorded);
    }

    /// <summary>What would become of a command now. Takes no lock and writes nothing.</summary>
    public async Task<Result> PreviewAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        await using var transaction = await _engine.BeginReadAsync(cancellationToken);
        var rules = await _settings.ReadAsync(transaction, cancellationToken);
        return await new CommandBatch(transaction, rules, _clock, new PreviewIds()).PreviewAsync(command, cancellationToken);
    }

    /// <summary>What became of a command that was sent before, by its key and content (R9); none when the key is new.</summary>
    public Task<Result?> FindAsync(LedgerCommand command, CancellationToken cancellationToken) => ReadAsync(
        async transaction => (await RequestReplay.ReadAsync(transaction, [command], cancellationToken)).Of(command), cancellationToken);

    /// <summary>Reads in a transaction that takes no lock.</summary>
    internal async Task<T> ReadAsync<T>(Func<LedgerTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await _engine.BeginReadAsync(cancellationToken);
        return await work(transaction);
    }

    /// <summary>What a page shows is loaded as what a rule decides on: by the same loader, in a transaction that takes no lock.</summary>
    internal async Task<(LedgerState State, LedgerRules Rules)> ReadStateAsync(Func<LedgerLoader, Task> load,
        CancellationToken cancellationToken)
    {
        await using var transaction = await _engine.BeginReadAsync(cancellationToken);
        var (state, rules) = (new LedgerState(), await _settings.ReadAsync(transaction, cancellationToken));
        await load(new LedgerLoader(transaction, state, rules, new RowBatch()));
        return (state, rules);
    }

    /// <summary>Opens one transaction for many chunks: all of it stands after the commit, or nothing.</summary>
    /// <exception cref="LedgerBusyException">The write lock was not to be had.</exception>
    public async Task<BulkSession> BeginBulkAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new BulkSession(_engine, await _engine.BeginWriteAsync(cancellationToken), this);
        }
        catch (Exception exception) when (_engine.Classify(exception) != LedgerFailure.Other)
        {
            throw new LedgerBusyException(exception);
        }
    }

    internal async Task<IReadOnlyList<Result>> WriteAsync(LedgerTransaction transaction, IReadOnlyList<LedgerCommand> commands,
        CancellationToken cancellationToken) => (await WriteBatchAsync(transaction, commands, cancellationToken)).Results;

    private async Task<(IReadOnlyList<Result> Results, RowBatch Rows)> WriteBatchAsync(
        LedgerTransaction transaction, IReadOnlyList<LedgerCommand> commands, CancellationToken cancellationToken)
    {
        // Read in the transaction: a change of the settings holds for every node from then on (R55).
        var rules = await _settings.ReadAsync(transaction, cancellationToken);
        var batch = new CommandBatch(transaction, rules, _clock, new TransactionIds(transaction));
        var results = await batch.DecideAsync(commands, cancellationToken);
        if (!batch.Rows.IsEmpty && !(commands.Count == 1 && results[0] is not Done))
            await transaction.WriteAsync(batch.Rows, cancellationToken);
        return (results, batch.Rows);
    }

    /// <summary>
    /// Does work that is more than rows of the ledger in one transaction with them, and does it again from a fresh read when someone else
    /// was faster. The work may run several times: it keeps nothing from one to the next.
    /// </summary>
    /// <exception cref="LedgerBusyException">Others were faster too often, or the lock was not to be had; nothing was written.</exception>
    internal async Task<T> InTransactionAsync<T>(Func<LedgerTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        string? taken = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await _engine.BeginWriteAsync(cancellationToken);
                var result = await work(transaction);
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (Exception exception) when (_engine.Classify(exception) is var failure && failure != LedgerFailure.Other
                && exception.Message != taken)
            {
                if (attempt == MaxAttempts || failure == LedgerFailure.Busy)
                {
                    GaveUp(_log, attempt, exception);
                    throw new LedgerBusyException(exception);
                }

                taken = failure == LedgerFailure.Taken ? exception.Message : null;
                LedgerTelemetry.Retried();
                Retrying(_log, attempt, exception.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 * attempt)), cancellationToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Someone else was faster; attempt {Attempt} is made again from a fresh read: {Cause}")]
    private static partial void Retrying(ILogger log, int attempt, string cause);

    [LoggerMessage(2, LogLevel.Warning, "Given up as busy after {Attempts} attempts; nothing was written.")]
    private static partial void GaveUp(ILogger log, int attempts, Exception exception);
}
