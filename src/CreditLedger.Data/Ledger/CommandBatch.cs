using System.Security.Cryptography;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Bookings;
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
        await UseDueCommitmentsAsync(cancellationToken);
        var results = new Result[commands.Count];
        for (var index = 0; index < commands.Count; index++)
            results[index] = await ResultOfAsync(commands[index], commands.Count == 1, cancellationToken);
        return results;
    }

    /// <summary>What would become of a command: its key is not looked at.</summary>
    public async Task<Result> PreviewAsync(LedgerCommand command, CancellationToken cancellationToken)
    {
        await Loader.LoadAsync([(command, command.Scope(_now))], cancellationToken);
        await UseDueCommitmentsAsync(cancellationToken);
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
        var brought = new Brought();
        while (mayBringOthers && command.Preceding(_state, rules, _now) is { Count: > 0 } preceding)
        {
            if (await AllAsync(preceding, brought, cancellationToken) is { } refused) return refused;
        }

        var decision = await DecideAsync(command, cancellationToken);
        if (decision is not Draft draft) return NotRecorded(decision);
        var done = Applier.Apply(command, draft, _replay.GenerationOf(command));
        brought.Entries.AddRange(done.Entries);
        await UseDueCommitmentsAsync(cancellationToken);
        var attempts = await TryAsync(command.Attempts, brought, cancellationToken);
        if (attempts.Count > 0)
        {
            if (attempts.All(attempt => attempt.Id is null)) return NotRecorded(attempts[0].Decision);
            done = done with
            {
                Id = attempts.First(attempt => attempt.Id is not null).Id!.Value,
                Effect = command.EffectOf([.. attempts.Select(attempt => (attempt.Command, attempt.Decision))]),
            };
        }

        while (mayBringOthers && done.Changed && command.Following(_state, done.Id, rules, _now) is { Count: > 0 } following)
        {
            if (await AllAsync(following, brought, cancellationToken) is { } refused) return refused;
        }

        if (ForwardCommand.Of(_state, brought.Entries, command, _now) is { Count: > 0 } forward
            && await AllAsync(forward, brought, cancellationToken) is { } stuck)
            return stuck;
        if (mayBringOthers && done.Changed && await ReviewAsync(command, brought, cancellationToken) is { } unfit) return unfit;
        var others = brought.Others;
        if (mayBringOthers && command.Approval is { } approval && await AllAsync([new ApproveCommand(approval, command.Actor)
            { Id = approval.Id, PostingId = done.PostingId == 0 ? null : done.PostingId }], brought, cancellationToken) is { } undecided)
            return undecided;
        if (others > 0) done = done with { Entries = brought.Entries, Others = others };
        if (brought.Notes.Count > 0) done = done with { Notes = [.. done.Notes, .. brought.Notes.Distinct()] };
        if (command.Audit is { } note && done.Changed) Applier.Audit(note, done);
        return done;
    }

    // Each by itself: those that are refused are left out.
    private async Task<List<(LedgerCommand Command, Decision Decision, long? Id)>> TryAsync(
        IEnumerable<Func<long?, LedgerCommand>> attempts, Brought brought, CancellationToken cancellationToken)
    {
        var tried = new List<(LedgerCommand Command, Decision Decision, long? Id)>();
        long? first = null;
        foreach (var attempt in attempts)
        {
            var command = attempt(first);
            await Loader.LoadAsync([(command, command.Scope(_now))], cancellationToken);
            while (command.Preceding(_state, rules, _now) is { Count: > 0 } due)
            {
                if (await AllAsync(due, brought, cancellationToken) is not null) break;
            }

            var decision = await DecideAsync(command, cancellationToken);
            var done = decision is Draft draft ? Applier.Apply(command, draft) : null;
            tried.Add((command, decision, done?.Id));
            if (done is null) continue;
            first ??= done.Id;
            brought.Add(command, done.Entries, []);
        }

        return tried;
    }

    // What is committed of what changed is decided again: released first, and then covered in the order of the bookings (R42).
    private async Task<Result?> ReviewAsync(LedgerCommand command, Brought brought, CancellationToken cancellationToken)
    {
        foreach (var owner in command.Reviewed(_state).ToList())
        {
            await Loader.LoadNeedsAsync(() => CommitmentReview.First(owner), cancellationToken);
            if (!CommitmentReview.IsNeeded(_state, owner)) continue;
            await Loader.LoadNeedsAsync(() => CommitmentReview.Needs(_state, owner), cancellationToken);
            var release = CommitmentReview.Release(_state, owner, command.IdempotencyKey, command.Actor, rules, _now);
            if (release is not null && await AllAsync([release], brought, cancellationToken) is { } refused) return refused;
            foreach (var cover in CommitmentReview.Cover(_state, owner, release, command.IdempotencyKey, command.Actor))
                if (await AllAsync([cover], brought, cancellationToken) is { } unfit) return unfit;
        }

        return null;
    }

    private async Task<Result?> AllAsync(IReadOnlyList<LedgerCommand> commands, Brought brought, CancellationToken cancellationToken)
    {
        await Loader.LoadAsync([.. commands.Select(other => (other, other.Scope(_now)))], cancellationToken);
        foreach (var other in commands)
        {
            var decision = await DecideAsync(other, cancellationToken);
            if (decision is not Draft draft) return NotRecorded(decision);
            brought.Add(other, Applier.Apply(other, draft).Entries, draft.Notes);
            await UseDueCommitmentsAsync(cancellationToken);
        }

        return null;
    }

    // What is committed of a credit that has started becomes a use of it before anything else is decided (R42).
    private async Task UseDueCommitmentsAsync(CancellationToken cancellationToken)
    {
        var due = UseCommitmentCommand.Due(_state, _now);
        if (due.Count == 0) return;
        await Loader.LoadAsync([.. due.Select(command => ((LedgerCommand)command, command.Scope(_now)))], cancellationToken);
        foreach (var command in due)
        {
            await Loader.ReachAsync(command.Scope(_now), _now, cancellationToken);
            if (LockRule.Decide(command, _state, rules, _now) is not Draft draft)
                throw new InvalidOperationException($"{command.IdempotencyKey} is due and was refused.");
            Applier.Apply(command, draft);
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
        var decision = PointerRule.Decide(command, _state, rules, _now);
        if (decision is not Refusal { Reason: RefusalReason.NotEnough } || scope.UserId is null
            || !await Loader.LoadAllOfAsync(scope, cancellationToken))
            return decision;

        // Short: look at the credits that are over or yet to come as well, so that the answer can name them (R15).
        await Loader.ReachAsync(scope, _now, cancellationToken);
        return PointerRule.Decide(command, _state, rules, _now);
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

/// <summary>What the other commands of a transaction recorded together with the one that was asked for.</summary>
internal sealed class Brought
{
    /// <summary>All rows, those of the command itself among them.</summary>
    public List<EntryOutcome> Entries { get; } = [];

    /// <summary>What one should know of it.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>How many commands.</summary>
    public int Others { get; private set; }

    /// <summary>Takes in one that was carried out. A period that is skipped (R54) is not one that was issued.</summary>
    public void Add(LedgerCommand command, IReadOnlyList<EntryOutcome> entries, IReadOnlyList<string> notes)
    {
        Entries.AddRange(entries);
        if (command is not IssueCommand) Notes.AddRange(notes);
        if (entries.Count > 0 || command is not IssueCommand) Others++;
    }
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
