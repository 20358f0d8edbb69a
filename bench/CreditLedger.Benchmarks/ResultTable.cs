using System.Globalization;

namespace CreditLedger.Benchmarks;

/// <summary>One line of the result.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Reference">The figure of bare SQLite, or what else it is held against.</param>
/// <param name="Ratio">Measured against the reference.</param>
/// <param name="Target">What QUALITY asks for.</param>
/// <param name="IsMet">Whether it is met; none where nothing is asked.</param>
internal sealed record ResultLine(string What, string Measured, string Reference, string Ratio, string Target, bool? IsMet);

/// <summary>The result as one Markdown table.</summary>
internal sealed class ResultTable
{
    private readonly List<ResultLine> _lines = [];

    public void Add(ResultLine line) => _lines.Add(line);

    public async Task WriteAsync(TextWriter output)
    {
        string[][] rows =
        [
            ["what", "measured", "bare reference", "ratio", "target", "met"],
            .. _lines.Select(line => new[] { line.What, line.Measured, line.Reference, line.Ratio, line.Target,
                line.IsMet switch { true => "yes", false => "NO", null => "" } }),
        ];
        var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
        for (var row = 0; row < rows.Length; row++)
        {
            await output.WriteLineAsync(
                "| " + string.Join(" | ", rows[row].Select((cell, column) => cell.PadRight(widths[column]))) + " |");
            if (row == 0) await output.WriteLineAsync("|" + string.Join("|", widths.Select(width => new string('-', width + 2))) + "|");
        }
    }

    public static string Number(double value) => value.ToString(value >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    public static string Milliseconds(Times times) => string.Create(
        CultureInfo.InvariantCulture, $"{times.Median:0.00} / {times.P95:0.00} ms");
}
