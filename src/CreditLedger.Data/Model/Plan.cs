using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Model;

/// <summary>A plan with its lines.</summary>
public sealed record Plan : PlanRow
{
    /// <summary>What it grants.</summary>
    public ICollection<PlanLine> Lines { get; } = [];
}

/// <summary>A plan's line with what it refers to.</summary>
public sealed record PlanLine : PlanLineRow
{
    /// <summary>The plan itself.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The benefit itself.</summary>
    public Benefit? Benefit { get; init; }

    /// <summary>What it granted and grants, by the moment from which on: rows are only added (R27).</summary>
    public ICollection<PlanLineTerms> Terms { get; } = [];
}

/// <summary>What a plan's line grants from a moment on.</summary>
public sealed record PlanLineTerms : PlanLineTermsRow;
