using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>What a product's line grants at a sale, and for how long (R29).</summary>
/// <param name="Amount">In the smallest unit (R1).</param>
/// <param name="ValidDays">Local days from the day of sale on; none when an end is given or it never expires.</param>
/// <param name="ValidUntil">The last local day; none when days are given or it never expires.</param>
public sealed record ProductTerms(long Amount, int? ValidDays = null, DateOnly? ValidUntil = null)
{
    /// <summary>What of the product's price falls to it (R40); none where nobody said.</summary>
    public Allocation? Paid { get; init; }
}

/// <summary>A product's line as it is to be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="Benefit">What it is to grant.</param>
/// <param name="Terms">How much, and for how long.</param>
public sealed record ProductLineWanted(int Row, BenefitRow Benefit, ProductTerms Terms);

/// <summary>What a product may be (R29). A line that stays as it was is not judged again.</summary>
public static class ProductRule
{
    /// <summary>A hundred years: longer means "never".</summary>
    public const int MaxDays = 36_500;

    /// <summary>Why the lines cannot be; empty when they can.</summary>
    /// <param name="current">The lines as they are, by their benefits.</param>
    /// <param name="wanted">The lines as they are to be.</param>
    /// <param name="bookingIntervalMinutes">The site's booking interval (R20).</param>
    /// <param name="today">The local day.</param>
    public static IEnumerable<Refusal> Refuse(
        IReadOnlyCollection<(long BenefitId, ProductTerms Terms)> current, IReadOnlyCollection<ProductLineWanted> wanted,
        int bookingIntervalMinutes,
        DateOnly today)
    {
        if (wanted.Count == 0) yield return Refusals.NoLines(ProductRow.Noun);
        foreach (var line in wanted.Where(line => !current.Contains((line.Benefit.Id, line.Terms))))
        {
            var isNew = current.All(known => known.BenefitId != line.Benefit.Id);
            var step = BookingStep.Of(line.Benefit.Kind, line.Benefit.StepMinutes, bookingIntervalMinutes);
            IEnumerable<Refusal> refusals =
            [
                .. isNew ? CatalogueRule.RefuseBenefit(line.Benefit) : [],
                .. CatalogueRule.RefuseAmount(line.Terms.Amount, step),
                .. RefuseValidity(line.Terms, today),
                .. CatalogueRule.RefusePaid(line.Terms.Paid),
            ];
            foreach (var refusal in refusals) yield return refusal with { Row = line.Row };
        }
    }

    private static IEnumerable<Refusal> RefuseValidity(ProductTerms terms, DateOnly today)
    {
        if (terms is { ValidDays: not null, ValidUntil: not null }) yield return Refusals.DaysAndLastDay;
        else if (terms.ValidDays is < 1 or > MaxDays) yield return Refusals.DaysOutOfRange;
        else if (terms.ValidUntil < today) yield return Refusals.LastDayIsOver;
    }
}
