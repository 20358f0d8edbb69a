using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A plan's line with all that it granted and grants.</summary>
public sealed record PlanLineDetails
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>Its plan.</summary>
    public required long PlanId { get; init; }

    /// <summary>Place among the plan's lines.</summary>
    public required int Position { get; init; }

    /// <summary>What it grants.</summary>
    public required long BenefitId { get; init; }

    /// <summary>What people call that.</summary>
    public required string BenefitName { get; init; }

    /// <summary>Whether no new line may grant it.</summary>
    public required bool IsBenefitArchived { get; init; }

    /// <summary>What it is counted in.</summary>
    public required Unit Unit { get; init; }

    /// <summary>How often.</summary>
    public required Period Period { get; init; }

    /// <summary>By the moment from which on, earliest first.</summary>
    public required IReadOnlyList<PlanTermsSince> History { get; init; }

    /// <summary>What periods that start from now on are granted.</summary>
    public PlanTerms Terms => History[^1].Terms;

    /// <summary>Whether it grants nothing any more.</summary>
    public bool IsEnded => Terms.IsNothing;
}

/// <summary>Terms with the moment from which on they hold.</summary>
/// <param name="EffectiveFrom">Periods that start at or after this; the beginning for a plan's first terms.</param>
/// <param name="Terms">How much, and what rolls over.</param>
/// <param name="ChangedById">The user who set them; none for a job.</param>
public sealed record PlanTermsSince(DateTime EffectiveFrom, PlanTerms Terms, long? ChangedById)
{
    /// <summary>Whether they are a plan's first.</summary>
    public bool IsFromTheBeginning => EffectiveFrom == PlanLineTermsRow.FromTheBeginning;
}

internal static class PlanLineReader
{
    /// <summary>The lines of plans in their order: IX_PlanLines_PlanId, and the primary key of PlanLineTerms.</summary>
    public static async Task<ILookup<long, PlanLineDetails>> OfPlansAsync(LedgerDbContext db, IReadOnlyCollection<long> planIds,
        CancellationToken cancellationToken)
    {
        var lines = await db.PlanLines.Where(line => planIds.Contains(line.PlanId))
            .Select(line => new
            {
                line.Id,
                line.PlanId,
                line.Position,
                line.BenefitId,
                line.Period,
                line.Benefit!.Name,
                line.Benefit.Kind,
                line.Benefit.Currency,
                IsArchived = line.Benefit.ArchivedAt != null,
            })
            .ToListAsync(cancellationToken);
        var ids = lines.Select(line => line.Id).ToList();
        var terms = (await db.PlanLineTerms.Where(row => ids.Contains(row.PlanLineId)).ToListAsync(cancellationToken))
            .ToLookup(row => row.PlanLineId);
        return lines.OrderBy(line => line.Position).ThenBy(line => line.Id).ToLookup(line => line.PlanId, line => new PlanLineDetails
        {
            Id = line.Id,
            PlanId = line.PlanId,
            Position = line.Position,
            BenefitId = line.BenefitId,
            BenefitName = line.Name,
            IsBenefitArchived = line.IsArchived,
            Unit = Unit.Of(line.Kind, line.Currency),
            Period = line.Period,
            History =
            [
                .. terms[line.Id].OrderBy(row => row.EffectiveFrom)
                    .Select(row => new PlanTermsSince(row.EffectiveFrom, row.Terms, row.ChangedById)),
            ],
        });
    }

    /// <summary>How many memberships of each plan have not ended: IX_Memberships_PlanId.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> RunningAsync(
        LedgerDbContext db, IReadOnlyCollection<long> planIds, DateTime now, CancellationToken cancellationToken)
    {
        var counts = await db.Memberships.Where(
            membership => planIds.Contains(membership.PlanId) && (membership.EndsAt == null || membership.EndsAt > now))
            .GroupBy(membership => membership.PlanId).Select(plan => new { plan.Key, Count = plan.Count() })
            .ToListAsync(cancellationToken);
        return counts.ToDictionary(plan => plan.Key, plan => plan.Count);
    }
}
