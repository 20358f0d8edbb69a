using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Demo;

/// <summary>
/// Who shares with whom in the demo space: each business with a few contacts, some teams, a few families; some members with caps.
/// </summary>
internal sealed class DemoGroups
{
    private const int MembersPerTeam = 40;
    private const int MembersPerFamily = 60;

    private readonly Dictionary<Member, List<Member>> _contacts = [];
    private readonly List<Member> _people;
    private readonly Random _random;
    private int _next;

    public DemoGroups(IReadOnlyList<DemoMember> members, int seed)
    {
        // Its own numbers, so that the rest of the space does not depend on the groups.
        _random = new Random(seed);
        _people = [.. members.Select(member => member.Member)
            .Where(member => member is { Kind: MemberKind.Person, Status: not MemberStatus.Left })];
        foreach (var business in members.Select(member => member.Member).Where(member => member.Kind == MemberKind.Business))
            AddBusiness(business);
        foreach (var owner in OwnersOf(members, MembersPerTeam)) AddTeam(owner);
        foreach (var owner in OwnersOf(members, MembersPerFamily)) AddFamily(owner);
    }

    public List<Group> All { get; } = [];

    /// <summary>The contacts who may use a business's credits.</summary>
    public IReadOnlyList<Member> ContactsOf(Member business) => _contacts.GetValueOrDefault(business) ?? [];

    private void AddBusiness(Member business)
    {
        var group = New(business.Name, GroupKind.Business, business, Enum.GetValues<BenefitKind>());
        foreach (var contact in Take(_random.Next(2, 6), business))
        {
            var member = Add(group, contact, !_random.Chance(10));
            if (_random.Chance(25)) member.Caps.Add(new GroupCap { Kind = BenefitKind.Time, Amount = 600, Period = Period.Month });
            if (_random.Chance(15)) member.Caps.Add(new GroupCap { Kind = BenefitKind.Printing, Amount = 1_000, Period = Period.Week });
            if (!member.MayUse) continue;
            if (!_contacts.TryGetValue(business, out var contacts)) _contacts[business] = contacts = [];
            contacts.Add(contact);
        }
    }

    private void AddTeam(Member owner)
    {
        var group = New($"Team {owner.Name.Split(' ')[^1]}", GroupKind.Team, owner, [BenefitKind.Time, BenefitKind.Printing],
            _random.Chance(30));
        foreach (var member in Take(_random.Next(2, 4), owner))
            Add(group, member).Caps.Add(new GroupCap { Kind = BenefitKind.Time, Amount = 240, Period = Period.Month });
    }

    private void AddFamily(Member owner)
    {
        var group = New($"Family {owner.Name.Split(' ')[^1]}", GroupKind.Family, owner, [BenefitKind.Uses, BenefitKind.Time]);
        foreach (var member in Take(_random.Next(1, 3), owner))
            Add(group, member).Caps.Add(new GroupCap { Kind = BenefitKind.Uses, Amount = 2, Period = Period.Month });
    }

    private static IEnumerable<Member> OwnersOf(IReadOnlyList<DemoMember> members, int perGroup) => members
        .Where(member => member is { Plan: not null, Member: { Kind: MemberKind.Person, Status: MemberStatus.Active } })
        .Select(member => member.Member)
        .Take(Math.Max(1, members.Count / perGroup) + 3)
        .Skip(perGroup == MembersPerTeam ? 0 : 3)
        .Take(Math.Max(1, members.Count / perGroup));

    private Group New(string name, GroupKind kind, Member owner, BenefitKind[] shared, bool sharedFirst = false)
    {
        var group = new Group { Name = name, SortName = SearchText.Fold(name), Kind = kind, Owner = owner, SharedFirst = sharedFirst };
        foreach (var one in shared) group.Shares.Add(new GroupShare { Kind = one });
        All.Add(group);
        return group;
    }

    // In turn, so that in a space of some size nobody is in many groups.
    private List<Member> Take(int count, Member owner)
    {
        var taken = new List<Member>();
        for (var tries = 0; taken.Count < count && tries < _people.Count; tries++)
        {
            var person = _people[_next++ % _people.Count];
            if (person != owner) taken.Add(person);
        }

        return taken;
    }

    private static GroupMember Add(Group group, Member member, bool mayUse = true)
    {
        var row = new GroupMember { Member = member, MayUse = mayUse };
        group.Members.Add(row);
        return row;
    }
}
