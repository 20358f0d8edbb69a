using System.Globalization;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Supply;

/// <summary>A plan as one membership follows it: what of it is due, and where its lines stand then (R25).</summary>
internal sealed class MembershipPlan(
    LedgerState state, PlanRow plan, DateOnly startsOn, DateTime? endsAt, SiteZone zone, MembershipPauses pauses)
{
    private IEnumerable<PlanLineRow> Lines =>
        state.Related.Rows<PlanLineRow>(nameof(PlanLineRow.PlanId), plan.Id).OrderBy(line => line.Position).ThenBy(line => line.Id);

    /// <summary>
    /// A plan with its lines. An assignment locks the plan, as an edit does, so that no line is missed. The lines are read after that.
    /// </summary>
    public static IEnumerable<RowQuery> Needs(LedgerState state, long planId, bool forUpdate)
    {
        yield return RowQuery.Of<PlanRow>(nameof(PlanRow.Id), planId, forUpdate);
        if (Find(state, planId) is null) yield break;
        yield return RowQuery.Of<PlanLineRow>(nameof(PlanLineRow.PlanId), planId);
        foreach (var line in state.Related.Rows<PlanLineRow>(nameof(PlanLineRow.PlanId), planId))
            yield return RowQuery.Of<PlanLineTermsRow>(nameof(PlanLineTermsRow.PlanLineId), line.Id);
    }

    public static PlanRow? Find(LedgerState state, long planId) => state.Related.Row<PlanRow>(nameof(PlanRow.Id), planId);

    /// <summary>What the lines of a plan grant.</summary>
    public static IEnumerable<long> Benefits(LedgerState state, long planId) => Find(state, planId) is null
        ? []
        : state.Related.Rows<PlanLineRow>(nameof(PlanLineRow.PlanId), planId).Select(line => line.BenefitId).Distinct();

    /// <summary>
    /// A member's memberships, for <see cref="WarnOfOverlap"/>. They are read once the plan is taken for change, so that of two assignments
    /// at once the second sees the first.
    /// </summary>
    public static IEnumerable<RowQuery> NeedsOfMember(LedgerState state, long planId, long memberId) =>
        Find(state, planId) is null ? [] : [RowQuery.Of<MembershipRow>(nameof(MembershipRow.MemberId), memberId)];

    /// <summary>Why nobody can be put on it: archived, or it would never grant anything in that time.</summary>
    public Refusal? Refuse()
    {
        if (plan.ArchivedAt is not null) return Refusals.PlanArchived;
        return Lines.Any(line => new LineSchedule(startsOn, line.Period, TermsOf(line), endsAt, zone).NextGranted(0) is not null
            || TermsOf(line).MaxBy(terms => terms.EffectiveFrom)?.Tracking == LineTracking.Untracked)
            ? null : Refusals.PlanGrantsNothing;
    }

    /// <summary>
    /// What must be confirmed before a member is put on it: another membership of it in that time, for both would grant.
    /// </summary>
    public ConfirmationNeeded? WarnOfOverlap(long memberId)
    {
        var memberships = state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), memberId);
        if (memberships.FirstOrDefault(row => row.PlanId == plan.Id && Overlaps(row)) is not { } other) return null;
        var until = other.EndsAt is { } end ? $" until the end of {Day(zone.DayOf(end.AddMilliseconds(-1)))}" : ", until it is ended";
        return new ConfirmationNeeded(
            Confirmation.Overlap,
            $"The member is on {plan.Name} in this time already (From {Day(other.StartsOn)}{until}). Both would grant.");

        bool Overlaps(MembershipRow row)
        {
            var from = zone.StartOf(row.StartsOn > startsOn ? row.StartsOn : startsOn);
            return !(row.EndsAt <= from) && !(endsAt <= from);
        }

        static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>What its lines grant to a membership that begins: what is issued at once, and what comes next.</summary>
    public IReadOnlyList<LineOutlook> Outlook(MemberStanding standing, DateTime now) =>
    [
        .. Lines.Select(line => LineOutlook.Of(state.Benefit(line.BenefitId)!, line.Period, ScheduleOf(line), standing, now))
            .Where(line => line.Periods.Count > 0),
    ];

    /// <summary>
    /// The moment of an end (R28): never before the first day, so that what has not begun never begins; of periods of several lengths the
    /// longest counts.
    /// </summary>
    public DateTime EndAt(MembershipEnd when, DateOnly? lastDay, DateTime now)
    {
        if (when == MembershipEnd.OnDay && lastDay is { } last) return zone.EndOf(last);
        var start = zone.StartOf(startsOn);
        if (start >= now) return start;
        return when == MembershipEnd.Now ? now
            : Lines.Select(line => (line.Period, Terms: TermsOf(line)))
                .Where(line => line.Terms.Count > 0 && line.Terms.MaxBy(terms => terms.EffectiveFrom)!.Grants)
                .Select(line => new LineSchedule(startsOn, line.Period, line.Terms, null, zone).EndOfPeriodAt(now))
                .DefaultIfEmpty(now).Max();
    }

    /// <summary>The rows of a membership that begins, its lines where they stand once all that is due has been issued.</summary>
    public IEnumerable<RelatedChange> Begin(MembershipRow membership, DateTime now)
    {
        yield return RelatedChange.Insert(membership);
        foreach (var line in Lines)
            yield return RelatedChange.Insert(
                Place(new MembershipLineRow { MembershipId = membership.Id, PlanLineId = line.Id }, ScheduleOf(line), now));
    }

    /// <summary>
    /// Lets the lines of a membership stand where its end leaves them, without what is due until a moment; one that was set aside is left.
    /// </summary>
    public IEnumerable<RelatedChange> Move(long membershipId, DateTime? issuedUntil) =>
        from standing in Standing(membershipId)
        join line in Lines on standing.PlanLineId equals line.Id
        select RelatedChange.Update(Place(standing, ScheduleOf(line), issuedUntil));

    /// <summary>What is due of a membership that begins; none once it was issued in this transaction.</summary>
    public IReadOnlyList<LedgerCommand> DueFromStart(long membershipId, long memberId, DateTime now, Actor actor) =>
        NotIssued([.. Lines.SelectMany(line => Due(membershipId, memberId, line, 0, now, actor))]);

    /// <summary>What is due of a membership that runs; none once it was issued in this transaction.</summary>
    public IReadOnlyList<LedgerCommand> DueOf(MembershipRow membership, DateTime now, Actor actor) =>
        NotIssued([.. DueOfLines(membership, now, actor).Select(due => due.Issue)]);

    /// <summary>The same, each period with the place of its line afterwards: empty once all were issued.</summary>
    public IReadOnlyList<LedgerCommand> MovingDueOf(MembershipRow membership, DateTime now, Actor actor) =>
    [
        .. from due in DueOfLines(membership, now, actor)
           orderby due.Issue.Period.StartsAt
           select due.Issue with { Line = At(due.Line, due.Schedule, due.Issue.Period.Number + 1) },
    ];

    /// <summary>The schedule of each line of a membership, and where the line stands.</summary>
    public IEnumerable<(BenefitTerms? Benefit, LineSchedule Schedule, int Next)> Schedules(long membershipId) =>
        from standing in Standing(membershipId)
        join line in Lines on standing.PlanLineId equals line.Id
        select (state.Benefit(line.BenefitId), ScheduleOf(line), standing.NextPeriod);

    /// <summary>The periods, not issued yet, that contain a moment.</summary>
    public IEnumerable<(PlanLineRow Line, GrantedPeriod Period)> PeriodsAt(long membershipId, DateTime moment)
    {
        foreach (var (standing, line) in from standing in Standing(membershipId)
                                         join line in Lines on standing.PlanLineId equals line.Id
                                         select (standing, line))
        {
            var schedule = ScheduleOf(line);
            var period = schedule.NextGranted(standing.NextPeriod);
            while (period is not null && period.EndsAt <= moment) period = schedule.NextGranted(period.Number + 1);
            if (period is not null && period.StartsAt <= moment) yield return (line, period);
        }
    }

    /// <summary>Issues a period that was skipped (R54); none when the plan grants nothing in it any more.</summary>
    public IssueCommand? IssueOf(MembershipSkipRow skip, Actor actor) =>
        Lines.FirstOrDefault(line => line.Id == skip.PlanLineId) is { } line
        && ScheduleOf(line).NextGranted(skip.Period) is { } period && period.Number == skip.Period
            ? new IssueCommand(skip, period, actor) { MemberId = skip.MemberId, BenefitId = line.BenefitId, PlanName = plan.Name } : null;

    // A line is asked for its periods in their order: a rollover asks what became of the period before.
    private IReadOnlyList<LedgerCommand> NotIssued(List<IssueCommand> due) =>
        due.Count == 0 || state.Related.Knows(due[0].OwnCredits) ? [] : [.. due.OrderBy(issue => issue.Period.StartsAt)];

    private IEnumerable<IssueCommand> Due(long membershipId, long memberId, PlanLineRow line, int next, DateTime now, Actor actor)
    {
        var schedule = ScheduleOf(line);
        for (var period = schedule.NextGranted(next); period is not null
            && period.StartsAt <= now; period = schedule.NextGranted(period.Number + 1))
        {
            yield return new IssueCommand(membershipId, line.Id, period, actor)
            {
                MemberId = memberId,
                BenefitId = line.BenefitId,
                PlanName = plan.Name,
            };
        }
    }

    private IEnumerable<(MembershipLineRow Line, LineSchedule Schedule, IssueCommand Issue)> DueOfLines(
        MembershipRow membership, DateTime now, Actor actor) =>
        from standing in Standing(membership.Id)
        join line in Lines on standing.PlanLineId equals line.Id
        from issue in Due(membership.Id, membership.MemberId, line, standing.NextPeriod, now, actor)
        select (standing, ScheduleOf(line), issue);

    private IEnumerable<MembershipLineRow> Standing(long membershipId) =>
        state.Related.Rows<MembershipLineRow>(nameof(MembershipLineRow.MembershipId), membershipId).Where(line => line.SetAsideAt is null)
            .Select(line => line with { NextPeriod = Math.Max(line.NextPeriod, NotIssuedYet(line)) });

    // A line may stand at its last period, though that was issued: nothing was to come, until the agreed last day moved (R46).
    private int NotIssuedYet(MembershipLineRow line)
    {
        var credits = RowQuery.Of<MembershipCreditRow>(nameof(MembershipCreditRow.MembershipId), line.MembershipId);
        return state.Related.Knows(credits)
            ? state.Related.Rows<MembershipCreditRow>(credits).Where(credit => credit.PlanLineId == line.PlanLineId)
                .Select(credit => credit.Period + 1).DefaultIfEmpty(0).Max()
            : 0;
    }

    private static MembershipLineRow Place(MembershipLineRow line, LineSchedule schedule, DateTime? issuedUntil)
    {
        var next = line.NextPeriod;
        for (var period = schedule.NextGranted(next); period is not null && period.StartsAt <= issuedUntil;
            period = schedule.NextGranted(next))
            next = period.Number + 1;
        return At(line, schedule, next);
    }

    private static MembershipLineRow At(MembershipLineRow line, LineSchedule schedule, int next) => line with
    {
        NextPeriod = schedule.NextPlanned(next),
        NextStartsAt = schedule.NextGranted(next)?.StartsAt ?? BalanceRow.Never,
    };

    private LineSchedule ScheduleOf(PlanLineRow line) => new(startsOn, line.Period, TermsOf(line), endsAt, zone, pauses);

    private IReadOnlyList<LineTerms> TermsOf(PlanLineRow line) =>
        [.. state.Related.Rows<PlanLineTermsRow>(nameof(PlanLineTermsRow.PlanLineId), line.Id).Select(terms => terms.ToRule())];
}
