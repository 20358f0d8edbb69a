using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries;

/// <summary>A credit as its row or page shows it. Granted − used ± adjusted = balance.</summary>
public sealed record CreditSummary
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>The member who owns it.</summary>
    public required long OwnerId { get; init; }

    /// <summary>The benefit.</summary>
    public required long BenefitId { get; init; }

    /// <summary>The benefit's name, which is the credit's name.</summary>
    public required string BenefitName { get; init; }

    /// <summary>What it counts.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The benefit's own booking step (R20).</summary>
    public int? StepMinutes { get; init; }

    /// <summary>Whether any amount can be used of it (R48).</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>Granted amount.</summary>
    public required long Granted { get; init; }

    /// <summary>Used amount, as a positive number.</summary>
    public required long Used { get; init; }

    /// <summary>Everything that is neither grant nor usage, signed.</summary>
    public required long Adjusted { get; init; }

    /// <summary>The part of <see cref="Adjusted"/> that moved to other credits (−) or was taken back from them (+).</summary>
    public long Moved { get; init; }

    /// <summary>The sum of its entries (R5).</summary>
    public required long Balance { get; init; }

    /// <summary>What of it is committed to bookings (R42); 0 where nobody asked.</summary>
    public long Committed { get; init; }

    /// <summary>First live instant (R11).</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>First instant no longer live; none means never.</summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>Lower is used first (R14).</summary>
    public required int Priority { get; init; }

    /// <summary>How it was given.</summary>
    public required CreditSource Source { get; init; }

    /// <summary>The plan's or product's name.</summary>
    public string? SourceName { get; init; }

    /// <summary>The credit whose remainder became this one.</summary>
    public long? OriginCreditId { get; init; }

    /// <summary>Why it was given.</summary>
    public string? Description { get; init; }

    /// <summary>What sort of money was paid for it (R40); none where it came from a move.</summary>
    public CreditCategory? Category { get; init; }

    /// <summary>What was paid for it, net of tax (R40); none where nobody said.</summary>
    public Allocation? Paid { get; init; }

    /// <summary>The name another program gave it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>When the ledger learned of it.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Status at the moment of asking (R12).</summary>
    public required CreditStatus Status { get; init; }

    /// <summary>
    /// Place in the burn order among the credits of the kind that the member one looks at may use, shared ones included: 1 is used first
    /// (R14). None where nothing can be used.
    /// </summary>
    public int? BurnPlace { get; init; }

    /// <summary>Why a usage would pass it over now (R15); none where it would draw from it, or where nobody asked.</summary>
    public SkipReason? Skip { get; init; }

    /// <summary>Whether members of the owner's groups may use it (R13).</summary>
    public bool IsShared { get; init; }

    /// <summary>The benefit's kind.</summary>
    public BenefitKind Kind => Unit.Kind;

    /// <summary>What can be used of it: nothing outside its life (R11), and nothing that is committed (R42).</summary>
    public long Available => Status == CreditStatus.Current ? Balance - Committed : 0;

    /// <summary>Whether its life has begun and not ended, and it was not revoked.</summary>
    public bool IsLive => Status is CreditStatus.Current or CreditStatus.UsedUp;

    /// <summary>Whether it will not be usable again: expired or revoked.</summary>
    public bool IsPast => Status is CreditStatus.Expired or CreditStatus.Revoked;

    internal static CreditSummary Of(CreditFigures figures, DateTime now) => Of(figures.ToState(), now);

    /// <summary>What it is called: benefit, how it was given, last usable day.</summary>
    public string NameIn(SiteZone zone) => CreditName.Of(BenefitName, Source, SourceName, ExpiresAt, zone);

    internal static CreditSummary Of(CreditState credit, DateTime now)
    {
        var (row, benefit, sums) = (credit.Terms.Row, credit.Terms.Benefit, credit.Sums);
        return new CreditSummary
        {
            Id = row.Id,
            OwnerId = row.OwnerId,
            BenefitId = benefit.Id,
            BenefitName = benefit.Name,
            Unit = benefit.Unit,
            StepMinutes = benefit.StepMinutes,
            IsUnlimited = row.Unlimited,
            Granted = row.Amount,
            Used = sums.Used,
            Adjusted = sums.Adjusted + sums.Moved,
            Moved = sums.Moved,
            Balance = credit.Balance,
            Committed = credit.Committed,
            StartsAt = row.StartsAt,
            ExpiresAt = row.ExpiresAt,
            Priority = row.Priority,
            Source = row.Source,
            SourceName = row.SourceName,
            OriginCreditId = row.OriginCreditId,
            Description = row.Description,
            ExternalId = row.ExternalId,
            Category = row.Category,
            Paid = Allocation.Of(row.PaidAmount, row.PaidCurrency),
            RecordedAt = row.RecordedAt,
            IsShared = benefit.Shared,
            Status = credit.StatusAt(now),
        };
    }
}
