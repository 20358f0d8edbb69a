namespace CreditLedger.Ledger.Burning;

/// <summary>
/// A credit's balance by the clock of the world (R35): the sum of its entries with <c>UsedAt</c> up to a moment. Knows the whole
/// history, or only its last step, which is all that a usage dated at or after it needs (R16).
/// </summary>
public sealed class BalanceHistory
{
    // Sorted by moment, one step per moment; the balance holds from the moment until the next step.
    private readonly List<(DateTime From, long Balance)> _steps = [];

    private BalanceHistory(bool isWhole) => IsWhole = isWhole;

    /// <summary>Whether moments before the last step are known.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>The balance after every entry (R5).</summary>
    public long Balance => _steps.Count == 0 ? 0 : _steps[^1].Balance;

    /// <summary>The latest moment of any entry; none without entries.</summary>
    public DateTime? LastUsedAt => _steps.Count == 0 ? null : _steps[^1].From;

    /// <summary>Only the last step is known.</summary>
    public static BalanceHistory FromLastStep(long balance, DateTime lastUsedAt)
    {
        var history = new BalanceHistory(isWhole: false);
        history._steps.Add((lastUsedAt, balance));
        return history;
    }

    /// <summary>All entries are known; their order does not matter.</summary>
    public static BalanceHistory FromEntries(IEnumerable<(DateTime UsedAt, long Amount)> entries)
    {
        var history = new BalanceHistory(isWhole: true);
        foreach (var (usedAt, amount) in entries) history.Add(usedAt, amount);
        return history;
    }

    /// <summary>Whether <see cref="LeastSince"/> can be asked for a moment.</summary>
    public bool Reaches(DateTime moment) => IsWhole || (LastUsedAt is { } last && moment >= last);

    /// <summary>The balance at a moment.</summary>
    public long At(DateTime moment)
    {
        RequireReach(moment);
        var index = IndexAt(moment);
        return index < 0 ? 0 : _steps[index].Balance;
    }

    /// <summary>The least balance at a moment and ever since: what a usage dated then may take (R16).</summary>
    public long LeastSince(DateTime moment)
    {
        RequireReach(moment);
        var index = IndexAt(moment);
        var least = index < 0 ? 0 : _steps[index].Balance;
        for (var later = Math.Max(index, 0); later < _steps.Count; later++) least = Math.Min(least, _steps[later].Balance);
        return least;
    }

    /// <summary>Takes in one more entry.</summary>
    /// <exception cref="OverflowException">A balance would not fit in 64 bits (R1).</exception>
    public void Add(DateTime usedAt, long amount)
    {
        if (!IsWhole && !Reaches(usedAt)) throw new InvalidOperationException("Only the last step of this history is known.");
        var index = IndexAt(usedAt);
        if (index < 0 || _steps[index].From != usedAt)
        {
            _steps.Insert(index + 1, (usedAt, index < 0 ? 0 : _steps[index].Balance));
            index++;
        }

        for (var later = index; later < _steps.Count; later++) _steps[later] = (_steps[later].From, checked(_steps[later].Balance + amount));
        if (!IsWhole && _steps.Count > 1) _steps.RemoveRange(0, _steps.Count - 1);
    }

    /// <summary>A copy that can be changed by itself.</summary>
    public BalanceHistory Copy()
    {
        var copy = new BalanceHistory(IsWhole);
        copy._steps.AddRange(_steps);
        return copy;
    }

    private void RequireReach(DateTime moment)
    {
        if (!Reaches(moment)) throw new InvalidOperationException("Only the last step of this history is known.");
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
