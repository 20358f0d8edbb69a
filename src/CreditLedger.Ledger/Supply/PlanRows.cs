using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Supply;

/// <summary>Grants benefits every period while a membership runs (R25). Archived, never deleted.</summary>
public record PlanRow : VersionedRow, IVersionedRow<PlanRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<PlanRow> Table { get; } = new(
        "Plans",
        Column.Of((PlanRow row) => row.Id, key: true),
        Column.Of((PlanRow row) => row.Name, length: MaxNameLength),
        Column.Of((PlanRow row) => row.SortName, length: MaxNameLength, exact: true),
        Column.Of((PlanRow row) => row.Description, length: 500),
        Column.Of((PlanRow row) => row.ArchivedAt),
        Column.Of((PlanRow row) => row.Version));

    /// <inheritdoc />
    public static string Noun => "plan";

    /// <summary>The name folded: the order of lists, and unique.</summary>
    public string SortName { get; init; } = "";

    /// <summary>For staff, up to 500 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>One benefit that a plan grants each period. Benefit and period never change: another line takes its place.</summary>
public record PlanLineRow : ILedgerRow<PlanLineRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<PlanLineRow> Table { get; } = new(
        "PlanLines",
        Column.Of((PlanLineRow row) => row.Id, key: true),
        Column.Of((PlanLineRow row) => row.PlanId, isFixed: true),
        Column.Of((PlanLineRow row) => row.BenefitId, isFixed: true),
        Column.Of((PlanLineRow row) => row.Period, isFixed: true),
        Column.Of((PlanLineRow row) => row.Position));

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>The plan.</summary>
    public long PlanId { get; init; }

    /// <summary>What it grants.</summary>
    public long BenefitId { get; init; }

    /// <summary>How often.</summary>
    public Period Period { get; init; }

    /// <summary>Place among the plan's lines, from 1.</summary>
    public int Position { get; init; }
}

/// <summary>What a plan's line grants from a moment on, until the next such row; rows are only added (R27).</summary>
public record PlanLineTermsRow : ILedgerRow<PlanLineTermsRow>
{
    /// <summary>Since when the terms hold that a plan began with: memberships may start before the plan was written down.</summary>
    public static readonly DateTime FromTheBeginning = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The columns.</summary>
    public static LedgerTable<PlanLineTermsRow> Table { get; } = new(
        "PlanLineTerms",
        Column.Of((PlanLineTermsRow row) => row.PlanLineId, key: true),
        Column.Of((PlanLineTermsRow row) => row.EffectiveFrom, key: true),
        Column.Of((PlanLineTermsRow row) => row.Amount),
        Column.Of((PlanLineTermsRow row) => row.RolloverMin),
        Column.Of((PlanLineTermsRow row) => row.RolloverMax),
        Column.Of((PlanLineTermsRow row) => row.ChangedById),
        Column.Of((PlanLineTermsRow row) => row.PaidAmount),
        Column.Of((PlanLineTermsRow row) => row.PaidCurrency, length: 3, exact: true),
        Column.Of((PlanLineTermsRow row) => row.Tracking));

    /// <summary>The line.</summary>
    public long PlanLineId { get; init; }

    /// <summary>Periods that start at or after this moment follow these terms.</summary>
    public DateTime EffectiveFrom { get; init; }

    /// <summary>Amount per period in the smallest unit (R1); 0 of a limited line: it grants nothing any more.</summary>
    public long Amount { get; init; }

    /// <summary>Least that the next period is given (R26); none: what remains expires.</summary>
    public long? RolloverMin { get; init; }

    /// <summary>Most that rolls over; none beside a minimum: everything (R26).</summary>
    public long? RolloverMax { get; init; }

    /// <summary>The user who set them; none for a job.</summary>
    public long? ChangedById { get; init; }

    /// <summary>What of the price falls to it, in the currency's minor unit, net of tax (R40); none where nobody said.</summary>
    public long? PaidAmount { get; init; }

    /// <summary>ISO 4217 code of that.</summary>
    public string? PaidCurrency { get; init; }

    /// <summary>Whether an amount is granted, any amount, or nothing that is counted (R48).</summary>
    public LineTracking Tracking { get; init; }

    /// <summary>As pages and edits take them.</summary>
    public PlanTerms Terms => new(Amount, RolloverMin, RolloverMax)
    { Paid = Allocation.Of(PaidAmount, PaidCurrency), Tracking = Tracking };

    /// <summary>As the rules take them.</summary>
    public LineTerms ToRule() => new(EffectiveFrom, Amount, RolloverRule.Of(RolloverMin, RolloverMax))
    { Paid = Allocation.Of(PaidAmount, PaidCurrency), Tracking = Tracking };
}
