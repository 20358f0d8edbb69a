using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>A line of a history that is told as a statement: a row of the ledger, or what expired between two of them.</summary>
/// <param name="Row">The row.</param>
/// <param name="Expired">What expired, where it is no row.</param>
public sealed record HistoryLine(UseHistoryRow? Row, ExpiredLine? Expired)
{
    /// <summary>Draws what expired between the rows, newest first: above the first row that is not later.</summary>
    internal static IReadOnlyList<HistoryLine> Of(IReadOnlyList<UseHistoryRow> rows, IEnumerable<ExpiredLine> expired)
    {
        var lines = new List<HistoryLine>(rows.Count);
        var next = 0;
        foreach (var end in expired.OrderByDescending(end => end.At))
        {
            while (next < rows.Count && rows[next].UsedAt > end.At) lines.Add(new HistoryLine(rows[next++], null));
            lines.Add(new HistoryLine(null, end));
        }

        lines.AddRange(rows.Skip(next).Select(row => new HistoryLine(row, null)));
        return lines;
    }
}

/// <summary>What expired at one moment. No row of the ledger: the end is a fact of the grant (R11).</summary>
/// <param name="At">The moment.</param>
/// <param name="Credits">The credits it is made of.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Amount">What expired; negative where something was taken from a credit after its end.</param>
/// <param name="BalanceAfter">What is left of the kind, or of the one credit.</param>
public sealed record ExpiredLine(DateTime At, IReadOnlyList<CreditSummary> Credits, Unit Unit, long Amount, long BalanceAfter);

/// <summary>What the rows that match come to, of one unit.</summary>
/// <param name="Unit">What it counts.</param>
/// <param name="Granted">What grants gave.</param>
/// <param name="Used">What was used, as a positive number.</param>
/// <param name="Other">Everything else, signed.</param>
public sealed record HistoryTotal(Unit Unit, long Granted, long Used, long Other)
{
    internal static IReadOnlyList<HistoryTotal> Of(IEnumerable<(Unit Unit, EntryKind Kind, long Amount)> sums) =>
    [
        .. sums.GroupBy(sum => sum.Unit).OrderBy(unit => unit.Key.Code, StringComparer.Ordinal).Select(unit => new HistoryTotal(
            unit.Key,
            unit.Where(sum => sum.Kind == EntryKind.Grant).Sum(sum => sum.Amount),
            -unit.Where(sum => sum.Kind == EntryKind.Usage).Sum(sum => sum.Amount),
            unit.Where(sum => sum.Kind is not (EntryKind.Grant or EntryKind.Usage)).Sum(sum => sum.Amount))),
    ];
}
