using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Puts a member on a plan, and issues the periods that have begun (R25).</summary>
public sealed record AssignPlanCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    private const int MostYearsBack = 10;
    private const int MostYearsAhead = 5;

    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>The plan.</summary>
    public required long PlanId { get; init; }

    /// <summary>First local day; when it lies in the past, missed periods are issued at once.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last local day; none: until it is ended.</summary>
    public DateOnly? LastDay { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, null, now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        MembershipPlan.Needs(state, PlanId, forUpdate: true).Prepend(RowQuery.Of<MemberStatusRow>(nameof(MemberStatusRow.Id), MemberId));

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (RefuseDates(rules.Zone.DayOf(now)) is { } dates) return dates;
        if (state.Related.Row<MemberStatusRow>(nameof(MemberStatusRow.Id), MemberId)?.Status == MemberStatus.Left)
            return new Refusal(RefusalReason.Invalid, RefusedField.Member, "This member has left. Make the member active first.");
        if (PlanIn(state, rules) is not { } plan) return new Refusal(RefusalReason.NotFound, RefusedField.Plan, "There is no such plan.");
        if (plan.Refuse() is { } refusal) return refusal;
        return Draft.Nothing with
        {
            Related = made => plan.Begin(
                new MembershipRow
                {
                    Id = made.Made(MembershipRow.Table),
                    MemberId = MemberId,
                    PlanId = PlanId,
                    StartsOn = StartsOn,
                    EndsAt = EndsAt(rules),
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
        if (StartsOn < today.AddYears(-MostYearsBack))
            return new Refusal(RefusalReason.BadDate, RefusedField.StartsOn, $"The start lies more than {MostYearsBack} years back. Use a later day.");
        if (StartsOn > today.AddYears(MostYearsAhead))
            return new Refusal(RefusalReason.BadDate, RefusedField.StartsOn, $"The start lies more than {MostYearsAhead} years ahead. Use an earlier day.");
        return LastDay < StartsOn
            ? new Refusal(RefusalReason.BadDate, RefusedField.EndsOn, "The last day lies before the first. Use a later day, or none.")
            : null;
    }

    private DateTime? EndsAt(LedgerRules rules) => LastDay is { } last ? rules.Zone.EndOf(last) : null;

    private MembershipPlan? PlanIn(LedgerState state, LedgerRules rules) =>
        MembershipPlan.Find(state, PlanId) is { } plan ? new MembershipPlan(state, plan, StartsOn, EndsAt(rules), rules.Zone) : null;
}
