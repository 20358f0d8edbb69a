using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>Gives a member a credit of a benefit.</summary>
public sealed record GrantCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The member who is to own it.</summary>
    public required long MemberId { get; init; }

    /// <summary>What it is good for.</summary>
    public required long BenefitId { get; init; }

    /// <summary>Granted amount in the smallest unit, above zero.</summary>
    public required long Amount { get; init; }

    /// <summary>First live instant; none means now.</summary>
    public DateTime? StartsAt { get; init; }

    /// <summary>First instant no longer live; none means never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Lower is used first; none means the benefit's (R14).</summary>
    public int? Priority { get; init; }

    /// <summary>How it is given.</summary>
    public CreditSource Source { get; init; } = CreditSource.Manual;

    /// <summary>The plan's or product's name.</summary>
    public string? SourceName { get; init; }

    /// <summary>What was given in return (R40); complimentary credits are paid with 0.</summary>
    public CreditCategory Category { get; init; } = CreditCategory.Complimentary;

    /// <summary>What was paid for it, net of tax (R40); none where nothing was, or nobody said.</summary>
    public Allocation? Paid { get; init; }

    /// <summary>The name another program gave it.</summary>
    public string? ExternalId { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, BenefitId, now);

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) =>
        StartsAt is { } startsAt ? new TypedDay(rules.Zone.DayOf(startsAt), RefusedField.StartsAt) : null;

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => [MemberId];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Benefit(BenefitId) is not { } benefit)
            return Refusals.NoSuchBenefit(RefusedField.Benefit);
        if (Amount <= 0) return Refusals.GrantNotAboveZero;
        if (Amount > AmountLimit.Largest) return Refusals.AmountTooLarge(RefusedField.Amount);
        if (BookingStep.Missed(Amount, BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes)) is { } missed)
            return Refusals.NotAWholeStep(RefusedField.Amount, missed);
        if (RefuseTexts(required: false) is { } texts) return texts;
        if (SourceName?.Length > 200) return Refusals.SourceNameTooLong;
        if (Priority is < 0 or > 1000) return Refusals.PriorityOutOfRange;
        if (ExternalId is { Length: 0 or > MaxKeyLength }) return Refusals.ExternalIdOutOfLength;
        var latest = ExternalId is { } externalId ? state.TakenExternalIds.GetValueOrDefault(externalId) : default;
        if (latest is { Generation: > 0, IsUndone: false }) return Refusals.ExternalIdTaken(ExternalId!, latest.CreditId);

        if (RefusePaid() is { } paid) return paid;

        var startsAt = Instants.Cut(StartsAt ?? now);
        var expiresAt = Instants.Cut(ExpiresAt);
        if (expiresAt <= startsAt) return Refusals.ExpiresBeforeStart;

        var credit = CreditDraft.Of(benefit, MemberId, Amount, startsAt, expiresAt, Source, Clean(SourceName)).With(row => row with
        {
            Priority = Priority ?? benefit.Priority,
            Description = Description,
            ExternalId = ExternalId,
            Generation = latest.Generation + 1,
            Category = Category,
            PaidAmount = Category == CreditCategory.Complimentary ? 0 : Paid?.Amount,
            PaidCurrency = Category == CreditCategory.Complimentary ? null : Paid?.Currency,
        });

        // A credit that starts later was given now; one that started earlier has been there since, or usages dated then could not be
        // recorded (R16).
        return new Draft(PostingKind.Grant, Description, [EntryDraft.Granting(credit, startsAt < now ? startsAt : now)]);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(BenefitId);
        writer.Number(Amount);
        writer.Instant(StartsAt);
        writer.Instant(ExpiresAt);
        writer.Number((long?)Priority);
        writer.Byte((byte)Source);
        writer.Text(Clean(SourceName));
        writer.Text(ExternalId);
        writer.Byte((byte)Category);

        // Requests from before one could say what was paid keep their hash.
        if (Paid is not { } paid) return;
        writer.Number(paid.Amount);
        writer.Text(paid.Currency);
    }

    private Refusal? RefusePaid()
    {
        if (!Enum.IsDefined(Category)) return Refusals.NoSuchCreditCategory;
        if (Paid?.Refuse() is { } wrong) return wrong;
        if (Category == CreditCategory.Paid && Paid is not { Amount: > 0 }) return Refusals.NothingPaid;
        return Category == CreditCategory.Complimentary && Paid?.Amount > 0 ? Refusals.PaidThoughComplimentary : null;
    }
}
