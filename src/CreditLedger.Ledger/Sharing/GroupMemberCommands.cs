using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Puts a member into a group, with the right to use and no caps.</summary>
public sealed record AddGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>Who is added.</summary>
    public required GroupParty Member { get; init; }

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        // Checked before the version: a person who adds somebody that is a member by now wants to read this.
        if (FindMember(state, Id, Member.Id) is not null) return Refusals.IsInTheGroup(Member.Name);
        if (Member.Id == group.OwnerId) return Refusals.IsTheOwner(Member.Name);
        return group.Kind != GroupKind.Team && Member.IsBusiness
            ? Refusals.MemberIsABusiness(Member.Name, group.Kind)
            : Change(group, group, RelatedChange.Insert(new GroupMemberRow { GroupId = Id, MemberId = Member.Id }));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(Member.Id);
    }
}

/// <summary>Changes what one member of a group may use: the right, and a cap per kind (R13).</summary>
public sealed record ChangeGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>Whether the member has the right to use what is shared.</summary>
    public required bool MayUse { get; init; }

    /// <summary>The caps; a kind without one is not limited.</summary>
    public required IReadOnlyDictionary<BenefitKind, Cap> Caps { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [.. base.Needs(state), RowQuery.Of<GroupCapRow>(nameof(GroupCapRow.GroupId), Id)];

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (FindMember(state, Id, MemberId) is not { } member) return Refusals.NoSuchGroupMember;
        if (Refusal.Of([.. Refuse()]) is { } refusal) return refusal;
        var known = state.Related.Rows<GroupCapRow>(nameof(GroupCapRow.GroupId), Id).Where(cap => cap.MemberId == MemberId)
            .ToDictionary(cap => cap.Kind);
        var wanted = Caps.Select(cap => new GroupCapRow
        {
            GroupId = Id,
            MemberId = MemberId,
            Kind = cap.Key,
            Amount = cap.Value.Amount,
            Period = cap.Value.Period,
        }).ToList();
        List<RelatedChange> changes =
        [
            .. known.Values.Where(cap => !Caps.ContainsKey(cap.Kind)).Select(RelatedChange.Delete),
            .. wanted.Where(cap => !known.ContainsKey(cap.Kind)).Select(RelatedChange.Insert),
            .. wanted.Where(cap => known.TryGetValue(cap.Kind, out var old) && old != cap).Select(RelatedChange.Update),
        ];
        if (MayUse != member.MayUse) changes.Add(RelatedChange.Update(member with { MayUse = MayUse }));
        return changes.Count == 0 ? Nothing : Change(group, group, changes);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(MemberId);
        writer.Number(MayUse ? 1 : 0);
        foreach (var (kind, cap) in Caps.OrderBy(cap => cap.Key))
        {
            writer.Number((long)kind);
            writer.Number(cap.Amount);
            writer.Number((long)cap.Period);
        }
    }

    // The row is the kind's number.
    private IEnumerable<Refusal> Refuse()
    {
        foreach (var (kind, cap) in Caps)
            if (Refuse(cap) is { } refusal) yield return refusal with { Row = (int)kind };
    }

    private static Refusal? Refuse(Cap cap)
    {
        if (cap.Amount < 0) return Refusals.CapBelowZero;
        if (cap.Amount > AmountLimit.Largest) return Refusals.AmountTooLarge(RefusedField.Amount);
        return Enum.IsDefined(cap.Period) ? null : Refusals.NoSuchCapPeriod;
    }
}

/// <summary>Takes a member out of a group, with their caps. What was used stays in the history.</summary>
public sealed record RemoveGroupMemberCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [.. base.Needs(state), RowQuery.Of<GroupCapRow>(nameof(GroupCapRow.GroupId), Id)];

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (FindMember(state, Id, MemberId) is not { } member) return Nothing;
        var caps = state.Related.Rows<GroupCapRow>(nameof(GroupCapRow.GroupId), Id).Where(cap => cap.MemberId == MemberId);
        return Change(group, group, [.. caps.Select(RelatedChange.Delete), RelatedChange.Delete(member)]);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(MemberId);
    }
}
