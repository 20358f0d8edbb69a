using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>Changes a membership that is there. Its lines and itself are taken for change: issuing waits, and then sees the end.</summary>
public abstract record MembershipCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The membership.</summary>
    public required long MembershipId { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state)
    {
        yield return RowQuery.Of<MembershipLineRow>(nameof(MembershipLineRow.MembershipId), MembershipId, forUpdate: true);
        yield return RowQuery.Of<MembershipRow>(nameof(MembershipRow.Id), MembershipId, forUpdate: true);
        if (Find(state) is not { } membership) yield break;
        foreach (var query in MembershipPauses.Needs(membership)) yield return query;
        foreach (var query in MembershipPlan.Needs(state, membership.PlanId, forUpdate: true)) yield return query;
    }

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => Find(state) is { } membership ? [membership.MemberId] : [];

    /// <summary>The membership; none when there is no such one.</summary>
    protected MembershipRow? Find(LedgerState state) => state.Related.Row<MembershipRow>(nameof(MembershipRow.Id), MembershipId);

    private protected static MembershipPlan PlanOf(LedgerState state, MembershipRow membership, LedgerRules rules) =>
        PlanOf(state, membership, MembershipPauses.Of(state, membership), rules);

    private protected static MembershipPlan PlanOf(
        LedgerState state, MembershipRow membership, MembershipPauses pauses, LedgerRules rules) => new(
        state, MembershipPlan.Find(state, membership.PlanId)!, membership.StartsOn, membership.EndsAt, rules.Zone, pauses);
}

/// <summary>Ends a membership, alone or for another in its place (R28).</summary>
public abstract record EndingCommand(string IdempotencyKey, Actor Actor) : MembershipCommand(IdempotencyKey, Actor)
{
    /// <summary>At the period's end, now, or on a chosen day.</summary>
    public required MembershipEnd When { get; init; }

    /// <summary>With <see cref="MembershipEnd.OnDay"/>: the last local day, today or later (R52).</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>
    /// With <see cref="MembershipEnd.Now"/>: whether what remains of its credits is taken; otherwise it is kept until it expires.
    /// </summary>
    public bool Revoke { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        base.Needs(state).Append(RowQuery.Of<MembershipCreditRow>(nameof(MembershipCreditRow.MembershipId), MembershipId));

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) =>
        state.Related.Rows<MembershipCreditRow>(nameof(MembershipCreditRow.MembershipId), MembershipId).Select(row => row.CreditId);

    /// <summary>What is due first: a period that began before the end is the member's, and what remains of it is what is revoked.</summary>
    public override IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) =>
        Find(state) is { } membership ? PlanOf(state, membership, rules).DueOf(membership, now, Actor.Job(JobName.Issuing)) : [];

    private protected DateTime EndOf(LedgerState state, MembershipRow membership, LedgerRules rules, DateTime now) =>
        PlanOf(state, membership, rules).EndAt(When, LastDay, now);

    private protected Refusal? RefuseEnd(MembershipRow membership, DateTime end, LedgerRules rules, DateTime now)
    {
        if (membership.EndsAt <= now || membership.EndsAt <= rules.Zone.StartOf(membership.StartsOn)) return Refusals.MembershipEnded;
        if (When == MembershipEnd.OnDay && RefuseLastDay(membership, rules.Zone, now) is { } day) return day;
        if (When == MembershipEnd.AtPeriodEnd ? membership.EndsAt <= end : membership.EndsAt == end)
            return Refusals.MembershipEndsThen(rules.Zone.LastUsable(membership.EndsAt!.Value).Day);
        return Revoke && When != MembershipEnd.Now ? Refusals.RevokedOnlyNow : null;
    }

    // The earliest day that would be right is today or, where it has not begun, its first; the latest the agreed last day.
    private Refusal? RefuseLastDay(MembershipRow membership, SiteZone zone, DateTime now)
    {
        if (LastDay is not { } last) return Refusals.NoLastDay;
        var today = zone.DayOf(now);
        DateOnly? agreed = membership.AgreedEndsAt is { } end ? zone.LastUsable(end).Day : null;
        if (last > agreed) return Refusals.LastDayAfterAgreed(agreed.Value);
        if (last >= membership.StartsOn && last >= today) return null;
        return membership.StartsOn > today ? Refusals.LastDayBeforeItBegins(membership.StartsOn)
            : Refusals.LastDayInThePast(today, agreed);
    }

    private protected IReadOnlyList<RemainingCredit> Remaining(LedgerState state, DateTime now) =>
    [
        .. Credits(state).Order().Select(state.Credit).OfType<CreditState>()
            .Where(credit => !credit.IsRevoked && !credit.Terms.IsExpiredAt(now))
            .Select(credit => new RemainingCredit(credit.Terms, credit.History.LowestSince(now)))
            .Where(credit => credit.Amount > 0 || credit.Terms.IsUnlimited),
    ];

    private protected IReadOnlyList<EntryDraft> Revocations(LedgerState state, EndingEffect effect, DateTime now) => Revoke
        ? [.. effect.Remaining.Select(credit => EntryDraft.On(state.Credit(credit.Terms.Id)!, EntryKind.Revocation, -credit.Amount, now))]
        : [];

    /// <summary>What is to be hashed of when it ends; requests from before a day could be chosen keep their hash (R9).</summary>
    private protected void WriteEnd(CanonicalWriter writer)
    {
        writer.Number((long)When);
        writer.Byte(Revoke ? (byte)1 : (byte)0);
        if (LastDay is { } last) writer.Number((long)last.DayNumber);
    }

    private protected static IEnumerable<RelatedChange> End(
        LedgerState state, MembershipRow membership, DateTime end, LedgerRules rules, DateTime now)
    {
        var ended = membership with { EndsAt = end };
        return PlanOf(state, ended, rules).Move(membership.Id, now).Prepend(RelatedChange.Update(ended));
    }
}
