using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Changes the members of one group, their rights or caps, from a day on.</summary>
public abstract record GroupCommand(string IdempotencyKey, Actor Actor) : VersionedCommand<GroupRow>(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        RowQuery.Of<GroupMemberRow>(nameof(GroupMemberRow.GroupId), Id),
        RowQuery.Of<GroupBenefitRow>(nameof(GroupBenefitRow.GroupId), Id),
        RowQuery.Of<GroupCapRow>(nameof(GroupCapRow.GroupId), Id),
    ];

    private protected Decision Change(GroupRow group, long memberId, List<MemberStretch> known, List<MemberStretch> wanted)
    {
        var changes = MemberStretch.Changes(Id, memberId, known, wanted);
        return changes.Count == 0 ? Nothing : Change(group, group, changes);
    }

    private protected static Refusal? RefuseParty(GroupRow group, GroupParty member)
    {
        if (member.Id == group.OwnerId) return Refusals.IsTheOwner(member.Name);
        return group.Kind != GroupKind.Team && member.IsBusiness ? Refusals.MemberIsABusiness(member.Name, group.Kind) : null;
    }

    /// <summary>Whether a member is in a group at a moment, or will be.</summary>
    internal static bool HasPlace(LedgerState state, long groupId, long memberId, DateTime moment) =>
        state.Related.Rows<GroupMemberRow>(nameof(GroupMemberRow.GroupId), groupId)
            .Any(row => row.MemberId == memberId && !new Validity(row.StartsAt, row.EndsAt).IsOver(moment));
}

/// <summary>Lets a member of a group use something from a first day on, to an optional last day.</summary>
public abstract record GroupTermsCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>What the member may use; all that is shared, without caps, unless it is said.</summary>
    public MemberTerms Terms { get; init; } = new();

    /// <summary>The first local day on which that holds.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>The last local day; none: no end is known.</summary>
    public DateOnly? LastDay { get; init; }

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) => Terms.Benefits ?? [];

    private protected IEnumerable<Refusal> RefuseTerms(LedgerState state) => LastDay < FirstDay
        ? [Refusals.LastDayBeforeFirst, .. Terms.Refuse(state)] : Terms.Refuse(state);

    private protected MemberStretch StretchIn(SiteZone zone)
    {
        var from = zone.StartOf(FirstDay);
        return new MemberStretch(
            new Validity(from > Instants.Earliest ? from : Instants.Earliest, LastDay is { } last ? zone.EndOf(last) : null),
            Terms.MayUse ? Terms : Terms with { Benefits = null });
    }

    private protected void WriteTerms(Chain.CanonicalWriter writer)
    {
        writer.Day(FirstDay);
        writer.Day(LastDay);
        Terms.Write(writer);
    }
}

/// <summary>A member as the rules of groups see them.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="IsBusiness">Whether it is a business and not a person.</param>
public sealed record GroupParty(long Id, string Name, bool IsBusiness);
