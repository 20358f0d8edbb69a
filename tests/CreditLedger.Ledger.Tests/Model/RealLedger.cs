using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Model;

/// <summary>The real rules on a state in memory: what they draft is applied as the one writer does it.</summary>
internal sealed class RealLedger
{
    private readonly LedgerRules _rules;
    private readonly TestIds _ids = new();
    private readonly List<object> _rows = [];

    public RealLedger(LedgerRules rules)
    {
        _rules = rules;
        foreach (var benefit in NaiveLedger.Benefits)
        {
            var unit = benefit.Kind == "Time" ? Unit.Of(BenefitKind.Time, null) : Unit.Of(BenefitKind.Money, benefit.Unit);
            View.Add(new BenefitTerms(benefit.Id, $"Benefit {benefit.Id}", unit, benefit.Step == 30 ? 30 : null, 50,
                benefit.Services.ToHashSet())
            { Shared = benefit.Shared });
        }
    }

    public LedgerState View { get; } = new();

    /// <summary>Makes a group of an owner; every second one shares time alone, and it is used first.</summary>
    public void AddGroup(int group, long owner)
    {
        _rows.Add(new GroupRow
        { Id = group, Name = $"Group {group}", Kind = GroupKind.Team, OwnerId = owner, SharedFirst = group % 2 == 1 });
        BenefitKind[] kinds = group % 2 == 0 ? [BenefitKind.Time, BenefitKind.Money] : [BenefitKind.Time];
        _rows.AddRange(kinds.Select(kind => new GroupShareRow { GroupId = group, Kind = kind }));
    }

    /// <summary>Carries out a command on a group, and shows what it then lets the member use.</summary>
    public Decision Share(GroupCommand command, long member, DateTime now)
    {
        var decision = RelatedRows.Decide(
            command with { SeenVersion = _rows.OfType<GroupRow>().Single(row => row.Id == command.Id).Version }, _rows, now, _rules,
            NaiveLedger.Benefits.Select(benefit => View.Benefit(benefit.Id)!));
        if (decision is not Draft draft) return decision;
        RelatedRows.Apply(_rows, draft.Related?.Invoke(new DraftRows(null, [], [], _ids)) ?? []);
        View.SetAccesses(member, [.. _rows.OfType<GroupMemberRow>().Where(row => row.MemberId == member).Select(AccessOf)]);
        return decision;
    }

    // As the loader reads it.
    private SharedAccess AccessOf(GroupMemberRow row)
    {
        var group = _rows.OfType<GroupRow>().Single(one => one.Id == row.GroupId);
        return new SharedAccess(row.MemberId, $"Member {row.MemberId}", group.Id, group.Name, group.OwnerId, $"Member {group.OwnerId}")
        {
            Holds = new Validity(row.StartsAt, row.EndsAt),
            MayUse = row.MayUse,
            SharedFirst = group.SharedFirst,
            Named = !row.NamedOnly ? null : _rows.OfType<GroupBenefitRow>()
                .Where(named => (named.GroupId, named.MemberId, named.StartsAt) == (row.GroupId, row.MemberId, row.StartsAt))
                .ToDictionary(named => named.BenefitId, named => View.Benefit(named.BenefitId)!.Kind),
            Kinds = [.. _rows.OfType<GroupShareRow>().Where(share => share.GroupId == row.GroupId)
                .Select(share => new SharedKind(share.Kind, new Validity(share.StartsAt, share.EndsAt)))],
            Caps = _rows.OfType<GroupCapRow>()
                .Where(cap => (cap.GroupId, cap.MemberId, cap.StartsAt) == (row.GroupId, row.MemberId, row.StartsAt))
                .ToDictionary(cap => cap.Kind, cap => new Cap(cap.Amount, cap.Period)),
        };
    }

    public Decision Decide(LedgerCommand command, DateTime now)
    {
        var decision = command.Decide(View, _rules, now);
        if (decision is Draft draft) new CommandApplier(View, new RowBatch(), _ids, _rules, now).Apply(command, draft);
        return decision;
    }
}
