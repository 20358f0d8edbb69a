using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Late;

/// <summary>A credit as it becomes by entries that are dated before its moves: the state that was shown stays as it is.</summary>
internal sealed class LateCredit
{
    private readonly SortedDictionary<DateTime, long> _differences = [];
    private bool _isGrantReversed;

    public LateCredit(CreditState state) =>
        (State, History, Moves) = (state, state.History.Copy(), state.Moves?.Copy() ?? new CreditMoves());

    /// <summary>One that a rollover lacked: it is granted with what it is fed at the rollover.</summary>
    public LateCredit(MembershipCreditRow link, Func<long, CreditDraft> draft, DateTime grantedAt)
    {
        (Link, Drafting, History, Moves) = (link, draft, BalanceHistory.FromEntries([]), new CreditMoves());
        Moves.Add(EntryKind.Grant, EntryKind.Grant, 0, grantedAt);
    }

    /// <summary>The credit; none where it is granted in the same draft.</summary>
    public CreditState? State { get; }

    /// <summary>The period that a credit which is granted is linked to.</summary>
    public MembershipCreditRow? Link { get; }

    /// <summary>Its terms with an amount, where it is granted.</summary>
    public Func<long, CreditDraft>? Drafting { get; }

    public BalanceHistory History { get; }

    public CreditMoves Moves { get; }

    /// <summary>What is to be moved beside what was asked for, by moment.</summary>
    public IReadOnlyDictionary<DateTime, long> Differences => _differences;

    /// <summary>Its terms, for the order of giving.</summary>
    public CreditRow Row => State?.Terms.Row ?? Drafting!(0).Row with { Id = long.MaxValue };

    /// <summary>What it was given at its grant, and after that with the rollover that granted it.</summary>
    public long Fed => (State?.Terms.Amount ?? 0) + Moves.FedAtGrant;

    /// <summary>Whether its grant was undone.</summary>
    public bool IsUndone => _isGrantReversed || (State is { IsRevoked: true } && History.At(Moves.GrantedAt) <= 0);

    /// <summary>How much more or less it holds in the end.</summary>
    public long Change => History.Balance - (State?.History.Balance ?? 0);

    /// <summary>Takes in what was asked for.</summary>
    public void Take(EntryDraft entry)
    {
        History.Add(entry.UsedAt, entry.Amount);
        Moves.Add(entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt);
        _isGrantReversed |= entry is { Kind: EntryKind.Reversal, EffectiveKind: EntryKind.Grant };
    }

    /// <summary>Takes in a difference.</summary>
    public void Move(DateTime at, long amount)
    {
        History.Add(at, amount);
        Moves.Add(EntryKind.Transfer, EntryKind.Transfer, amount, at);
        _differences[at] = _differences.GetValueOrDefault(at) + amount;
    }

    /// <summary>
    /// What a rollover would have found: held ever since it, but for what left with it, and for what was moved after it was decided.
    /// </summary>
    public long FoundBy(DateTime rollover, DateTime decidedAt)
    {
        var found = History.Copy();
        if (Moves.NetAt(rollover) is not 0 and var left) found.Add(rollover, left);
        foreach (var at in Moves.LeftSince(decidedAt).Where(at => at > rollover)) found.Add(at, Moves.LeftAt(at));
        return Math.Max(0, found.LowestSince(rollover));
    }

    /// <summary>What can be taken back of what it was given: all that it held since, or that went on from it.</summary>
    public long Returnable()
    {
        var whole = History.Copy();
        foreach (var at in Moves.LeftSince(DateTime.MinValue)) whole.Add(at, Moves.LeftAt(at));
        return Math.Max(0, whole.LowestSince(Moves.GrantedAt));
    }
}
