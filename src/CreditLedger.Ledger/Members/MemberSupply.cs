using System.Globalization;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Members;

/// <summary>The memberships of a member whose status changes: which end, and which skipped periods are issued (R54).</summary>
internal sealed class MemberSupply
{
    private readonly LedgerState _state;
    private readonly IReadOnlyList<MembershipRow> _memberships;
    private readonly IReadOnlyList<MembershipSkipRow> _skips;

    private MemberSupply(LedgerState state, long memberId) => (_state, _memberships, _skips) = (
        state,
        state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), memberId),
        state.Related.Rows<MembershipSkipRow>(nameof(MembershipSkipRow.MemberId), memberId));

    /// <summary>What the plans of the member's memberships grant.</summary>
    public IEnumerable<long> Benefits =>
        _memberships.Select(row => row.PlanId).Distinct().SelectMany(plan => MembershipPlan.Benefits(_state, plan)).Distinct();

    /// <summary>The rows that a command needs.</summary>
    public static IEnumerable<RowQuery> Needs(LedgerState state, long memberId)
    {
        yield return RowQuery.Of<MembershipRow>(nameof(MembershipRow.MemberId), memberId);
        yield return RowQuery.Of<MembershipSkipRow>(nameof(MembershipSkipRow.MemberId), memberId);
        foreach (var membership in state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), memberId))
        {
            yield return RowQuery.Of<MembershipLineRow>(nameof(MembershipLineRow.MembershipId), membership.Id, forUpdate: true);
            foreach (var query in MembershipPauses.Needs(membership)) yield return query;
            foreach (var query in MembershipPlan.Needs(state, membership.PlanId, forUpdate: true)) yield return query;
        }
    }

    /// <summary>The member's memberships; null if the command did not ask for them.</summary>
    public static MemberSupply? Known(LedgerState state, long memberId) =>
        state.Related.Knows(RowQuery.Of<MembershipSkipRow>(nameof(MembershipSkipRow.MemberId), memberId))
            ? new MemberSupply(state, memberId) : null;

    /// <summary>The running memberships, and the skipped periods that may still be issued.</summary>
    public MemberOutlook Outlook(SiteZone zone, DateTime now) => new(
    [
        .. Running(now).Select(row => new RunningMembership(
            row.Id, MembershipPlan.Find(_state, row.PlanId)!.Name, row.EndsAt, PeriodEndOf(row, zone, now))),
    ],
    [
        .. from skip in _skips
           where skip.IsOpenAt(now)
           from membership in _memberships
           where membership.Id == skip.MembershipId
           let issue = PlanOf(membership, zone).IssueOf(skip, default)
           where issue is not null
           select new OfferedPeriod(SkippedPeriod.Of(skip), issue.PlanName, _state.Benefit(issue.BenefitId), issue.Period),
    ]);

    /// <summary>First issues what is due, then ends the memberships; empty once both are done.</summary>
    public IReadOnlyList<LedgerCommand> End(SiteZone zone, DateTime now, string key, Actor actor)
    {
        var due = Running(now).SelectMany(row => PlanOf(row, zone).DueOf(row, now, Actor.Job(JobName.Issuing))).ToList();
        return due.Count > 0 ? due :
        [
            .. Running(now).Where(row => !(row.EndsAt <= PeriodEndOf(row, zone, now)))
                .Select(row => new EndMembershipCommand(string.Create(CultureInfo.InvariantCulture, $"{key}/end/{row.Id}"), actor)
                {
                    MembershipId = row.Id,
                    When = MembershipEnd.AtPeriodEnd,
                }),
        ];
    }

    /// <summary>Issues the chosen skipped periods; empty once they are issued.</summary>
    public IReadOnlyList<LedgerCommand> Issue(IReadOnlyCollection<SkippedPeriod> chosen, SiteZone zone, DateTime now, Actor actor) =>
    [
        .. from skip in _skips
           where skip.IsOpenAt(now) && chosen.Contains(SkippedPeriod.Of(skip))
           from membership in _memberships
           where membership.Id == skip.MembershipId
           let issue = PlanOf(membership, zone).IssueOf(skip, actor)
           where issue is not null
           orderby skip.StartsAt
           select issue,
    ];

    private IEnumerable<MembershipRow> Running(DateTime now) => _memberships.Where(row => !(row.EndsAt <= now));

    private DateTime PeriodEndOf(MembershipRow row, SiteZone zone, DateTime now) =>
        PlanOf(row, zone).EndAt(MembershipEnd.AtPeriodEnd, lastDay: null, now);

    private MembershipPlan PlanOf(MembershipRow row, SiteZone zone) =>
        new(_state, MembershipPlan.Find(_state, row.PlanId)!, row.StartsOn, row.EndsAt, zone, MembershipPauses.Of(_state, row));
}

/// <summary>What a new status means for the memberships of a member.</summary>
/// <param name="Running">The memberships that are not over.</param>
/// <param name="Skipped">The periods that were skipped and are not over.</param>
public sealed record MemberOutlook(IReadOnlyList<RunningMembership> Running, IReadOnlyList<OfferedPeriod> Skipped)
{
    /// <summary>Nothing.</summary>
    public static readonly MemberOutlook None = new([], []);
}

/// <summary>A membership that is not over.</summary>
/// <param name="Id">Its key.</param>
/// <param name="PlanName">The plan's name.</param>
/// <param name="EndsAt">Its end; none while none is set.</param>
/// <param name="PeriodEndsAt">When it would end with its period.</param>
public sealed record RunningMembership(long Id, string PlanName, DateTime? EndsAt, DateTime PeriodEndsAt);

/// <summary>A skipped period that may still be issued.</summary>
/// <param name="Skip">Which one.</param>
/// <param name="PlanName">The plan's name.</param>
/// <param name="Benefit">What it would grant; none where that is not known.</param>
/// <param name="Period">The period.</param>
public sealed record OfferedPeriod(SkippedPeriod Skip, string PlanName, BenefitTerms? Benefit, GrantedPeriod Period);

/// <summary>Names a period of a line of a membership.</summary>
/// <param name="MembershipId">The membership.</param>
/// <param name="PlanLineId">The plan's line.</param>
/// <param name="Number">Which period, from 0.</param>
public readonly record struct SkippedPeriod(long MembershipId, long PlanLineId, int Number)
{
    /// <summary>The period of a row.</summary>
    public static SkippedPeriod Of(MembershipSkipRow row) => new(row.MembershipId, row.PlanLineId, row.Period);

    internal void Write(CanonicalWriter writer)
    {
        writer.Number(MembershipId);
        writer.Number(PlanLineId);
        writer.Number((long)Number);
    }
}
