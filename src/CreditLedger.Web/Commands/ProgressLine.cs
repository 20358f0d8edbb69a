using System.Diagnostics;
using System.Globalization;
using CreditLedger.Data.Import;

namespace CreditLedger.Web.Commands;

/// <summary>One line on the terminal that says how far an import is; nothing where standard error is not a terminal.</summary>
internal sealed class ProgressLine(TextWriter error) : IDisposable
{
    private readonly bool _isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private readonly Stopwatch _sincePart = Stopwatch.StartNew();
    private bool _isPosting;
    private int _width;

    public void Show(ImportProgress progress)
    {
        if (!_isTerminal) return;
        if (progress.IsPosting && !_isPosting) _sincePart.Restart();
        _isPosting = progress.IsPosting;
        if (_sinceShown.ElapsedMilliseconds < 200) return;
        _sinceShown.Restart();
        var perSecond = progress.Rows / Math.Max(0.001, _sincePart.Elapsed.TotalSeconds);
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{progress.Rows:#,0} rows {(_isPosting ? "posted" : "read")}, {perSecond:#,0} rows/s");
        error.Write('\r' + line.PadRight(_width));
        _width = line.Length;
    }

    /// <summary>Makes room for what is said next.</summary>
    public void Clear()
    {
        if (_width == 0) return;
        error.Write('\r' + new string(' ', _width) + '\r');
        _width = 0;
    }

    public void Dispose() => Clear();
}
