using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Model;

/// <summary>Grants benefits every period while a membership runs (R25). Archived, never deleted.</summary>
public sealed class Plan
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>Display name, 1 to 200 characters; what credits name as their source.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded (<see cref="SearchText.Fold"/>): the order of lists, and unique.</summary>
    public required string SortName { get; set; }

    /// <summary>For staff, up to 500 characters.</summary>
    public string? Description { get; set; }

    /// <summary>Since when it is no longer assigned; memberships that run go on.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>What it grants.</summary>
    public ICollection<PlanLine> Lines { get; } = [];
}

/// <summary>One benefit that a plan grants each period. Benefit and period never change: another line replaces it.</summary>
public sealed class PlanLine
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>The plan.</summary>
    public long PlanId { get; set; }

    /// <summary>The plan itself.</summary>
    public Plan? Plan { get; set; }

    /// <summary>What it grants.</summary>
    public long BenefitId { get; set; }

    /// <summary>The benefit itself.</summary>
    public Benefit? Benefit { get; set; }

    /// <summary>How often.</summary>
    public Period Period { get; set; }

    /// <summary>Place among the plan's lines, from 1.</summary>
    public int Position { get; set; }

    /// <summary>What it granted and grants, by the moment from which on: rows are only added (R27).</summary>
    public ICollection<PlanLineTerms> Terms { get; } = [];
}

/// <summary>How much a plan's line grants in the periods that start at or after a moment, until the next such row (R27).</summary>
public sealed class PlanLineTerms
{
    /// <summary>Of the terms that a plan began with: memberships may start before the plan was written down.</summary>
    public static readonly DateTime FromTheBeginning = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The line.</summary>
    public long PlanLineId { get; set; }

    /// <summary>Periods that start at or after this moment follow these terms.</summary>
    public DateTime EffectiveFrom { get; set; }

    /// <summary>Amount per period in the smallest unit (R1); 0: the line grants nothing any more.</summary>
    public long Amount { get; set; }

    /// <summary>Least that the next period is given as rollover (R26); none: what remains lapses.</summary>
    public long? RolloverMin { get; set; }

    /// <summary>Most that rolls over; none beside a minimum: everything (R26).</summary>
    public long? RolloverMax { get; set; }

    /// <summary>The user who set them; none for a job.</summary>
    public long? ChangedById { get; set; }
}
