using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Puts a member into a group, or back into it after the last day.</summary>
public sealed record AddGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupTermsCommand(IdempotencyKey, Actor)
{
    /// <summary>Who is added.</summary>
    public required GroupParty Member { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { MemberId = Member.Id };

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        // Checked before the version: a person who adds somebody that is a member by now wants to read this.
        var added = StretchIn(rules.Zone);
        if (HasPlace(state, Id, Member.Id, added.Holds.From > now ? added.Holds.From : now)) return Refusals.IsInTheGroup(Member.Name);
        if (RefuseParty(group, Member) is { } party) return party;
        if (Refusal.Of([.. RefuseTerms(state)]) is { } refusal) return refusal;
        var known = MemberStretch.Of(state, Id, Member.Id);
        return Change(group, Member.Id, known, MemberStretch.With(known, added));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(Member.Id);
        WriteTerms(writer);
    }
}

/// <summary>
/// Changes what one member of a group may use from a day on: the right, the benefits it names, a cap per kind (R13). What held before that
/// day stays, and what was agreed for later is replaced.
/// </summary>
public sealed record ChangeGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupTermsCommand(IdempotencyKey, Actor)
{
    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { MemberId = MemberId };

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (MemberStretch.Of(state, Id, MemberId) is not { Count: > 0 } known) return Refusals.NoSuchGroupMember;
        if (Refusal.Of([.. RefuseTerms(state)]) is { } refusal) return refusal;
        return Change(group, MemberId, known, MemberStretch.With(known, StretchIn(rules.Zone)));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(MemberId);
        WriteTerms(writer);
    }
}

/// <summary>Takes a member out of a group, at once or after a last day. What was used stays in the history.</summary>
public sealed record RemoveGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>The last local day on which the member may use anything; none: it is over at once.</summary>
    public DateOnly? LastDay { get; init; }

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        var known = MemberStretch.Of(state, Id, MemberId);
        return Change(group, MemberId, known, MemberStretch.Until(known, LastDay is { } last ? rules.Zone.EndOf(last) : now));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(MemberId);
        writer.Day(LastDay);
    }
}

/// <summary>
/// Puts a member back into a group with what was theirs when they left it: the same right, named benefits and caps. From now on, or as if
/// they had never left; nothing contradicts that while they are not in the group, and rights record nothing in the days between.
/// </summary>
public sealed record PutBackGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>Who is put back.</summary>
    public required GroupParty Member { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { MemberId = Member.Id };

    /// <summary>Whether it is as if they had never left; then an end that is still to come is taken back too.</summary>
    public bool AsIfNeverLeft { get; init; }

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (MemberStretch.Of(state, Id, Member.Id) is not { Count: > 0 } known) return Refusals.NoSuchGroupMember;
        var last = known[^1];
        if (last.Holds.Until is not { } end || (!AsIfNeverLeft && !last.Holds.IsOver(now))) return Refusals.IsInTheGroup(Member.Name);
        if (RefuseParty(group, Member) is { } refusal) return refusal;
        return Change(group, Member.Id, known,
            MemberStretch.With(known, new MemberStretch(new Validity(AsIfNeverLeft ? end : now, null), last.Terms)));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(Member.Id);
        writer.Number(AsIfNeverLeft ? 1 : 0);
    }
}
