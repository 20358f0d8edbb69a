using System.Globalization;
using System.Text;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>
/// Numbers of credits as one short text, <c>12,15-40,52</c>: a form that was shown for these credits is sent for these credits, whatever
/// the list says meanwhile.
/// </summary>
public static class CreditNumbers
{
    // One more than goes into a posting, so that the rule can say that there are too many.
    private const int Most = RemainderCommand.MaxCredits + 1;

    /// <summary>The text.</summary>
    public static string Write(IEnumerable<long> ids)
    {
        var text = new StringBuilder();
        (long First, long Last)? run = null;
        foreach (var id in ids.Distinct().Order())
        {
            if (run is { } going && id == going.Last + 1)
            {
                run = (going.First, id);
                continue;
            }

            Append(text, run);
            run = (id, id);
        }

        Append(text, run);
        return text.ToString();
    }

    /// <summary>The numbers; what is no number is left out, and there are never many more than one posting takes.</summary>
    public static IReadOnlyList<long> Read(string? text)
    {
        var ids = new List<long>();

        // In order, and each from where the last one ended: however often a text repeats a range, its numbers are counted once.
        foreach (var (first, last) in Ranges(text).OrderBy(range => range.First))
        {
            for (var id = ids.Count == 0 ? first : Math.Max(first, ids[^1] + 1); id <= last && ids.Count < Most; id++) ids.Add(id);
        }

        return ids;
    }

    private static IEnumerable<(long First, long Last)> Ranges(string? text)
    {
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length <= 2 && TryNumber(ends[0], out var first) && TryNumber(ends[^1], out var last)) yield return (first, last);
        }
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and < long.MaxValue;

    private static void Append(StringBuilder text, (long First, long Last)? run)
    {
        if (run is not { } ended) return;
        if (text.Length > 0) text.Append(',');
        text.Append(CultureInfo.InvariantCulture, $"{ended.First}");
        if (ended.Last > ended.First) text.Append(CultureInfo.InvariantCulture, $"-{ended.Last}");
    }
}
