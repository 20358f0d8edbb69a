using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Moves what remains, or of a single credit a part, to another member (R23): to a new credit of the same benefit, priority and end.
/// </summary>
public sealed record TransferCommand(string IdempotencyKey, Actor Actor) : RemainderCommand(IdempotencyKey, Actor)
{
    /// <summary>The member who is to own it.</summary>
    public required long MemberId { get; init; }

    /// <summary>A part of a single credit, in the smallest unit, above zero; none means all that remains.</summary>
    public long? Amount { get; init; }

    /// <inheritdoc />
    protected override PostingKind Kind => PostingKind.Transfer;

    /// <inheritdoc />
    protected override string Verb => "transferred";

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { MemberId = MemberId };

    /// <inheritdoc />
    protected override Refusal? RefuseTerms(DateTime now)
    {
        if (Amount is not null && CreditIds.Count > 1)
            return new Refusal(RefusalReason.Invalid, RefusedField.Amount,
                "A part can be transferred of one credit at a time; of many, all that remains.");
        if (Amount <= 0) return new Refusal(RefusalReason.Invalid, RefusedField.Amount, "Enter an amount above zero.");
        return base.RefuseTerms(now);
    }

    private protected override Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now)
    {
        var benefit = credit.Terms.Benefit;
        if (credit.IsRevoked) return new Ineligible(SkipReason.Revoked, "was revoked: grant a new credit instead");
        if (credit.Terms.IsExpiredAt(now)) return new Ineligible(SkipReason.Expired, "has expired: extend it first");
        if (credit.Terms.OwnerId == MemberId)
            return new Ineligible(SkipReason.SameOwner, "belongs to that member already") { Field = RefusedField.Member };
        if (remains == 0) return new Ineligible(SkipReason.UsedUp, "has nothing left to transfer");
        if (Amount is not { } part || part == remains) return null;
        if (part > remains)
        {
            return new Ineligible(SkipReason.NotEnough,
                $"has {AmountFormat.Format(remains, benefit.Unit)} left, not {AmountFormat.Format(part, benefit.Unit)}")
            {
                Refusal = RefusalReason.NotEnough,
                Field = RefusedField.Amount,
                Available = remains,
                ShortBy = part - remains,
            };
        }

        // All that remains may move whatever it is: what is left of an older interval would be stuck.
        return BookingStep.Refuse(part, BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes)) is { } step
            ? new Ineligible(SkipReason.NotAWholeStep, AfterName(step))
            { Refusal = RefusalReason.NotAWholeStep, Field = RefusedField.Amount, Available = remains }
            : null;
    }

    private protected override IEnumerable<EntryDraft> EntriesOn(CreditState credit, long remains, DateTime now) =>
        Moving(credit, Amount ?? remains, MemberId, credit.Terms.ExpiresAt, CreditSource.Transfer, now);

    // "Time moves in steps of ..." becomes "Meeting moves in steps of ...".
    private static string AfterName(string step) => step[(step.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd('.');

    private protected override void WriteTerms(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(Amount);
    }
}
