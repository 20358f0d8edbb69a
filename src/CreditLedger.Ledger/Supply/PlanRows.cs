using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Supply;

/// <summary>What the rules ask of a plan.</summary>
public sealed record PlanRow : ILedgerRow<PlanRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<PlanRow> Table { get; } = new(
        "Plans",
        Column.Of((PlanRow row) => row.Id, key: true),
        Column.Of((PlanRow row) => row.Name, length: 200),
        Column.Of((PlanRow row) => row.ArchivedAt))
    { IsPart = true };

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>What credits name as their source.</summary>
    public string Name { get; init; } = "";

    /// <summary>Since when it is no longer assigned.</summary>
    public DateTime? ArchivedAt { get; init; }
}

/// <summary>One benefit that a plan grants each period.</summary>
public sealed record PlanLineRow : ILedgerRow<PlanLineRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<PlanLineRow> Table { get; } = new(
        "PlanLines",
        Column.Of((PlanLineRow row) => row.Id, key: true),
        Column.Of((PlanLineRow row) => row.PlanId),
        Column.Of((PlanLineRow row) => row.BenefitId),
        Column.Of((PlanLineRow row) => row.Period),
        Column.Of((PlanLineRow row) => row.Position));

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>The plan.</summary>
    public long PlanId { get; init; }

    /// <summary>What it grants.</summary>
    public long BenefitId { get; init; }

    /// <summary>How often.</summary>
    public Period Period { get; init; }

    /// <summary>Place among the plan's lines.</summary>
    public int Position { get; init; }
}

/// <summary>What a plan's line grants from a moment on (R27).</summary>
public sealed record PlanLineTermsRow : ILedgerRow<PlanLineTermsRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<PlanLineTermsRow> Table { get; } = new(
        "PlanLineTerms",
        Column.Of((PlanLineTermsRow row) => row.PlanLineId, key: true),
        Column.Of((PlanLineTermsRow row) => row.EffectiveFrom, key: true),
        Column.Of((PlanLineTermsRow row) => row.Amount),
        Column.Of((PlanLineTermsRow row) => row.RolloverMin),
        Column.Of((PlanLineTermsRow row) => row.RolloverMax))
    { IsPart = true };

    /// <summary>The line.</summary>
    public long PlanLineId { get; init; }

    /// <summary>Periods that start at or after this moment follow these terms.</summary>
    public DateTime EffectiveFrom { get; init; }

    /// <summary>Amount per period in the smallest unit; 0: nothing.</summary>
    public long Amount { get; init; }

    /// <summary>Least that the next period is given (R26); none: what remains lapses.</summary>
    public long? RolloverMin { get; init; }

    /// <summary>Most that rolls over.</summary>
    public long? RolloverMax { get; init; }

    /// <summary>As the rules take them.</summary>
    public LineTerms ToRule() => new(EffectiveFrom, Amount, RolloverRule.Of(RolloverMin, RolloverMax));
}

/// <summary>Where a member stands.</summary>
public sealed record MemberStatusRow : ILedgerRow<MemberStatusRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MemberStatusRow> Table { get; } = new(
        "Members", Column.Of((MemberStatusRow row) => row.Id, key: true), Column.Of((MemberStatusRow row) => row.Status))
    { IsPart = true };

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>Active, suspended or left.</summary>
    public MemberStatus Status { get; init; }
}
