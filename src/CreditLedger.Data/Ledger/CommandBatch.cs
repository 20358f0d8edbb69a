using System.Security.Cryptography;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Decides a chunk of commands, in order, on one state of the ledger, and gathers the rows of those that pass. One command or five
/// thousand, to be recorded or only shown: the same road.
/// </summary>
/// <param name="transaction">Where the state is read.</param>
/// <param name="rules">The site's settings.</param>
/// <param name="clock">The system's clock: read again once the owners' chains are locked, so that it runs with the sequence (R7).</param>
/// <param name="ids">Numbers the rows.</param>
internal sealed class CommandBatch(LedgerTransaction transaction, LedgerRules rules, TimeProvider clock, IRowIds ids)
{
    private readonly LedgerState _state = new();
    private readonly Dictionary<string, (LedgerCommand Command, Result Result)> _decided = new(StringComparer.Ordinal);
    private DateTime _now = clock.Now();
    private RequestReplay _replay = RequestReplay.None;
    private LedgerLoader? _loader;
    private CommandApplier? _applier;

    /// <summary>The rows to be written.</summary>
    public RowBatch Rows { get; } = new();

    private LedgerLoader Loader => _loader ??= new LedgerLoader(transaction, _state, rules, Rows);

    private CommandApplier Applier => _applier ??= new CommandApplier(_state, Rows, ids, rules, _now);

    /// <summary>Decides all; nothing is written yet.</summary>
    public async Task<IReadOnlyList<Result>> DecideAsync(IReadOnlyList<LedgerCommand> commands, CancellationToken cancellationToken)
    {
        _replay = await RequestReplay.ReadAsync(transaction, commands, cancellationToken);
        await Loader.LoadAsync([.. commands.Where(command => !_replay.Knows(command)).Select(command => (command, command.Scope(_now)))],
            cancellationToken);
        _now = clock.Now();
        var results = new Result[commands.Count];
        for (var index = 0; index < commands.Count; index++)
            results[index] = await ResultOfAsync(commands[index], commands.Count == 1, cancellationToken);
        return results;
    }

    /// <summary>What would become of a command: its key is not looked at.</summary>
    public async Task<Result> PreviewAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        await Loader.LoadAsync([(command, command.Scope(_now))], cancellationToken);
        var result = await CarryOutAsync(command, mayBringOthers: true, cancellationToken);
        return result is Done done
            ? done with
            {
                PostingId = 0,
                Id = Math.Max(0, done.Id),
                Entries = [.. done.Entries.Select(entry => entry.CreditId < 0 ? entry with { CreditId = 0 } : entry)]
            }
            : result;
    }

    private async Task<Result> ResultOfAsync(LedgerCommand command, bool mayBringOthers, CancellationToken cancellationToken)
    {
        if (_replay.Of(command) is { } known) return known;
        if (_decided.TryGetValue(command.IdempotencyKey, out var decided) && decided.Result is Done first)
            return decided.Command.RequestHash(Unsalted(decided.Command)).AsSpan()
                .SequenceEqual(command.RequestHash(Unsalted(command))) ? first with { IsReplay = true } : new KeyReused(first.PostingId);

        var result = await CarryOutAsync(command, mayBringOthers, cancellationToken);
        _decided[command.IdempotencyKey] = (command, result);
        return result;
    }

    // What comes first, the command, and what follows: together or not at all.
    private async Task<Result> CarryOutAsync(LedgerCommand command, bool mayBringOthers, CancellationToken cancellationToken)
    {
        var (outcomes, others) = (new List<EntryOutcome>(), 0);
        while (mayBringOthers && command.Preceding(_state, rules, _now) is { Count: > 0 } preceding)
        {
            if (await AllAsync(preceding) is { } refused) return refused;
        }

        var decision = await DecideAsync(command, cancellationToken);
        if (decision is not Draft draft) return NotRecorded(decision);
        var done = Applier.Apply(command, draft, _replay.GenerationOf(command));
        outcomes.AddRange(done.Entries);
        while (mayBringOthers && done.Changed && command.Following(_state, done.Id, rules, _now) is { Count: > 0 } following)
        {
            if (await AllAsync(following) is { } refused) return refused;
        }

        var brought = others;
        if (mayBringOthers && command.Approval is { } approval && await AllAsync([new ApproveCommand(approval, command.Actor)
            { Id = approval.Id, PostingId = done.PostingId == 0 ? null : done.PostingId }]) is { } undecided) return undecided;
        if (brought > 0) done = done with { Entries = outcomes, Others = brought };
        if (command.Audit is { } note && done.Changed) Applier.Audit(note, done);
        return done;

        async Task<Result?> AllAsync(IReadOnlyList<LedgerCommand> commands)
        {
            await Loader.LoadAsync([.. commands.Select(other => (other, other.Scope(_now)))], cancellationToken);
            foreach (var other in commands)
            {
                var decision = await DecideAsync(other, cancellationToken);
                if (decision is not Draft draft) return NotRecorded(decision);
                var entries = Applier.Apply(other, draft).Entries;
                outcomes.AddRange(entries);

                // A period that is skipped (R54) is not one that was issued.
                if (entries.Count > 0 || other is not IssueCommand) others++;
            }

            return null;
        }
    }

    private async Task<Decision> DecideAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        if (command.IdempotencyKey.Length is 0 or > LedgerCommand.MaxKeyLength) return Refusals.KeyOutOfLength;
        var scope = command.Scope(_now);
        if (command.Credits(_state).ToList() is { Count: > 0 } credits)
            scope = scope with { MoreCreditIds = [.. scope.MoreCreditIds, .. credits] };
        if (scope.MemberId is { } memberId && !_state.HasMember(memberId)) return Refusals.NoSuchMember;

        await Loader.ReachAsync(scope, _now, cancellationToken);
        var decision = LockRule.Decide(command, _state, rules, _now);
        if (decision is not Refusal { Reason: RefusalReason.NotEnough } || command is not UsageCommand
            || !await Loader.LoadAllOfAsync(scope, cancellationToken))
            return decision;

        // Short: look at the credits that are over or yet to come as well, so that the answer can name them (R15).
        await Loader.ReachAsync(scope, _now, cancellationToken);
        return LockRule.Decide(command, _state, rules, _now);
    }

    private static Result NotRecorded(Decision decision) => decision switch
    {
        ConfirmationNeeded needed => new NeedsConfirmation(needed.What, needed.Warnings),
        Refusal { Reason: RefusalReason.NotFound } refusal => new NotFound(refusal),
        Refusal refusal => new Refused(refusal),
        _ => throw new InvalidOperationException($"A decision that is not known here: {decision}."),
    };

    private static byte[]? Unsalted(LedgerCommand command) => command.TextDigest(new byte[TextDigests.SaltLength]);
}

/// <summary>Numbers for rows that will not be written.</summary>
internal sealed class PreviewIds : IRowIds
{
    private long _last;

    public long NextId(LedgerTable table) => --_last;

    public byte[] Salt() => new byte[TextDigests.SaltLength];
}

/// <summary>Numbers for rows that will be.</summary>
internal sealed class TransactionIds(LedgerTransaction transaction) : IRowIds
{
    private byte[] _random = [];
    private int _used;

    public long NextId(LedgerTable table) => transaction.NextId(table);

    // Asking for each salt by itself costs more than writing the row it is for.
    public byte[] Salt()
    {
        if (_used == _random.Length) (_random, _used) = (RandomNumberGenerator.GetBytes(16 * TextDigests.SaltLength), 0);
        return _random[_used..(_used += TextDigests.SaltLength)];
    }
}
