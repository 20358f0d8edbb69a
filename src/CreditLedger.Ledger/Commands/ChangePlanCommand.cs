using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Ends a membership and begins one of another plan in its place, and issues what has begun of that (R28).</summary>
/// <remarks>Its effect is an <see cref="EndingEffect"/>.</remarks>
public sealed record ChangePlanCommand(string IdempotencyKey, Actor Actor) : EndingCommand(IdempotencyKey, Actor)
{
    /// <summary>The plan of the membership that follows.</summary>
    public required long PlanId { get; init; }

    /// <summary>Whether a second membership of the new plan at the same time is meant.</summary>
    /// <remarks>Like the key, it is no part of the content (R9).</remarks>
    public bool Overlap { get; init; }

    /// <summary>Whether the user confirmed it for a member who is not active (R54): nothing is issued before the member is.</summary>
    /// <remarks>No part of the content either.</remarks>
    public bool DespiteStatus { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        .. MembershipPlan.Needs(state, PlanId, forUpdate: true),
        .. Find(state) is { } membership
            ? [.. MembershipPlan.NeedsOfMember(state, PlanId, membership.MemberId), .. MemberStanding.Needs(membership.MemberId)]
            : Array.Empty<RowQuery>(),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) => MembershipPlan.Benefits(state, PlanId);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return Refusals.NoSuchMembership;
        if (membership.PlanId == PlanId) return Refusals.OnThisPlanAlready;
        var end = EndOf(state, membership, rules, now);
        if (RefuseEnd(membership, end, rules, now) is { } refusal) return refusal;
        if (NextPlan(state, membership, end, rules, now) is not { } next) return Refusals.NoSuchPlan;
        if (next.Refuse() is { } plan) return plan;
        var standing = MemberStanding.Of(state, membership.MemberId);
        var effect = new EndingEffect(end, Remaining(state, now))
        {
            AgreedEndsAt = AgreedEnd(state, membership, end, rules),
            Grants = next.Outlook(standing, now),
        };
        var entries = Revocations(state, effect, now);
        if (RefuseTexts(required: entries.Count > 0) is { } texts) return texts;
        if (!DespiteStatus && StatusRule.Warn(state, membership.MemberId, rules.Zone, now) is { } inactive) return inactive;
        if (!Overlap && next.WarnOfOverlap(membership.MemberId) is { } warning) return warning;
        return new Draft(PostingKind.Revocation, Description, entries)
        {
            Effect = effect,
            Related = made => End(state, membership, end, rules, now).Concat(Begin(state, membership, end, made, next, rules, now)),
        };
    }

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Following(LedgerState state, long madeId, LedgerRules rules, DateTime now) =>
        Find(state) is { EndsAt: { } end } membership ? NextPlan(state, membership, end, rules, now)!.DueFromStart(
            madeId, membership.MemberId, now, Actor) : [];

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MembershipId);
        writer.Number(PlanId);
        WriteEnd(writer);
    }

    private IEnumerable<RelatedChange> Begin(
        LedgerState state, MembershipRow membership, DateTime end, DraftRows made, MembershipPlan next, LedgerRules rules, DateTime now)
    {
        var pauses = PausesGoingOn(state, membership, end, rules, now);
        var agreed = AgreedEnd(state, membership, end, rules);
        var row = new MembershipRow
        {
            Id = made.Made(MembershipRow.Table),
            MemberId = membership.MemberId,
            PlanId = PlanId,
            StartsOn = rules.Zone.DayOf(end),
            EndsAt = agreed,
            AgreedEndsAt = agreed,
            CreatedAt = now,
            FollowsId = membership.Id,
            PauseCount = pauses.Count,
        };
        return [.. next.Begin(row, now), .. pauses.Select(pause => RelatedChange.Insert(pause with { MembershipId = row.Id }))];
    }

    // It starts on the day on which the other ends; where that never began, on its first day. The agreed last day stays (R28), and what is
    // paused stays paused (R46).
    private MembershipPlan? NextPlan(LedgerState state, MembershipRow membership, DateTime end, LedgerRules rules, DateTime now) =>
        MembershipPlan.Find(state, PlanId) is { } plan
            ? new MembershipPlan(state, plan, rules.Zone.DayOf(end), AgreedEnd(state, membership, end, rules), rules.Zone,
                new MembershipPauses(PausesGoingOn(state, membership, end, rules, now)))
            : null;

    private static List<MembershipPauseRow> PausesGoingOn(
        LedgerState state, MembershipRow membership, DateTime end, LedgerRules rules, DateTime now) =>
        [.. MembershipPauses.Of(state, membership).GoingOn(rules.Zone.DayOf(end), now, rules.Zone)];

    private static DateTime? AgreedEnd(LedgerState state, MembershipRow membership, DateTime end, LedgerRules rules) =>
        membership.MovedBy(MembershipPauses.Of(state, membership).OpenDaysBefore(rules.Zone.DayOf(end)), rules.Zone).AgreedEndsAt;
}
