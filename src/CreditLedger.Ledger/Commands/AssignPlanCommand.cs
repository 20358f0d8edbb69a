using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Puts a member on a plan, and issues the periods that have begun (R25).</summary>
/// <remarks>Its effect is a list of <see cref="LineOutlook"/>.</remarks>
public sealed record AssignPlanCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    private const int MaxYearsBack = 10;
    private const int MaxYearsAhead = 5;

    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>The plan.</summary>
    public required long PlanId { get; init; }

    /// <summary>First local day; when it lies in the past, missed periods are issued at once.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last local day; none: until it is ended.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Whether a second membership of the same plan at the same time is meant.</summary>
    /// <remarks>Like the key, it is no part of the content (R9).</remarks>
    public bool Overlap { get; init; }

    /// <summary>Whether the user confirmed it for a member who is not active (R54): nothing is issued before the member is.</summary>
    /// <remarks>No part of the content either.</remarks>
    public bool DespiteStatus { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, null, now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. MemberStanding.Needs(MemberId),
        .. MembershipPlan.Needs(state, PlanId, forUpdate: true),
        .. MembershipPlan.NeedsOfMember(state, PlanId, MemberId),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) => MembershipPlan.Benefits(state, PlanId);

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) => new TypedDay(StartsOn, RefusedField.StartsOn);

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => [MemberId];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (RefuseDates(rules.Zone.DayOf(now)) is { } dates) return dates;
        if (PlanIn(state, rules) is not { } plan) return Refusals.NoSuchPlan;
        if (plan.Refuse() is { } refusal) return refusal;
        var standing = MemberStanding.Of(state, MemberId);
        if (!DespiteStatus && StatusRule.Warn(state, MemberId, rules.Zone, now) is { } inactive) return inactive;
        if (!Overlap && plan.WarnOfOverlap(MemberId) is { } warning) return warning;
        return Draft.Nothing with
        {
            Effect = plan.Outlook(standing, now),
            Related = made => plan.Begin(
                new MembershipRow
                {
                    Id = made.Made(MembershipRow.Table),
                    MemberId = MemberId,
                    PlanId = PlanId,
                    StartsOn = StartsOn,
                    EndsAt = EndsAt(rules),
                    AgreedEndsAt = EndsAt(rules),
                    CreatedAt = now,
                },
                now),
        };
    }

    /// <inheritdoc />
    public override IReadOnlyList<LedgerCommand> Following(LedgerState state, long madeId, LedgerRules rules, DateTime now) =>
        PlanIn(state, rules)!.DueFromStart(madeId, MemberId, now, Actor);

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(PlanId);
        writer.Number((long)StartsOn.DayNumber);
        writer.Number((long?)LastDay?.DayNumber);
    }

    private Refusal? RefuseDates(DateOnly today)
    {
        if (StartsOn < today.AddYears(-MaxYearsBack)) return Refusals.StartsTooFarBack(MaxYearsBack);
        if (StartsOn > today.AddYears(MaxYearsAhead)) return Refusals.StartsTooFarAhead(MaxYearsAhead);
        return LastDay < StartsOn ? Refusals.LastDayBeforeFirst : null;
    }

    private DateTime? EndsAt(LedgerRules rules) => LastDay is { } last ? rules.Zone.EndOf(last) : null;

    private MembershipPlan? PlanIn(LedgerState state, LedgerRules rules) =>
        MembershipPlan.Find(state, PlanId) is { } plan
            ? new MembershipPlan(state, plan, StartsOn, EndsAt(rules), rules.Zone, MembershipPauses.None) : null;
}
