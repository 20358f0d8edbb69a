using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Takes back a requested end that has not come: the agreed last day holds again, where there is one (R28).</summary>
public sealed record ContinueMembershipCommand(string IdempotencyKey, Actor Actor) : MembershipCommand(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => Find(state) is { } membership
        ? base.Needs(state).Append(RowQuery.Of<MembershipRow>(nameof(MembershipRow.MemberId), membership.MemberId))
        : base.Needs(state);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return Refusals.NoSuchMembership;
        if (membership.RequestedEndsAt is not { } end) return Draft.OfRows(membership.Id);
        if (end <= now) return Refusals.EndHasCome;
        if (state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), membership.MemberId)
            .Any(other => other.FollowsId == membership.Id))
            return Refusals.FollowedByAnother;
        var running = membership with { EndsAt = membership.AgreedEndsAt };
        return Draft.OfRows(
            membership.Id, [RelatedChange.Update(running), .. PlanOf(state, running, rules).Move(membership.Id, issuedUntil: null)]);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer) => writer.Number(MembershipId);
}
