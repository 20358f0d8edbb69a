namespace CreditLedger.Ledger.Burning;

/// <summary>A credit as a draw sees it.</summary>
/// <param name="Held">The most that it can give, in the smallest unit, not below zero.</param>
/// <param name="Step">What it gives is a multiple of this, in the smallest unit.</param>
/// <param name="Cap">The place of the cap that it counts towards; <see cref="NoCap"/> where there is none.</param>
public readonly record struct DrawSource(long Held, int Step, int Cap = DrawSource.NoCap)
{
    /// <summary>Nothing but its balance limits the credit.</summary>
    public const int NoCap = -1;
}

/// <summary>
/// R14: of all draws that take an amount in whole steps of each credit and within the caps, the one that takes the most from the first
/// credit, then from the second, and so on. Where no draw takes it, that draw of the largest amount below it (R15).
/// </summary>
/// <param name="Amounts">What each credit gives, in their order and the smallest unit.</param>
/// <param name="Total">What they give together: the amount asked for, or the largest below it that can be drawn.</param>
/// <param name="NextAbove">
/// The next amount above the one asked for that can be drawn; none where that is more than all, or where the one asked for is drawn.
/// </param>
public sealed record ExactDraw(IReadOnlyList<long> Amounts, long Total, long? NextAbove)
{
    /// <summary>The most minutes of one usage (R14): it bounds the tables that credits of different steps need.</summary>
    public const long MaxMinutes = 1_000_000;

    /// <summary>Decides a draw.</summary>
    /// <param name="amount">
    /// What is asked for, in the smallest unit, above zero; where steps differ at most <see cref="MaxMinutes"/>.
    /// </param>
    /// <param name="sources">The credits, in burn order.</param>
    /// <param name="caps">What each cap leaves for the sum of its credits, in the smallest unit, not below zero.</param>
    public static ExactDraw Of(long amount, IReadOnlyList<DrawSource> sources, IReadOnlyList<long> caps)
    {
        // The most of each in turn: when that comes out even, no other draw takes more of an earlier credit.
        var (most, missing) = Greedy(amount, sources, caps);
        if (missing == 0) return new ExactDraw(most, amount, null);
        if (sources.Count == 0) return new ExactDraw(most, 0, null);

        // With one step, what the most of each leaves open cannot be drawn in any other way either.
        var total = amount - missing;
        if (HaveOneStep(sources))
        {
            var above = total + sources[0].Step;
            return new ExactDraw(most, total, Greedy(above, sources, caps).Missing == 0 ? above : null);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MaxMinutes);
        return new DrawTable(amount, sources, caps).Decide();
    }

    /// <summary>Whether all credits have the same step.</summary>
    public static bool HaveOneStep(IReadOnlyList<DrawSource> sources)
    {
        for (var place = 1; place < sources.Count; place++)
        {
            if (sources[place].Step != sources[0].Step) return false;
        }

        return true;
    }

    private static (long[] Amounts, long Missing) Greedy(long amount, IReadOnlyList<DrawSource> sources, IReadOnlyList<long> caps)
    {
        var amounts = new long[sources.Count];
        long[]? left = caps.Count == 0 ? null : [.. caps];
        for (var place = 0; place < amounts.Length && amount > 0; place++)
        {
            var (held, step, cap) = sources[place];
            var taken = Math.Min(held, amount);
            if (cap >= 0) taken = Math.Min(taken, left![cap]);
            taken -= taken % step;
            amounts[place] = taken;
            amount -= taken;
            if (cap >= 0) left![cap] -= taken;
        }

        return (amounts, amount);
    }
}
