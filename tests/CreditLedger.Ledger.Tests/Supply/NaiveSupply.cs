using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>
/// R25 and R26 once more, without credits, schedules or views: a heap per period, gone through from the beginning for every question.
/// </summary>
internal sealed class NaiveSupply(Period period, DateOnly anchor, List<LineTerms> terms, DateTime? endsAt, SiteZone zone,
    DateTime? openFrom = null)
{
    private readonly List<(DateTime At, long Change)> _changes = [];
    private int _next;
    private long _heap;
    private DateTime _heapEnds = DateTime.MinValue;
    private int _heapOf = -2;

    public void IssueUntil(DateTime now)
    {
        for (; ; _next++)
        {
            var (starts, ends) = (zone.StartOf(DayOf(_next)), zone.StartOf(DayOf(_next + 1)));
            if (starts > now || starts >= endsAt) return;
            var held = terms.Where(row => row.EffectiveFrom <= starts).OrderBy(row => row.EffectiveFrom).LastOrDefault();
            if (held is not { Amount: > 0 } || ends == starts) continue;

            long kept = 0;
            if (_heapOf == _next - 1 && held.Rollover is { } rule)
            {
                kept = Math.Min(rule.Max ?? long.MaxValue, Math.Max(rule.Min, _heap));
                if (Math.Min(kept, _heap) > 0) _changes.Add((Dated(starts), -Math.Min(kept, _heap)));
            }

            _changes.Add((Dated(starts), held.Amount + kept));
            (_heap, _heapOf, _heapEnds) = (held.Amount + kept, _next, ends);
        }
    }

    public bool Use(long amount, DateTime now)
    {
        if (_heap < amount || now >= _heapEnds) return false;
        _heap -= amount;
        _changes.Add((now, -amount));
        return true;
    }

    public long BalanceAt(DateTime moment) => _changes.Where(change => change.At <= moment).Sum(change => change.Change);

    // R49: nothing is dated on or before the lock date.
    private DateTime Dated(DateTime starts) => starts < openFrom ? openFrom.Value : starts;

    private DateOnly DayOf(int number) => period switch
    {
        Period.Day => anchor.AddDays(number),
        Period.Week => anchor.AddDays(7 * number),
        Period.Month => anchor.AddMonths(number),
        Period.Quarter => anchor.AddMonths(3 * number),
        _ => anchor.AddMonths(12 * number),
    };
}
