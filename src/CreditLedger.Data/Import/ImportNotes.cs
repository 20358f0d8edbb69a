using System.Globalization;

namespace CreditLedger.Data.Import;

/// <summary>Notes about accepted rows for the outcome: the first ones, and how many more there are.</summary>
public sealed class ImportNotes
{
    private const int MaxShown = 50;

    private readonly List<string> _shown = [];
    private long _more;

    /// <summary>The sentences.</summary>
    public IReadOnlyList<string> All => _more == 0 ? _shown
        : [.. _shown, string.Create(CultureInfo.InvariantCulture, $"And {_more:#,0} more like these.")];

    internal void Add(string sentence)
    {
        if (_shown.Count < MaxShown) _shown.Add(sentence);
        else _more++;
    }
}
