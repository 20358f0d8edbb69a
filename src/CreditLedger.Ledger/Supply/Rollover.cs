using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Supply;

/// <summary>
/// What a rollover takes of each credit of the period before, and what it is topped up by (R26): decided when the period is issued, and
/// again when something is recorded later that lies before it (R16).
/// </summary>
/// <param name="Taken">What each gives, in their order.</param>
/// <param name="Remaining">What they held together.</param>
/// <param name="Moved">What moves on.</param>
/// <param name="TopUp">What it lacks to the least.</param>
internal sealed record Rollover(IReadOnlyList<long> Taken, long Remaining, long Moved, long TopUp)
{
    /// <summary>Decides it.</summary>
    /// <param name="rule">The terms of the period that it moves into.</param>
    /// <param name="held">What each credit holds, not below zero.</param>
    /// <param name="leastTopUp">A top-up that cannot be taken back; the amount that moves on is reduced by it.</param>
    public static Rollover Of(RolloverRule rule, IReadOnlyList<long> held, long leastTopUp = 0)
    {
        var remaining = held.Sum();
        var target = Math.Min(rule.Of(remaining), AmountLimit.Largest);
        var topUp = Math.Max(leastTopUp, target - Math.Min(remaining, target));
        var (moved, taken) = (Math.Max(0, target - topUp), new long[held.Count]);
        var missing = moved;
        for (var place = 0; place < taken.Length; place++) missing -= taken[place] = Math.Min(held[place], missing);
        return new Rollover(taken, remaining, moved, topUp);
    }

    /// <summary>
    /// The order in which credits of a period give: what had rolled over, what topped it up, the period's own grant, what took the place
    /// of one; not in the order of their keys, because a late entry may grant one later.
    /// </summary>
    public static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> credits, Func<T, CreditRow> rowOf) =>
        credits.OrderBy(credit => rowOf(credit) switch
        {
            { Source: CreditSource.Rollover, OriginCreditId: not null } => 0,
            { Source: CreditSource.Rollover } => 1,
            _ => 2,
        }).ThenBy(credit => rowOf(credit).Id);

    /// <summary>The credit that the remainder becomes.</summary>
    /// <param name="like">A credit of the same period, without an amount.</param>
    /// <param name="moved">What moves on.</param>
    /// <param name="remaining">What remained.</param>
    /// <param name="originId">The first credit that it comes from.</param>
    /// <param name="lastDay">The last day of the period before.</param>
    public static CreditDraft Moving(CreditDraft like, long moved, long remaining, long? originId, DateOnly lastDay) =>
        like.With(row => row with
        {
            Amount = moved,
            Source = CreditSource.Rollover,
            OriginCreditId = originId,
            Description = moved < remaining
                ? $"{AmountFormat.Format(moved, like.Benefit.Unit)} of the {AmountFormat.Format(remaining, like.Benefit.Unit)} that " +
                    $"remained until {Day(lastDay)} rolled over; the rest expired."
                : $"What remained until {Day(lastDay)} rolled over.",
        });

    /// <summary>The credit that tops it up.</summary>
    /// <param name="like">A credit of the same period, without an amount.</param>
    /// <param name="amount">How much.</param>
    /// <param name="remaining">What remained.</param>
    /// <param name="least">The least rollover.</param>
    /// <param name="lastDay">The last day of the period before.</param>
    public static CreditDraft ToppingUp(CreditDraft like, long amount, long remaining, long least, DateOnly lastDay) =>
        like.With(row => row with
        {
            Amount = amount,
            Source = CreditSource.Rollover,
            Category = CreditCategory.Complimentary,
            PaidAmount = 0,
            Description =
                $"Topped up to the least rollover of {AmountFormat.Format(least, like.Benefit.Unit)}: " +
                $"{AmountFormat.Format(remaining, like.Benefit.Unit)} remained until {Day(lastDay)}.",
        });

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
