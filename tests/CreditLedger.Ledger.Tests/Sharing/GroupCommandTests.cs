using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Sharing;

/// <summary>Group 1 is Acme's, at version 3: Ada is in it with 60 min a month, and it shares time.</summary>
public sealed class GroupCommandTests
{
    private static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now);
    private static readonly GroupParty Acme = new(1, "Acme Ltd", true);
    private static readonly GroupRow Acmes = new() { Name = "Acme", SortName = "acme", Kind = GroupKind.Business, OwnerId = 1 };
    private static readonly GroupParty Ada = new(2, "Ada Brown", false);
    private static readonly GroupParty Bo = new(3, "Bo Green", false);
    private static readonly GroupParty Cogs = new(4, "Cogs Ltd", true);

    private static readonly BenefitTerms Meeting = new(7, "Meeting", Unit.Of(BenefitKind.Time, null), null, 50, new HashSet<long>());

    private readonly List<object> _rows =
    [
        new GroupRow { Id = 1, Name = "Acme", SortName = "acme", Kind = GroupKind.Business, OwnerId = 1, Version = 3 },
        new GroupRow { Id = 2, Name = "Old", SortName = "old", Kind = GroupKind.Team, OwnerId = 1, ArchivedAt = Now },
        new GroupShareRow { GroupId = 1, Kind = BenefitKind.Time },
        new GroupMemberRow { GroupId = 1, MemberId = 2 },
        new GroupCapRow { GroupId = 1, MemberId = 2, Kind = BenefitKind.Time, Amount = 60, Period = Period.Month },
    ];

    public static TheoryData<string, VersionedCommand<GroupRow>, string> Refusals => new()
    {
        { "name", Save(Named("")), "Give the group a name." },
        { "length", Save(Named(new string('x', 201))), "Name has at most 200 characters; this one has 201." },
        { "person", Save(Acmes with { OwnerId = 3 }) with { Owner = Bo },
            "Bo Green is a person. A business group shares the credits of a business record." },
        { "business", Save(Acmes with { Kind = GroupKind.Family }), "Acme Ltd is a business. A family shares the credits of a person." },
        {
            "member", Save(Acmes with { Kind = GroupKind.Family }) with { Owner = Ada },
            "Ada Brown is a member of this group. Remove that member first: the owner is not among them."
        },
        {
            "taken", Save(Acmes) with { Id = 0 },
            "Acme Ltd has a group of that name already. Choose another name, or change that one."
        },
        { "in already", Add(Ada), "Ada Brown is in this group already." },
        { "in already, on an old page", Add(Ada) with { SeenVersion = 1 }, "Ada Brown is in this group already." },
        { "owner", Add(Acme), "Acme Ltd is the owner and may use everything anyway." },
        { "contact", Add(Cogs), "Cogs Ltd is a business. Contacts are persons." },
        { "cap", Allow(-1), "A cap is not below zero; 0 means none of it, and empty means no cap." },
        { "period", Allow(1, default), "Choose a day, a week, a month, a quarter or a year." },
        { "no group", Add(Bo) with { Id = 9 }, "There is no such group." },
        { "no member", Allow(1) with { MemberId = 3 }, "There is no such member in this group." },
        { "days", Allow(1) with { LastDay = Today.AddDays(-1) }, "The last day lies before the first. Use a later day, or none." },
        { "days of a new one", Add(Bo) with { LastDay = Today.AddDays(-1) },
            "The last day lies before the first. Use a later day, or none." },
        { "no benefit", Name(), "Tick at least one benefit, or choose all that is shared, or nothing." },
        { "no such benefit", Name(9), "There is no such benefit." },
    };

    public static TheoryData<string, VersionedCommand<GroupRow>> Edits => new()
    {
        { "save", Save(Acmes with { SharedFirst = true }) },
        { "share", Save(Acmes) with { Shares = [BenefitKind.Money] } },
        { "archive", new ArchiveGroupCommand("key", Actor.User(1)) { Id = 1, SeenVersion = 3, Archived = true } },
        { "restore", new ArchiveGroupCommand("key", Actor.User(1)) { Id = 2, SeenVersion = 1, Archived = false } },
        { "add", Add(Bo) },
        { "cap", Allow(90) },
        { "right", Allow(60) with { Terms = new MemberTerms { MayUse = false } } },
        { "benefits", Name(7) },
        { "days", Allow(60) with { LastDay = Today.AddDays(9) } },
        { "remove", new RemoveGroupMemberCommand("key", Actor.User(1)) { Id = 1, SeenVersion = 3, MemberId = 2 } },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void What_cannot_be_is_refused_in_words(string what, VersionedCommand<GroupRow> command, string message) =>
        Assert.Equal((what, message), (what, Assert.IsType<Refusal>(Decide(command)).Message));

    [Theory, MemberData(nameof(Edits))]
    public void An_edit_raises_the_version_and_is_refused_on_another_where_two_people_may_disagree(
        string what, VersionedCommand<GroupRow> command)
    {
        var changes = Changes(command);
        var group = Assert.Single(changes.Select(change => change.Row).OfType<GroupRow>());
        Assert.Equal((what, command.Id, command.SeenVersion + 1), (what, group.Id, group.Version));
        if (command is not ArchiveGroupCommand)
            Assert.Equal(RefusalReason.Stale,
                Assert.IsType<Refusal>(Decide(command with { SeenVersion = command.SeenVersion - 1 })).Reason);

        // Once it holds, asking for it again is done already, whatever the version; to add someone is answered in words.
        RelatedRows.Apply(_rows, changes);
        if (command is AddGroupMemberCommand)
            Assert.Contains("already", Assert.IsType<Refusal>(Decide(command)).Message, StringComparison.Ordinal);
        else Assert.False(Assert.IsType<Draft>(Decide(command)).ChangesSomething);
    }

    [Fact]
    public void A_new_group_is_numbered_and_shares_its_kinds()
    {
        var changes = Changes(Save(Named("Labs")) with { Id = 0, Shares = [BenefitKind.Time, BenefitKind.Money] });
        Assert.All(changes, change => Assert.Equal(RelatedOperation.Insert, change.Operation));
        Assert.Equal(("Labs", 1L, 1),
            changes.Select(change => change.Row).OfType<GroupRow>().Select(row => (row.Name, row.OwnerId, row.Version)).Single());
        Assert.Equal([BenefitKind.Time, BenefitKind.Money],
            changes.Select(change => change.Row).OfType<GroupShareRow>().Select(row => row.Kind));
    }

    [Fact]
    public void A_group_is_not_restored_beside_one_that_took_its_name()
    {
        _rows.Add(new GroupRow { Id = 3, Name = "Old", SortName = "old", Kind = GroupKind.Team, OwnerId = 1 });
        var refusal = Assert.IsType<Refusal>(
            Decide(new ArchiveGroupCommand("key", Actor.User(1)) { Id = 2, SeenVersion = 1, Archived = false }));
        Assert.Equal("The owner has another group by the name of Old now. Rename one of the two first.", refusal.Message);
    }

    private static GroupRow Named(string name) => Acmes with { Name = name, SortName = name.ToLowerInvariant() };

    private static SaveGroupCommand Save(GroupRow wanted) => new("key", Actor.User(1))
    {
        Id = 1,
        SeenVersion = 3,
        Wanted = wanted,
        Owner = Acme,
        Shares = [BenefitKind.Time],
    };

    private static AddGroupMemberCommand Add(GroupParty member) => new("key", Actor.User(1))
    { Id = 1, SeenVersion = 3, Member = member, FirstDay = Today };

    private static ChangeGroupMemberCommand Allow(long amount, Period period = Period.Month) => new("key", Actor.User(1))
    {
        Id = 1,
        SeenVersion = 3,
        MemberId = 2,
        FirstDay = Today,
        Terms = new MemberTerms { Caps = new Dictionary<BenefitKind, Cap> { [BenefitKind.Time] = new(amount, period) } },
    };

    private static ChangeGroupMemberCommand Name(params long[] benefits) =>
        Allow(60) with { Terms = new MemberTerms { Benefits = benefits } };

    private List<RelatedChange> Changes(VersionedCommand<GroupRow> command) =>
        [.. Assert.IsType<Draft>(Decide(command)).Related!(new DraftRows(null, [], [], new TestIds()))];

    private Decision Decide(VersionedCommand<GroupRow> command) => RelatedRows.Decide(command, _rows, Now, null, [Meeting]);
}
