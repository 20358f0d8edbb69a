using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>From when until when something holds (R13): [From, Until).</summary>
/// <param name="From">First instant; <see cref="Instants.Earliest"/> where it has always held.</param>
/// <param name="Until">First instant after; none while no end is known.</param>
public readonly record struct Validity(DateTime From, DateTime? Until)
{
    /// <summary>At every moment.</summary>
    public static readonly Validity Always = new(Instants.Earliest, null);

    /// <summary>Whether it holds at a moment.</summary>
    public bool Contains(DateTime moment) => moment >= From && !IsOver(moment);

    /// <summary>Whether its end has come.</summary>
    public bool IsOver(DateTime moment) => moment >= Until;

    /// <summary>As much of it as lies before a moment; none where nothing does.</summary>
    public Validity? Before(DateTime? moment)
    {
        if (moment is not { } end || end >= Until) return this;
        return end > From ? this with { Until = end } : null;
    }

    /// <summary>When both hold; none where they never do.</summary>
    public Validity? And(Validity other)
    {
        var both = this with { From = From > other.From ? From : other.From };
        return both.IsOver(both.From) ? null : both.Before(other.Until);
    }
}
