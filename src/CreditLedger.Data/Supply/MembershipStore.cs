using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>
/// Begins, ends and changes memberships, each in one transaction with the rows of the ledger that follow from it: the missed periods of a start
/// in the past (R25), what is revoked at an end (R28).
/// </summary>
public sealed class MembershipStore(LedgerStore store, SiteZone zone, TimeProvider clock)
{
    private readonly IssuingRound _round = new(store, zone);

    /// <summary>Puts a member on a plan and issues what is due.</summary>
    public Task<MembershipOutcome> AssignAsync(AssignPlan request, CancellationToken cancellationToken) => RunAsync(
        async rows =>
        {
            if (await rows.FindByKeyAsync(request.Key, cancellationToken) is { } known)
            {
                return known.MemberId == request.MemberId && known.PlanId == request.PlanId && known.StartsOn == request.StartsOn
                    ? new MembershipDone(known.Id, 0)
                    : new MembershipRefused(MembershipField.Whole, "This form was sent before, with other content. Open it again.");
            }

            var now = clock.Now();
            var endsAt = request.LastDay is { } last ? zone.EndOf(last) : (DateTime?)null;
            if (MembershipRules.RefuseDates(request.StartsOn, request.LastDay, zone.DayOf(now)) is { } dates) return dates;
            if (await rows.RefuseMemberAsync(request.MemberId, cancellationToken) is { } member) return member;
            if (await rows.RefusePlanAsync(request.PlanId, request.StartsOn, endsAt, cancellationToken) is { } plan) return plan;
            return await BeginAsync(rows, new NewMembership(request.Key, request.MemberId, request.PlanId, request.StartsOn, endsAt, null), request.Actor, null, cancellationToken);
        },
        cancellationToken);

    /// <summary>Ends a membership.</summary>
    public Task<MembershipOutcome> EndAsync(EndMembership request, CancellationToken cancellationToken) => RunAsync(
        async rows =>
        {
            if (await rows.FindAsync(request.MembershipId, cancellationToken) is not { } membership) return NotFound;
            if (membership.EndKey == request.Key) return new MembershipDone(membership.Id, 0);
            if (MembershipRules.RefuseEnd(membership, request.When, request.Revoke, request.Reason, clock.Now(), zone) is { } refusal) return refusal;
            var posting = await EndAsync(rows, membership, request.Key, request.When, request.Revoke, request.Reason, request.Actor, cancellationToken);
            return new MembershipDone(membership.Id, 0, posting);
        },
        cancellationToken);

    /// <summary>Takes back an end that has not come.</summary>
    public Task<MembershipOutcome> ContinueAsync(long membershipId, CancellationToken cancellationToken) => RunAsync(
        async rows =>
        {
            if (await rows.FindAsync(membershipId, cancellationToken) is not { } membership) return NotFound;
            if (membership.EndsAt is not { } end) return new MembershipDone(membershipId, 0);
            if (end <= clock.Now()) return new MembershipRefused(MembershipField.Whole, "This membership has ended. Assign the plan again instead.");
            if (await rows.IsFollowedAsync(membershipId, cancellationToken))
                return new MembershipRefused(MembershipField.Whole, "Another plan follows this membership. End that one first.");
            await rows.SetEndAsync(membership with { EndsAt = null }, null, cancellationToken);
            return new MembershipDone(membershipId, 0);
        },
        cancellationToken);

    /// <summary>Ends a membership and begins one of another plan in its place.</summary>
    public Task<MembershipOutcome> ChangeAsync(ChangePlan request, CancellationToken cancellationToken) => RunAsync(
        async rows =>
        {
            if (await rows.FindByKeyAsync(request.Key, cancellationToken) is { } known) return new MembershipDone(known.Id, 0);
            if (await rows.FindAsync(request.MembershipId, cancellationToken) is not { } membership) return NotFound;
            var now = clock.Now();
            if (membership.PlanId == request.PlanId) return new MembershipRefused(MembershipField.Plan, "The member is on this plan already. Choose another one.");
            if (MembershipRules.RefuseEnd(membership, request.When, request.Revoke, request.Reason, now, zone) is { } refusal) return refusal;
            var startsOn = request.When == MembershipEnd.Now ? zone.DayOf(now) : zone.DayOf(membership.EndAt(request.When, now, zone));
            if (membership.StartsOn > startsOn) startsOn = membership.StartsOn;
            if (await rows.RefusePlanAsync(request.PlanId, startsOn, null, cancellationToken) is { } plan) return plan;

            var posting = await EndAsync(rows, membership, request.Key, request.When, request.Revoke, request.Reason, request.Actor, cancellationToken);
            var next = new NewMembership(request.Key, membership.MemberId, request.PlanId, startsOn, null, membership.Id);
            return await BeginAsync(rows, next, request.Actor, posting, cancellationToken);
        },
        cancellationToken);

    private static MembershipRefused NotFound => new(MembershipField.Whole, "There is no such membership.");

    private async Task<MembershipOutcome> RunAsync(Func<MembershipRows, Task<MembershipOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await store.InTransactionAsync(transaction => work(new MembershipRows(transaction, zone)), cancellationToken);
        }
        catch (LedgerBusyException)
        {
            return new MembershipBusy();
        }
    }

    // Round by round, because a period's rollover asks what became of the period before.
    private async Task<MembershipOutcome> BeginAsync(MembershipRows rows, NewMembership membership, Actor actor, long? revocation, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var id = await rows.InsertAsync(membership, now, cancellationToken);
        return new MembershipDone(id, await IssueAsync(rows, id, now, actor, cancellationToken), revocation);
    }

    private async Task<long> IssueAsync(MembershipRows rows, long membershipId, DateTime now, Actor actor, CancellationToken cancellationToken)
    {
        var issued = default(IssueCounts);
        while (true)
        {
            var round = await _round.RunAsync(rows.Transaction, now, membershipId, actor, cancellationToken);
            if (round.Lines == 0) return issued.Periods;
            issued += round;
        }
    }

    private async Task<long?> EndAsync(
        MembershipRows rows, MembershipState membership, string key, MembershipEnd when, bool revoke, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        // What is due first: a period that began before the end is the member's, and what remains of it is what is revoked.
        var now = clock.Now();
        await IssueAsync(rows, membership.Id, now, Actor.Job(JobName.Issuing), cancellationToken);
        var current = await rows.FindAsync(membership.Id, cancellationToken) ?? membership;
        await rows.SetEndAsync(current with { EndsAt = current.EndAt(when, now, zone) }, key, cancellationToken);
        if (!revoke || when != MembershipEnd.Now) return null;
        var credits = await rows.CreditsNotOverAsync(membership.Id, now, cancellationToken);
        if (credits.Count == 0) return null;
        var act = new RevocationCommand($"end/{key}", actor) { CreditIds = credits, Description = reason!, SkipUnfit = true };
        return (await store.WriteAsync(rows.Transaction, [act], cancellationToken))[0] switch
        {
            Done recorded => recorded.PostingId,
            Refused { Refusal.Skipped.Count: > 0 } => null,
            var other => throw new InvalidOperationException($"What remained was not revoked: {other}."),
        };
    }
}
