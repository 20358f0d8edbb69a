using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;

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

    /// <summary>Whether the user confirmed it for a member who is not active (R54).</summary>
    /// <remarks>No part of the content.</remarks>
    public bool DespiteStatus { get; init; }

    /// <inheritdoc />
    protected override PostingKind Kind => PostingKind.Transfer;

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { MemberId = MemberId };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => MemberStanding.Needs(MemberId);

    private protected override ConfirmationNeeded? Warn(LedgerState state, LedgerRules rules, DateTime now) =>
        DespiteStatus ? null : StatusRule.Warn(state, MemberId, rules.Zone, now);

    /// <inheritdoc />
    protected override Refusal? RefuseTerms(DateTime now)
    {
        if (Amount is not null && CreditIds.Count > 1) return Refusals.PartOfMany;
        if (Amount <= 0) return Refusals.PartNotAboveZero;
        return base.RefuseTerms(now);
    }

    private protected override Ineligible? WhyNot(CreditState credit, long remains, LedgerRules rules, DateTime now)
    {
        var benefit = credit.Terms.Benefit;
        if (credit.IsRevoked) return Ineligible.Revoked;
        if (credit.Terms.IsExpiredAt(now)) return Ineligible.Expired;
        if (credit.Terms.IsUnlimited) return Ineligible.Unlimited;
        if (credit.Terms.OwnerId == MemberId) return Ineligible.SameOwner;
        if (remains == 0) return Ineligible.NothingToTransfer;
        if (Amount is not { } part || part == remains) return null;
        if (part > remains) return Ineligible.NotEnough(remains, part, benefit.Unit);

        // All that remains may move whatever it is: what is left of an older interval would be stuck.
        return BookingStep.Missed(part, BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes)) is { } missed
            ? Ineligible.NotAWholeStep(remains, missed) : null;
    }

    private protected override IEnumerable<EntryDraft> EntriesOn(CreditState credit, long remains, LedgerRules rules, DateTime now) =>
        Moving(credit, Amount ?? remains, MemberId, credit.Terms.ExpiresAt, CreditSource.Transfer, Description, now);

    private protected override void WriteTerms(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(Amount);
    }
}
