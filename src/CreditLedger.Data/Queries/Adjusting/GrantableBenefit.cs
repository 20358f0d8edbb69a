using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Adjusting;

/// <summary>A benefit as the form that adds a credit offers it.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it is counted in.</param>
/// <param name="Currency">ISO 4217 code of money and printing.</param>
/// <param name="StepMinutes">Its own booking step (R20).</param>
/// <param name="Priority">Priority of a credit that is given none (R14).</param>
public sealed record GrantableBenefit(long Id, string Name, BenefitKind Kind, string? Currency, int? StepMinutes, int Priority)
{
    /// <summary>What it is counted in.</summary>
    public Unit Unit => Unit.Of(Kind, Currency);

    /// <summary>All that is not archived, by kind and name: tens of rows, read in full.</summary>
    public static IQueryable<GrantableBenefit> Query(LedgerDbContext db) =>
        from benefit in db.Benefits
        where benefit.ArchivedAt == null
        orderby benefit.Kind, benefit.Name, benefit.Id
        select new GrantableBenefit(benefit.Id, benefit.Name, benefit.Kind, benefit.Currency, benefit.StepMinutes, benefit.Priority);
}
