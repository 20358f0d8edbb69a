using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Pauses a membership, or changes a pause (R46). What is due is issued first, because a period that began before is the member's; then the
/// lines stand where the pause leaves them, and what it lets through at once follows.
/// </summary>
/// <remarks>Its effect is a <see cref="PauseEffect"/>.</remarks>
public abstract record PausingCommand(string IdempotencyKey, Actor Actor) : MembershipCommand(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        MembershipPauses.Query(MembershipId),
        RowQuery.Of<MembershipCreditRow>(nameof(MembershipCreditRow.MembershipId), MembershipId),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        Find(state) is { } membership ? MembershipPlan.Benefits(state, membership.PlanId) : [];

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) =>
        Find(state) is { } membership ? PlanOf(state, membership, rules).MovingDueOf(membership, now, Actor.Job(JobName.Issuing)) : [];

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Following(LedgerState state, long madeId, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return [];
        if (PlanOf(state, membership, rules).MovingDueOf(membership, now, Actor) is { Count: > 0 } due) return due;
        return MembershipPauses.Of(state, membership).Rows.FirstOrDefault(row => row.Number == NumberIn(membership)) is { } pause
            && pause.ExtendAt <= now ? [new ExtendByPauseCommand(MembershipId, pause.Number, Actor)] : [];
    }

    /// <summary>Which pause of the membership it is about, once it was recorded.</summary>
    private protected abstract int NumberIn(MembershipRow membership);

    private protected static Draft Drafted(
        LedgerState state, MembershipRow membership, MembershipPauseRow pause, MembershipPauseRow? before, LedgerRules rules)
    {
        var others = MembershipPauses.Of(state, membership).Rows.Where(row => row.Number != pause.Number).ToList();
        var days = membership.AgreedEndsAt is null ? 0 : pause.MovedDays - (before?.MovedDays ?? 0);
        var moved = membership.MovedBy(days, rules.Zone) with { PauseCount = Math.Max(membership.PauseCount, pause.Number) };
        var plan = PlanOf(state, moved, new MembershipPauses(others.Append(pause)), rules);
        var without = PlanOf(state, moved, new MembershipPauses(others), rules);
        return Draft.OfRows(
            membership.Id,
            [
                before is null ? RelatedChange.Insert(pause) : RelatedChange.Update(pause), RelatedChange.Update(moved),
                .. plan.Move(membership.Id, issuedUntil: null),
            ]) with
        { Effect = new PauseEffect(pause, PauseEffect.HeldBy(pause, plan, without), moved.AgreedEndsAt, days) };
    }
}
