using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A benefit as the lines of plans and products choose it.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it is counted in.</param>
/// <param name="Currency">ISO 4217 code of money and printing.</param>
/// <param name="StepMinutes">Its own booking step (R20).</param>
/// <param name="IsArchived">Whether no new line may grant it.</param>
/// <param name="RolloverMin">The least that a new plan line begins with (R26).</param>
/// <param name="RolloverMax">The most.</param>
public sealed record OfferedBenefit(
    long Id, string Name, BenefitKind Kind, string? Currency, int? StepMinutes, bool IsArchived, long? RolloverMin, long? RolloverMax)
{
    /// <summary>What it is counted in.</summary>
    public Unit Unit => Unit.Of(Kind, Currency);
}

/// <summary>
/// The whole catalogue, those that are archived included, because lines that grant them go on: tens of rows, sorted in memory.
/// </summary>
public sealed class OfferedBenefitsQuery(LedgerDbContext db)
{
    /// <summary>By kind and name.</summary>
    public async Task<IReadOnlyList<OfferedBenefit>> RunAsync(CancellationToken cancellationToken)
    {
        var benefits = await db.Benefits
            .Select(benefit => new OfferedBenefit(
                benefit.Id, benefit.Name, benefit.Kind, benefit.Currency, benefit.StepMinutes, benefit.ArchivedAt != null,
                benefit.RolloverMin, benefit.RolloverMax))
            .ToListAsync(cancellationToken);
        return [.. benefits.OrderBy(benefit => benefit.Kind).ThenBy(benefit => benefit.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(benefit => benefit.Id)];
    }
}
