using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Supply;

/// <summary>What a product's line grants at a sale, and for how long (R29).</summary>
/// <param name="Amount">In the smallest unit (R1).</param>
/// <param name="ValidDays">Local days from the day of sale on; none when an end is given or it never expires.</param>
/// <param name="ValidUntil">The last local day; none when days are given or it never expires.</param>
public sealed record ProductTerms(long Amount, int? ValidDays = null, DateOnly? ValidUntil = null);

/// <summary>A product's line as it shall be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="Benefit">What it shall grant.</param>
/// <param name="Terms">How much, and for how long.</param>
public sealed record ProductLineWanted(int Row, SupplyBenefit Benefit, ProductTerms Terms);

/// <summary>Why a product cannot be as it is wanted.</summary>
/// <param name="Row">The caller's number of the line; none for the product as a whole.</param>
/// <param name="Field">What to blame.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record ProductRefusal(int? Row, ProductField Field, string Message);

/// <summary>What a refusal blames.</summary>
public enum ProductField
{
    /// <summary>The product as a whole.</summary>
    Product,

    /// <summary>What a line grants.</summary>
    Benefit,

    /// <summary>How much.</summary>
    Amount,

    /// <summary>For how many days.</summary>
    ValidDays,

    /// <summary>Until which day.</summary>
    ValidUntil,
}

/// <summary>What a product may be (R29). A line that stays as it was is not judged again.</summary>
public static class ProductRule
{
    /// <summary>A hundred years: longer means "never".</summary>
    public const int MostDays = 36_500;

    /// <summary>Why the lines cannot be; empty when they can.</summary>
    /// <param name="current">The lines as they are, by their benefits.</param>
    /// <param name="wanted">The lines as they shall be.</param>
    /// <param name="bookingIntervalMinutes">The site's booking interval (R20).</param>
    /// <param name="today">The local day.</param>
    public static IEnumerable<ProductRefusal> Refuse(
        IReadOnlyCollection<(long BenefitId, ProductTerms Terms)> current, IReadOnlyCollection<ProductLineWanted> wanted, int bookingIntervalMinutes, DateOnly today)
    {
        if (wanted.Count == 0) yield return new ProductRefusal(null, ProductField.Product, "A product grants something: give it at least one line.");
        foreach (var line in wanted.Where(line => !current.Contains((line.Benefit.Id, line.Terms))))
        {
            if (current.All(known => known.BenefitId != line.Benefit.Id) && SupplyRule.RefuseBenefit(line.Benefit) is { } archived)
                yield return new ProductRefusal(line.Row, ProductField.Benefit, archived);
            var step = BookingStep.Of(line.Benefit.Kind, line.Benefit.StepMinutes, bookingIntervalMinutes);
            if (SupplyRule.RefuseAmount(line.Terms.Amount, step) is { } wrong) yield return new ProductRefusal(line.Row, ProductField.Amount, wrong);
            if (RefuseValidity(line.Terms, today) is (var field, { } message)) yield return new ProductRefusal(line.Row, field, message);
        }
    }

    private static (ProductField Field, string? Message) RefuseValidity(ProductTerms terms, DateOnly today) => terms switch
    {
        { ValidDays: not null, ValidUntil: not null } => (ProductField.ValidUntil, "A line lasts for days or until a day, not both. Empty one of them."),
        { ValidDays: < 1 or > MostDays } => (ProductField.ValidDays, "Days are a whole number from 1 to 36,500; the day of the sale is the first. For longer choose that it never expires."),
        { ValidUntil: { } last } when last < today => (ProductField.ValidUntil, "That day is over: nothing sold today could be used. Choose a later day."),
        _ => (default, null),
    };
}
