using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Members;

/// <summary>Member 1 is Ada Quinn, M-1, active, at version 3; member 2 is Bo Diaz, m-2, without a kept status.</summary>
public sealed class SaveMemberCommandTests
{
    private static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    private readonly List<object> _rows =
    [
        new MemberRow { Id = 1, Reference = "M-1", Name = "Ada Quinn", SortName = "ada quinn", Email = "ada@example.com", Version = 3 },
        new MemberRow { Id = 2, Reference = "m-2", Name = "Bo Diaz", SortName = "bo diaz" },
        new MemberTagRow { MemberId = 1, Tag = "team" },
        new MemberTagRow { MemberId = 1, Tag = "founder" },
        new MemberSearchTermRow { MemberId = 1, Term = "ada" },
        new MemberSearchTermRow { MemberId = 1, Term = "gone" },
        new MemberStatusRow { MemberId = 1, Version = 1, Status = MemberStatus.Active, FromAt = MemberStatusRow.FromTheBeginning },
    ];

    private static MemberRow Ada => new() { Reference = "M-1", Name = "Ada Quinn", Email = "ada@example.com" };

    public static TheoryData<string, SaveMemberCommand, RefusedField, string> Refused => new()
    {
        { "no name", New(new() { Reference = "A" }), RefusedField.Name, "Give the member a name." },
        { "long name", New(new() { Reference = "A", Name = new string('x', 201) }), RefusedField.Name,
            "Name has at most 200 characters; this one has 201." },
        { "no reference", New(new() { Name = "A" }), RefusedField.Reference, "Give the member a reference." },
        { "long reference", New(new() { Name = "A", Reference = new string('x', 101) }), RefusedField.Reference,
            "Reference has at most 100 characters; this one has 101." },
        { "lines", New(new() { Name = "A", Reference = "A\nB" }), RefusedField.Reference, "Reference is one line of plain text." },
        { "taken", New(new() { Name = "A", Reference = "M-1" }), RefusedField.Reference,
            "Ada Quinn (M-1) has this reference already. Choose another one." },
        { "taken in other letters", New(new() { Name = "A", Reference = "M-2" }), RefusedField.Reference,
            "Bo Diaz (m-2) has this reference already. Choose another one." },
        { "e-mail", New(new() { Name = "A", Reference = "A", Email = "ada@" }), RefusedField.Email,
            "'ada@' is not an e-mail address, such as ada@example.com." },
        { "long e-mail", New(new() { Name = "A", Reference = "A", Email = new string('x', 250) + "@a.ab" }), RefusedField.Email,
            "Email has at most 254 characters; this one has 255." },
        { "joined", New(new() { Name = "A", Reference = "A", JoinedOn = new DateOnly(2027, 11, 28) }), RefusedField.JoinedOn,
            "The day lies more than 366 days ahead. Use an earlier day, or none." },
        { "status", New(new() { Name = "A", Reference = "A", Status = (MemberStatus)9 }), RefusedField.Status,
            "Choose active, suspended or left." },
        { "tag", New(new() { Name = "A", Reference = "A" }) with { Tags = [new string('t', 51)] }, RefusedField.Tags,
            $"'{new string('t', 51)}' is not a valid tag: a tag has 1 to 50 characters in one line." },
        { "tags", New(new() { Name = "A", Reference = "A" }) with { Tags = [.. Enumerable.Range(0, 51).Select(one => $"t{one}")] },
            RefusedField.Tags, "A member has at most 50 tags." },
        { "stale", Edit(Ada with { Name = "Ada Q" }, seen: 2), RefusedField.Whole,
            "Someone changed this member after you opened it; nothing was saved. What you typed is still here: compare it with the " +
                "member as it is now, and save again to replace that." },
        { "not there", Edit(Ada) with { Id = 9 }, RefusedField.Whole, "There is no such member." },
    };

    private static SaveMemberCommand New(MemberRow wanted) => new("key", Actor.User(7)) { Id = 0, Wanted = wanted };

    private static SaveMemberCommand Edit(MemberRow wanted, int seen = 3) =>
        new("key", Actor.User(7)) { Id = 1, SeenVersion = seen, Wanted = wanted };

    private Decision Decide(SaveMemberCommand command) => RelatedRows.Decide(command, _rows, Now);

    private List<string> Changes(SaveMemberCommand command)
    {
        var draft = Assert.IsType<Draft>(Decide(command));
        return [.. (draft.Related?.Invoke(new DraftRows(null, [], [], new TestIds())) ?? []).Select(Text)];
    }

    private static string Text(RelatedChange change) => change.Row switch
    {
        MemberRow row => $"{change.Operation} member {row.Reference} {row.Name} ({row.SortName}) {row.Status} v{row.Version}",
        MemberTagRow row => $"{change.Operation} tag {row.Tag}",
        MemberSearchTermRow row => $"{change.Operation} term {row.Term}",
        MemberStatusRow row => $"{change.Operation} status {row.Status} v{row.Version} {row.FromAt:yyyy-MM-dd} {row.ActorId}",
        var other => $"{change.Operation} {other}",
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_is_refused_at_its_field(string what, SaveMemberCommand command, RefusedField field, string message)
    {
        var refusal = Assert.IsType<Refusal>(Decide(command));
        Assert.Equal((what, field, message), (what, refusal.Field, refusal.Message));
    }

    [Fact]
    public void A_new_member_comes_with_tags_search_terms_and_a_status_from_the_beginning() =>
        Assert.Equal(
            [
                "Insert member A Zoë (zoe) Suspended v1", "Insert tag x", "Insert term a", "Insert term zoe",
                "Insert status Suspended v1 1753-01-01 7",
            ],
            Changes(New(new() { Reference = "A", Name = "Zoë", Status = MemberStatus.Suspended }) with { Tags = ["x"] }));

    [Fact]
    public void Without_a_reference_the_first_free_proposal_is_taken_whatever_its_letters()
    {
        var changes = Changes(New(new() { Name = "Zoë" }) with { Proposals = ["M-1", "M-2", "M-3"] });
        Assert.Equal("Insert member M-3 Zoë (zoe) Active v1", changes[0]);
        Assert.Contains("Insert term m", changes);
    }

    [Fact]
    public void The_same_request_has_the_same_content_whatever_was_proposed() =>
        Assert.Equal(
            New(new() { Name = "Zoë" }).RequestHash(null),
            (New(new() { Name = "Zoë" }) with { Proposals = ["M-1"] }).RequestHash(null));

    [Fact]
    public void A_change_of_the_name_changes_the_terms_that_differ_and_no_status() =>
        Assert.Equal(
            [
                "Update member M-1 Ada (ada) Active v4", "Delete tag founder", "Insert tag new", "Delete term gone",
                "Insert term m", "Insert term 1", "Insert term example", "Insert term xample", "Insert term ample",
                "Insert term mple", "Insert term ple", "Insert term com",
            ],
            Changes(Edit(Ada with { Name = "Ada" }) with { Tags = ["team", "new"] }));

    [Fact]
    public void A_change_of_the_status_keeps_since_when_and_by_whom() =>
        Assert.Equal(["Update member M-1 Ada Quinn (ada quinn) Left v4", "Insert status Left v4 2026-11-26 7"],
            Changes(Edit(Ada with { Status = MemberStatus.Left })));

    [Fact]
    public void Where_no_status_was_kept_the_present_one_held_from_the_beginning() =>
        Assert.Equal(
            [
                "Update member m-2 Bo Diaz (bo diaz) Left v2", "Insert status Active v0 1753-01-01 ",
                "Insert status Left v2 2026-11-26 7",
            ],
            Changes(new("key", Actor.User(7))
            { Id = 2, SeenVersion = 1, Wanted = new() { Reference = "m-2", Name = "Bo Diaz", Status = MemberStatus.Left } }));

    [Fact]
    public void What_is_as_it_was_changes_nothing_whatever_version_was_seen() =>
        Assert.Empty(Changes(Edit(Ada, seen: 1) with { Tags = ["founder", "team"] }));

    [Fact]
    public void Without_tags_those_that_are_there_stay() => Assert.Single(Changes(Edit(Ada with { JoinedOn = new DateOnly(2026, 1, 1) })));
}
