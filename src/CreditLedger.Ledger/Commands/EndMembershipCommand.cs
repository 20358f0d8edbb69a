using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Ends a membership: at the period's end or now, keeping or taking what remains (R28).</summary>
/// <remarks>Its effect is an <see cref="EndingEffect"/>.</remarks>
public sealed record EndMembershipCommand(string IdempotencyKey, Actor Actor) : EndingCommand(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return Refusals.NoSuchMembership;
        var end = PlanOf(state, membership, rules).EndAt(When, now);
        if (RefuseEnd(membership, end, now) is { } refusal) return refusal;
        if (RefuseTexts(required: Revoke) is { } texts) return texts;
        var effect = new EndingEffect(end, Remaining(state, now));
        return new Draft(PostingKind.Revocation, Description, Revocations(state, effect, now))
        {
            MadeId = membership.Id,
            Effect = effect,
            Related = _ => End(state, membership, end, rules, now),
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MembershipId);
        writer.Number((long)When);
        writer.Byte(Revoke ? (byte)1 : (byte)0);
    }
}
