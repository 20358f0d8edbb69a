namespace CreditLedger.Ledger.Burning;

/// <summary>
/// A credit's balance by the clock of the world (R35): the sum of its entries with <c>UsedAt</c> up to a moment. Knows the whole
/// history, or only the part from some moment on, which is all that a usage dated at or after it needs (R16).
/// </summary>
public sealed class BalanceHistory
{
    // Sorted by moment, one step per moment; a balance holds from its moment until the next step.
    private readonly List<(DateTime From, long Balance)> _steps = [];

    private BalanceHistory(DateTime knownFrom) => KnownFrom = knownFrom;

    /// <summary>The first moment that can be asked for: the least instant there is when the whole history is known.</summary>
    public DateTime KnownFrom { get; private set; }

    /// <summary>The balance after every entry (R5).</summary>
    public long Balance => _steps.Count == 0 ? 0 : _steps[^1].Balance;

    /// <summary>The least balance at any moment that is known; none is below zero (R6).</summary>
    public long Lowest => _steps.Count == 0 ? 0 : _steps.Min(step => step.Balance);

    /// <summary>The latest moment of any entry; none without entries.</summary>
    public DateTime? LastUsedAt => _steps.Count == 0 ? null : _steps[^1].From;

    /// <summary>All entries are known; their order does not matter.</summary>
    public static BalanceHistory FromEntries(IEnumerable<(DateTime UsedAt, long Amount)> entries)
    {
        var history = new BalanceHistory(DateTime.MinValue);
        foreach (var (usedAt, amount) in entries) history.Add(usedAt, amount);
        return history;
    }

    /// <summary>Known from a moment on: the balance at it, and the entries after it in any order.</summary>
    public static BalanceHistory Since(DateTime moment, long balance, IEnumerable<(DateTime UsedAt, long Amount)> later)
    {
        var history = new BalanceHistory(moment);
        history._steps.Add((moment, balance));
        foreach (var (usedAt, amount) in later) history.Add(usedAt, amount);
        return history;
    }

    /// <summary>Whether the balance at a moment, and since, can be told.</summary>
    public bool Reaches(DateTime moment) => moment >= KnownFrom;

    /// <summary>The balance at a moment.</summary>
    public long At(DateTime moment)
    {
        RequireReach(moment);
        var index = IndexAt(moment);
        return index < 0 ? 0 : _steps[index].Balance;
    }

    /// <summary>The least balance at a moment and ever since: what a usage dated then may take (R16).</summary>
    public long LowestSince(DateTime moment) => LowestBetween(moment, DateTime.MaxValue);

    /// <summary>The least balance at a moment and until another, which does not count.</summary>
    public long LowestBetween(DateTime moment, DateTime until)
    {
        RequireReach(moment);
        var index = IndexAt(moment);
        var least = index < 0 ? 0 : _steps[index].Balance;
        for (var later = Math.Max(index, 0); later < _steps.Count && (later == index || _steps[later].From < until); later++)
            least = Math.Min(least, _steps[later].Balance);
        return least;
    }

    /// <summary>Takes in one more entry.</summary>
    /// <exception cref="OverflowException">A balance would not fit in 64 bits (R1).</exception>
    public void Add(DateTime usedAt, long amount)
    {
        RequireReach(usedAt);
        var index = IndexAt(usedAt);
        if (index < 0 || _steps[index].From != usedAt)
        {
            _steps.Insert(index + 1, (usedAt, index < 0 ? 0 : _steps[index].Balance));
            index++;
        }

        for (var later = index; later < _steps.Count; later++)
            _steps[later] = (_steps[later].From, checked(_steps[later].Balance + amount));
    }

    /// <summary>Forgets what came before the last step: enough for a reader that only moves forward, in constant memory.</summary>
    public void ForgetPast()
    {
        if (_steps.Count == 0) return;
        _steps.RemoveRange(0, _steps.Count - 1);
        KnownFrom = _steps[0].From;
    }

    /// <summary>A copy that can be changed by itself.</summary>
    public BalanceHistory Copy()
    {
        var copy = new BalanceHistory(KnownFrom);
        copy._steps.AddRange(_steps);
        return copy;
    }

    private void RequireReach(DateTime moment)
    {
        if (!Reaches(moment)) throw new InvalidOperationException($"This history is known from {KnownFrom:O} on only.");
    }

    // The last step at or before the moment; −1 before the first.
    private int IndexAt(DateTime moment)
    {
        if (_steps.Count > 0 && _steps[^1].From <= moment) return _steps.Count - 1;
        int low = 0, high = _steps.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].From <= moment) low = middle + 1;
            else high = middle - 1;
        }

        return high;
    }
}
