using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Ends a membership: at the period's end, now or on a chosen day, keeping or taking what remains (R28).</summary>
/// <remarks>Its effect is an <see cref="EndingEffect"/>.</remarks>
public sealed record EndMembershipCommand(string IdempotencyKey, Actor Actor) : EndingCommand(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return Refusals.NoSuchMembership;
        var end = EndOf(state, membership, rules, now);
        if (RefuseEnd(membership, end, rules, now) is { } refusal) return refusal;
        if (RefuseTexts(required: Revoke) is { } texts) return texts;
        var effect = new EndingEffect(end, Remaining(state, now)) { AgreedEndsAt = membership.AgreedEndsAt };
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
        WriteEnd(writer);
    }
}
