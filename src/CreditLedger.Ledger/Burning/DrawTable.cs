using System.Numerics;

namespace CreditLedger.Ledger.Burning;

/// <summary>
/// Which amounts credits of different steps make up. Everything is counted in the greatest common divisor of the steps, so that steps of
/// 15 and 60 min need four numbers an hour. For credits without a cap one table answers for every place of the order at once; a cap that
/// can bite makes a table for each decision, because what it leaves depends on the decisions before.
/// </summary>
internal sealed class DrawTable
{
    private const int Never = -1;

    private readonly long _amount;
    private readonly int _unit;
    private readonly int _size;
    private readonly int[] _steps;
    private readonly int[] _counts;
    private readonly int[] _caps;
    private readonly int[] _capLeft;

    // For each amount the last place from which on the credits without a cap make it up; Never where they do not.
    private readonly int[] _lastPlace;

    // One more than the last place of a credit with a cap.
    private readonly int _capsUntil;

    public DrawTable(long amount, IReadOnlyList<DrawSource> sources, IReadOnlyList<long> caps)
    {
        _amount = amount;
        _unit = sources.Aggregate(0, (divisor, source) => CommonDivisor(divisor, source.Step));

        // Taking single steps from the draw of all there is leads past the amount, so the next above it is at most one step away.
        _size = (int)(amount / _unit) + (sources.Max(source => source.Step) / _unit) + 1;
        _steps = [.. sources.Select(source => source.Step / _unit)];
        _counts = [.. sources.Select(source => (int)Math.Min(source.Held / source.Step, _size * (long)_unit / source.Step))];
        _capLeft = [.. caps.Select(left => (int)Math.Min(left / _unit, _size))];
        _caps = [.. sources.Select(source => CanBite(source.Cap, sources) ? source.Cap : DrawSource.NoCap)];
        _capsUntil = Array.FindLastIndex(_caps, cap => cap >= 0) + 1;
        _lastPlace = new int[_size];
        Array.Fill(_lastPlace, Never);
        _lastPlace[0] = _steps.Length;
        for (var place = _steps.Length - 1; place >= 0; place--)
        {
            if (_caps[place] < 0) AddUncapped(place);
        }
    }

    public ExactDraw Decide()
    {
        var uncapped = Uncapped(0, _size, DrawSource.NoCap);
        var asked = (int)(_amount / _unit);
        var below = asked;
        while (uncapped[below] < 0) below--;
        var total = below * (long)_unit;
        if (total == _amount) return new ExactDraw(Draw(below), total, null);
        var above = asked + 1;
        while (above < _size && uncapped[above] < 0) above++;
        return new ExactDraw(Draw(below), total, above < _size ? above * (long)_unit : null);
    }

    // The greatest draw of an amount that can be drawn.
    private long[] Draw(int rest)
    {
        var amounts = new long[_steps.Length];
        for (var place = 0; place < amounts.Length && rest > 0; place++)
        {
            var (step, cap) = (_steps[place], _caps[place]);
            var count = Math.Min(_counts[place], (cap < 0 ? rest : Math.Min(rest, _capLeft[cap])) / step);
            if (count == 0) continue;
            if (count * step < rest) count = MostThatLeavesADraw(place, count, rest);
            amounts[place] = count * step * (long)_unit;
            rest -= count * step;
            if (cap >= 0) _capLeft[cap] -= count * step;
        }

        return amounts;
    }

    private int MostThatLeavesADraw(int place, int count, int rest)
    {
        var (step, cap, next) = (_steps[place], _caps[place], place + 1);
        if (next >= _capsUntil)
        {
            while (_lastPlace[rest - (count * step)] < next) count--;
            return count;
        }

        var uncapped = Uncapped(next, rest + 1, cap);
        for (; count > 0; count--)
        {
            var left = rest - (count * step);
            if (uncapped[left] >= 0 && (cap < 0 || left - uncapped[left] <= _capLeft[cap] - (count * step))) break;
        }

        return count;
    }

    /// <summary>
    /// For each amount that the credits from a place on make up, the most of it that does not count towards the given cap: what counts is
    /// then the least, which is all that a cap asks for. The other caps hold.
    /// </summary>
    private int[] Uncapped(int from, int size, int openCap)
    {
        var table = new int[size];
        for (var amount = 0; amount < size; amount++) table[amount] = _lastPlace[amount] >= from ? amount : Never;
        for (var cap = 0; cap < _capLeft.Length; cap++)
        {
            if (cap == openCap || !AddCapped(table, from, cap)) continue;
            for (var amount = 0; amount < size; amount++)
                table[amount] = table[amount] >= 0 && amount - table[amount] <= _capLeft[cap] ? amount : Never;
        }

        if (openCap >= 0) AddCapped(table, from, openCap);
        return table;
    }

    // Adds what the credits of a cap make up, those of one step as one credit; whether there are any.
    private bool AddCapped(int[] table, int from, int cap)
    {
        var counts = new SortedDictionary<int, long>();
        for (var place = from; place < _capsUntil; place++)
        {
            if (_caps[place] == cap) counts[_steps[place]] = counts.GetValueOrDefault(_steps[place]) + _counts[place];
        }

        foreach (var (step, count) in counts)
        {
            // 1, 2, 4 ... steps and what is missing: some of these come to every number of steps up to the count.
            var size = 1L;
            for (var left = count; left > 0 && Math.Min(size, left) * step < table.Length; left -= size, size *= 2)
            {
                size = Math.Min(size, left);
                TakeGreater(table, (int)size * step);
            }
        }

        return counts.Count > 0;
    }

    // Each number or the one that lies so far before it, whichever is greater; from the end, so that what lies before is unchanged. By
    // blocks, because this is where large amounts spend their time.
    private static void TakeGreater(int[] table, int shift)
    {
        var end = table.Length;
        for (; end - Vector<int>.Count >= shift; end -= Vector<int>.Count)
        {
            var start = end - Vector<int>.Count;
            Vector.Max(new Vector<int>(table, start), new Vector<int>(table, start - shift)).CopyTo(table, start);
        }

        while (--end >= shift) table[end] = Math.Max(table[end], table[end - shift]);
    }

    private void AddUncapped(int place)
    {
        // By remainder: how many steps ago an amount was made up without this credit.
        var (step, count) = (_steps[place], _counts[place]);
        var ago = new int[step];
        Array.Fill(ago, count);
        for (int amount = 0, remainder = 0; amount < _size; amount++, remainder = remainder + 1 == step ? 0 : remainder + 1)
        {
            if (_lastPlace[amount] > place)
            {
                ago[remainder] = 0;
            }
            else if (ago[remainder] < count)
            {
                ago[remainder]++;
                _lastPlace[amount] = place;
            }
        }
    }

    private bool CanBite(int cap, IReadOnlyList<DrawSource> sources)
    {
        if (cap < 0) return false;
        var held = 0L;
        for (var place = 0; place < sources.Count; place++)
        {
            if (sources[place].Cap == cap) held += (long)_counts[place] * _steps[place];
        }

        return _capLeft[cap] < Math.Min(held, _size);
    }

    private static int CommonDivisor(int one, int other) => other == 0 ? one : CommonDivisor(other, one % other);
}
