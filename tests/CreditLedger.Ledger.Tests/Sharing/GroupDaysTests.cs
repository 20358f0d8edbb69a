using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Sharing;

/// <summary>
/// What becomes of the rows of a group when a member comes, goes and is given other terms (R13), in London. Ada is in it since 20 Jan with
/// 60 min a month; it has always shared time. It is noon of 10 Feb 2027.
/// </summary>
public sealed class GroupDaysTests
{
    private static readonly SiteZone Zone = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    private static readonly LedgerRules Rules = new() { Zone = Zone };
    private static readonly DateTime Now = new(2027, 2, 10, 12, 0, 0, DateTimeKind.Utc);
    private static readonly GroupParty Acme = new(1, "Acme Ltd", true);
    private static readonly GroupParty Ada = new(2, "Ada Brown", false);
    private static readonly BenefitTerms Meeting = new(7, "Meeting", Unit.Of(BenefitKind.Time, null), null, 50, new HashSet<long>());

    private readonly List<object> _rows =
    [
        new GroupRow { Id = 1, Name = "Acme", SortName = "acme", Kind = GroupKind.Business, OwnerId = 1, Version = 3 },
        new GroupShareRow { GroupId = 1, Kind = BenefitKind.Time },
        new GroupMemberRow { GroupId = 1, MemberId = 2, StartsAt = At("2027-01-20") },
        new GroupCapRow
        { GroupId = 1, MemberId = 2, StartsAt = At("2027-01-20"), Kind = BenefitKind.Time, Amount = 60, Period = Period.Month },
    ];

    private string Members => string.Join(" / ", _rows.OfType<GroupMemberRow>().OrderBy(row => row.StartsAt).Select(row =>
        $"{Text(row.StartsAt)}..{Text(row.EndsAt)} {What(row)}".Trim()));

    private string Shares => string.Join(" / ", _rows.OfType<GroupShareRow>().OrderBy(row => row.Kind).ThenBy(row => row.StartsAt)
        .Select(row => $"{row.Kind} {Text(row.StartsAt)}..{Text(row.EndsAt)}"));

    [Fact]
    public void Other_terms_hold_from_their_day_on_and_what_held_before_stays()
    {
        Take(Change("2027-02-15", 120));
        Assert.Equal("20 Jan..15 Feb cap 60 / 15 Feb.. cap 120", Members);
        Take(Change("2027-02-01", 90, "2027-02-28"));
        Assert.Equal("20 Jan..1 Feb cap 60 / 1 Feb..1 Mar cap 90", Members);
        Take(Change("2027-02-10", null, null, 7));
        Assert.Equal("20 Jan..1 Feb cap 60 / 1 Feb..10 Feb cap 90 / 10 Feb.. only 7", Members);
        Take(Change("2027-02-10", 30));
        Assert.Equal("20 Jan..1 Feb cap 60 / 1 Feb..10 Feb cap 90 / 10 Feb.. cap 30", Members);
        Take(Change("2027-01-01", 30));
        Assert.Equal("1 Jan.. cap 30", Members);
        Assert.Single(_rows.OfType<GroupCapRow>());
        Assert.Empty(_rows.OfType<GroupBenefitRow>());
    }

    [Fact]
    public void The_same_terms_go_on_as_one_and_an_end_is_added_or_taken_back()
    {
        Take(Change("2027-02-10", 60, "2027-02-20"));
        Assert.Equal("20 Jan..21 Feb cap 60", Members);
        Take(Change("2027-02-12", 60));
        Assert.Equal("20 Jan.. cap 60", Members);
        Assert.False(Assert.IsType<Draft>(Decide(Change("2027-02-14", 60))).ChangesSomething);
    }

    [Fact]
    public void Who_is_removed_is_out_at_once_or_after_a_day_and_may_come_back()
    {
        Take(Remove(null));
        Assert.Equal("20 Jan..10 Feb 12:00 cap 60", Members);
        Assert.False(Assert.IsType<Draft>(Decide(Remove(null))).ChangesSomething);
        Take(Remove("2027-01-22"));
        Assert.Equal("20 Jan..23 Jan cap 60", Members);
        Take(Add("2027-03-01"));
        Assert.Equal("20 Jan..23 Jan cap 60 / 1 Mar..", Members);
        Assert.Equal("Ada Brown is in this group already.", Assert.IsType<Refusal>(Decide(Add("2027-02-10"))).Message);
        Take(Remove(null));
        Assert.Equal("20 Jan..23 Jan cap 60", Members);
    }

    [Fact]
    public void Who_is_put_back_has_what_they_had_from_now_on_or_as_if_they_had_never_left()
    {
        Take(Remove(null));
        Take(PutBack(asIfNeverLeft: false), Now.AddHours(2));
        Assert.Equal("20 Jan..10 Feb 12:00 cap 60 / 10 Feb 14:00.. cap 60", Members);
        Take(Remove(null), Now.AddHours(3));
        Take(PutBack(asIfNeverLeft: true), Now.AddHours(4));
        Assert.Equal("20 Jan..10 Feb 12:00 cap 60 / 10 Feb 14:00.. cap 60", Members);

        // An end that is still to come can be taken back, and somebody who is there is not put back.
        Take(Remove("2027-03-31"));
        Assert.Equal("Ada Brown is in this group already.", Assert.IsType<Refusal>(Decide(PutBack(asIfNeverLeft: false))).Message);
        Take(PutBack(asIfNeverLeft: true));
        Assert.Equal("20 Jan..10 Feb 12:00 cap 60 / 10 Feb 14:00.. cap 60", Members);
        Assert.Equal("Ada Brown is in this group already.", Assert.IsType<Refusal>(Decide(PutBack(asIfNeverLeft: true))).Message);

        // Terms that named benefits come back by name; nobody else can be put back.
        Take(Change("2027-02-20", null, null, 7));
        Take(Remove(null), Now.AddDays(20));
        Take(PutBack(asIfNeverLeft: false), Now.AddDays(21));
        Assert.EndsWith("20 Feb..2 Mar 12:00 only 7 / 3 Mar 12:00.. only 7", Members, StringComparison.Ordinal);
        Assert.Equal("There is no such member in this group.", Assert.IsType<Refusal>(Decide(
            PutBack(asIfNeverLeft: true) with { Member = new GroupParty(9, "Zoe", false) })).Message);
        Take(Remove(null), Now.AddDays(22));
        Assert.Equal("Ada Brown is a business. Contacts are persons.",
            Assert.IsType<Refusal>(Decide(PutBack(asIfNeverLeft: true) with { Member = Ada with { IsBusiness = true } })).Message);
    }

    [Fact]
    public void Removed_by_mistake_and_added_the_same_day_is_as_if_nothing_happened_but_for_the_caps()
    {
        Take(Remove(null));
        Take(Add("2027-02-10"));
        Assert.Equal("20 Jan..10 Feb cap 60 / 10 Feb..", Members);
    }

    [Fact]
    public void Kinds_are_shared_from_a_day_on_and_no_longer_at_once_or_from_a_day_on()
    {
        Take(Save(null, BenefitKind.Time, BenefitKind.Printing));
        Assert.Equal("Time ever.. / Printing 10 Feb..", Shares);
        Take(Save(null, BenefitKind.Printing));
        Assert.Equal("Time ever..10 Feb 12:00 / Printing 10 Feb..", Shares);
        Take(Save(null, BenefitKind.Printing, BenefitKind.Time));
        Assert.Equal("Time ever.. / Printing 10 Feb..", Shares);
        Take(Save("2027-03-01", BenefitKind.Time));
        Assert.Equal("Time ever.. / Printing 10 Feb..1 Mar", Shares);

        // What was agreed for later is not taken back by an edit of the name.
        Take(Save(null, "Acmes", BenefitKind.Time, BenefitKind.Printing));
        Assert.Equal("Time ever.. / Printing 10 Feb..1 Mar", Shares);
        Take(Save("2027-03-01", BenefitKind.Time, BenefitKind.Printing));
        Assert.Equal("Time ever.. / Printing 10 Feb..", Shares);
    }

    [Fact]
    public void What_lies_between_archiving_and_restoring_stays_unshared()
    {
        Take(new ArchiveGroupCommand("key", Actor.User(1)) { Id = 1, Archived = true });
        Assert.Equal("Time ever..", Shares);
        Take(new ArchiveGroupCommand("key", Actor.User(1)) { Id = 1, Archived = false }, Now.AddDays(5));
        Assert.Equal("Time ever..10 Feb 12:00 / Time 15 Feb 12:00..", Shares);
    }

    [Fact]
    public void A_member_who_left_may_become_the_owner_and_one_who_is_in_may_not()
    {
        var save = Save(null, BenefitKind.Time);
        save = save with { Owner = Ada with { IsBusiness = true }, Wanted = save.Wanted with { OwnerId = 2 } };
        Assert.Contains("is a member of this group", Assert.IsType<Refusal>(Decide(save)).Message, StringComparison.Ordinal);
        Take(Remove(null));
        Assert.True(Assert.IsType<Draft>(Decide(save)).ChangesSomething);
    }

    private static DateTime At(string day) => Zone.StartOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    private static DateOnly? Day(string? day) =>
        day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(DateTime? instant) => instant is not { } at ? "" : at == Instants.Earliest ? "ever"
        : at.ToString(at.TimeOfDay == TimeSpan.Zero ? "d MMM" : "d MMM HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static ChangeGroupMemberCommand Change(string from, long? cap, string? until = null, params long[] only) =>
        new("key", Actor.User(1))
        {
            Id = 1,
            MemberId = 2,
            FirstDay = Day(from)!.Value,
            LastDay = Day(until),
            Terms = new MemberTerms
            {
                Benefits = only.Length == 0 ? null : only,
                Caps = cap is { } most ? new Dictionary<BenefitKind, Cap> { [BenefitKind.Time] = new(most, Period.Month) }
                    : new Dictionary<BenefitKind, Cap>(),
            },
        };

    private static AddGroupMemberCommand Add(string from) =>
        new("key", Actor.User(1)) { Id = 1, Member = Ada, FirstDay = Day(from)!.Value };

    private static PutBackGroupMemberCommand PutBack(bool asIfNeverLeft) =>
        new("key", Actor.User(1)) { Id = 1, Member = Ada, AsIfNeverLeft = asIfNeverLeft };

    private static RemoveGroupMemberCommand Remove(string? lastDay) =>
        new("key", Actor.User(1)) { Id = 1, MemberId = 2, LastDay = Day(lastDay) };

    private static SaveGroupCommand Save(string? from, params BenefitKind[] kinds) => Save(from, "Acme", kinds);

    private static SaveGroupCommand Save(string? from, string name, params BenefitKind[] kinds) => new("key", Actor.User(1))
    {
        Id = 1,
        Wanted = new GroupRow { Name = name, SortName = name.ToLowerInvariant(), Kind = GroupKind.Business, OwnerId = 1 },
        Owner = Acme,
        Shares = kinds,
        SharesFrom = Day(from),
    };

    private string What(GroupMemberRow row)
    {
        var cap = _rows.OfType<GroupCapRow>().SingleOrDefault(one => one.StartsAt == row.StartsAt);
        var only = _rows.OfType<GroupBenefitRow>().Where(one => one.StartsAt == row.StartsAt).Select(one => one.BenefitId).ToList();
        Assert.Equal(row.NamedOnly, only.Count > 0);
        return (cap is null ? "" : $"cap {cap.Amount}") + (only.Count == 0 ? "" : $"only {string.Join(',', only)}");
    }

    private Decision Decide(VersionedCommand<GroupRow> command, DateTime? now = null) => RelatedRows.Decide(
        command with { SeenVersion = _rows.OfType<GroupRow>().Single().Version }, _rows, now ?? Now, Rules, [Meeting]);

    private void Take(VersionedCommand<GroupRow> command, DateTime? now = null)
    {
        var draft = Assert.IsType<Draft>(Decide(command, now));
        RelatedRows.Apply(_rows, draft.Related!(new DraftRows(null, [], [], new TestIds())));
    }
}
