using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Supply;

namespace CreditLedger.Ledger.Tests.Members;

/// <summary>Two records of one person become one, and two again (R50).</summary>
public sealed class MergeMembersCommandTests
{
    private const long Ada = SupplyRun.Member;
    private const long Dee = SupplyRun.Colleague;

    private readonly SupplyRun _run = new(rollover: new RolloverRule(0, null));

    [Fact]
    public void Of_300_that_moved_120_are_used_and_180_go_back()
    {
        _run.Give(Dee, 300);
        var merged = _run.Done(_run.Merge(Dee, Ada));
        Assert.Equal(PostingKind.Merge, _run.Posting!.Kind);
        Assert.Equal([(EntryKind.Transfer, -300L), (EntryKind.Grant, 300)], merged.Entries.Select(entry => (entry.Kind, entry.Amount)));
        Assert.Contains("Ada Quinn (M-1) gets 5 h of Room.", merged.Notes);
        Assert.Equal((0L, 300L), (_run.LeftOf(Dee), _run.LeftOf(Ada)));

        _run.Use(_run.Credits[^1].Terms.Id, 120);
        var unmerged = _run.Done(_run.Unmerge(merged.Id, Dee));
        Assert.Equal(PostingKind.Unmerge, _run.Posting!.Kind);
        Assert.Equal((180L, 0L), (_run.LeftOf(Dee), _run.LeftOf(Ada)));
        Assert.Equal(
            [
                "Dee Abel (M-4) gets 3 h of Room.", "2 h of Room used since the merge: stays with Ada Quinn (M-1).",
                "Dee Abel (M-4) becomes a separate record again.",
            ],
            unmerged.Notes);
        AssertNeverBelowZero();
    }

    [Fact]
    public void Credits_keep_benefit_priority_and_end_and_those_that_are_over_stay()
    {
        _run.Give(Dee, 60);
        _run.Done(new GrantCommand(_run.NextKey, Actor.User(7))
        { MemberId = Dee, BenefitId = 1, Amount = 5, StartsAt = _run.Now.AddDays(3), ExpiresAt = _run.Now.AddDays(9), Priority = 7 });
        _run.Done(new GrantCommand(_run.NextKey, Actor.User(7))
        { MemberId = Dee, BenefitId = 1, Amount = 8, StartsAt = _run.Now.AddDays(-9), ExpiresAt = _run.Now.AddDays(1) });
        _run.Now = _run.Now.AddDays(2);
        _run.Done(_run.Merge(Dee, Ada));
        Assert.Equal(8, _run.Credits.Where(credit => credit.Terms.OwnerId == Dee).Sum(credit => credit.Balance));
        Assert.Equal(
            [(2L, 60L, _run.Now, null, 50), (1L, 5L, _run.Now.AddDays(1), (DateTime?)_run.Now.AddDays(7), 7)],
            _run.Credits.Where(credit => credit.Terms.OwnerId == Ada).Select(credit => credit.Terms).Select(terms =>
                (terms.Benefit.Id, terms.Amount, terms.StartsAt, terms.ExpiresAt, terms.Priority)));
        Assert.All(_run.Credits.Where(credit => credit.Terms.OwnerId == Ada), credit => Assert.Equal(
            (CreditSource.Transfer, Dee), (credit.Terms.Row.Source, _run.Credits.Single(
                origin => origin.Terms.Id == credit.Terms.Row.OriginCreditId).Terms.OwnerId)));
    }

    [Fact]
    public void A_membership_moves_with_its_periods_rolls_over_and_goes_back()
    {
        var membership = _run.Done(_run.Assign(SupplyRun.Small, new DateOnly(2026, 3, 1), member: Dee)).Id;
        var merged = _run.Done(_run.Merge(Dee, Ada));
        Assert.Equal(Ada, _run.Membership(membership).MemberId);
        Assert.Equal([(0, 1), (1, 2)], _run.Rows<MembershipCreditRow>().Select(row => (row.Succession, (int)row.CreditId)));

        // April is due when the merge is undone: it is issued first, to the survivor, and what rolled over into it goes back as well.
        _run.Now = new DateTime(2026, 4, 2, 12, 0, 0, DateTimeKind.Utc);
        _run.Use(2, 4);
        var unmerged = _run.Done(_run.Unmerge(merged.Id, Dee));
        Assert.Equal(Dee, _run.Membership(membership).MemberId);
        Assert.Equal((16L, 0L), (_run.LeftOf(Dee), _run.LeftOf(Ada)));
        Assert.Contains("4 uses of Tickets used since the merge: stays with Ada Quinn (M-1).", unmerged.Notes);

        _run.Now = new DateTime(2026, 5, 2, 12, 0, 0, DateTimeKind.Utc);
        _run.Done(_run.End(membership, MembershipEnd.Now));
        Assert.Equal(26, _run.LeftOf(Dee));
        AssertNeverBelowZero();
    }

    [Fact]
    public void Nothing_used_since_leaves_what_was_there_before()
    {
        _run.Give(Dee, 90);
        _run.Give(Ada, 30);
        var membership = _run.Done(_run.Assign(SupplyRun.Large, new DateOnly(2026, 3, 1), member: Dee)).Id;
        var before = (Dee: _run.LeftOf(Dee), Ada: _run.LeftOf(Ada), Lines: _run.Standing(membership));
        var merged = _run.Done(_run.Merge(Dee, Ada));
        Assert.Equal(before.Dee + before.Ada, _run.LeftOf(Ada));
        _run.Done(_run.Unmerge(merged.Id, Dee));
        Assert.Equal(before, (_run.LeftOf(Dee), _run.LeftOf(Ada), _run.Standing(membership)));
        Assert.Null(_run.Rows<MemberRow>().Single(row => row.Id == Dee).MergedIntoId);
        Assert.Equal("This merge was undone before.", _run.Refused(_run.Unmerge(merged.Id, Dee)).Message);
    }

    [Fact]
    public void An_unlimited_credit_ends_by_a_revocation_of_0_and_the_survivor_gets_one()
    {
        _run.GiveUnlimited(Dee);
        var merged = _run.Done(_run.Merge(Dee, Ada));
        Assert.Equal([(EntryKind.Revocation, 0L), (EntryKind.Grant, 0)], merged.Entries.Select(entry => (entry.Kind, entry.Amount)));
        Assert.Contains("Ada Quinn (M-1) gets unlimited Room.", merged.Notes);
        var moved = _run.Credits[^1];
        Assert.Equal((Ada, true, CreditStatus.Current), (moved.Terms.OwnerId, moved.Terms.IsUnlimited, moved.StatusAt(_run.Now)));
        Assert.Equal(_run.Credits[0].Terms.ExpiresAt, moved.Terms.ExpiresAt);
        _run.Done(_run.Unmerge(merged.Id, Dee));
        Assert.Equal((Dee, CreditStatus.Current), (_run.Credits[^1].Terms.OwnerId, _run.Credits[^1].StatusAt(_run.Now)));
        Assert.Equal(CreditStatus.Revoked, moved.StatusAt(_run.Now));
    }

    [Fact]
    public void Places_move_with_their_rights_or_end_where_the_survivor_has_one_and_groups_move()
    {
        _run.Show(
            Group(1, "Red", 2), Group(2, "Blue", 2), Group(3, "Green", Dee), Place(1, Dee), Place(2, Dee, _run.Now.AddDays(30)),
            Place(2, Ada), Place(3, Ada), new GroupCapRow { GroupId = 1, MemberId = Dee, Kind = BenefitKind.Time, Amount = 60 });
        var merged = _run.Done(_run.Merge(Dee, Ada));
        Assert.Equal(["1/1", "1/4 ended", "2/1", "2/4 ended", "3/1 ended"], Places());
        Assert.Equal(60, _run.Rows<GroupCapRow>().Single(row => row.MemberId == Ada).Amount);
        Assert.Equal(Ada, _run.Rows<GroupRow>().Single(row => row.Id == 3).OwnerId);
        Assert.Equal(
            [
                "The group Green becomes Ada Quinn (M-1)'s.", "The place of Ada Quinn (M-1) in the group Green ends: an owner has none.",
                "The place in the group Red moves.",
                "The place of Dee Abel (M-4) in the group Blue ends: Ada Quinn (M-1) is in it already, or owns it.",
            ],
            merged.Notes.Take(4));

        _run.Now = _run.Now.AddDays(1);
        _run.Done(_run.Unmerge(merged.Id, Dee));
        Assert.Equal(["1/1 ended", "1/4", "2/1", "2/4 until 2026-04-14", "3/1"], Places());
        Assert.Equal(Dee, _run.Rows<GroupRow>().Single(row => row.Id == 3).OwnerId);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        _run.Show(
            new MemberRow { Id = 5, Reference = "B-5", Name = "Acme", Kind = MemberKind.Business },
            new MemberRow { Id = 6, Reference = "M-6", Name = "Ed Old", ArchivedAt = DateTime.UnixEpoch },
            Group(1, "Red", 2), Group(2, "Red", 3));
        Assert.Equal("Choose a record other than this one.", _run.Refused(_run.Merge(Ada, Ada)).Message);
        Assert.Equal("A person and a business cannot be merged. Choose two records of the same kind.",
            _run.Refused(_run.Merge(5, Ada)).Message);
        Assert.Equal("Ed Old (M-6) is archived. Restore that record first, or choose another one.",
            _run.Refused(_run.Merge(Ada, 6)).Message);
        Assert.Equal("Both records have a group 'Red'. Rename or archive one of them first.", _run.Refused(_run.Merge(3, 2)).Message);
        Assert.Equal(RefusalReason.NotFound, _run.Refused(_run.Merge(77, Ada)).Reason);
        Assert.Equal(RefusalReason.NotFound, _run.Refused(_run.Unmerge(77, Ada)).Reason);
    }

    [Fact]
    public void Who_is_not_active_is_named_and_a_second_membership_of_the_same_plan_too()
    {
        _run.Done(_run.Assign(SupplyRun.Small, new DateOnly(2026, 3, 1), member: Dee));
        _run.Done(_run.Stand(MemberStatus.Suspended, Dee));
        _run.Assigned(SupplyRun.Small, new DateOnly(2026, 3, 1));
        Assert.Equal(
            [
                "Dee Abel (M-4) is suspended.", "Ada Quinn (M-1) gets 10 uses of Tickets.", "Ada Quinn (M-1) gets 1 running membership.",
                "Both records have a membership of Small: Ada Quinn (M-1) has two of them from now on.",
                "Pages, imports and the API lead from M-4 to Ada Quinn (M-1).",
            ],
            _run.Done(_run.Merge(Dee, Ada)).Notes);
    }

    [Fact]
    public void A_survivor_who_is_merged_takes_its_pointers_along_and_that_merge_is_undone_first()
    {
        _run.Give(Dee, 60);
        var first = _run.Done(_run.Merge(Dee, Ada)).Id;
        Assert.Equal("Dee Abel (M-4) was merged into another record before. Choose that one.", _run.Refused(_run.Merge(Dee, 2)).Message);
        var second = _run.Done(_run.Merge(Ada, 2)).Id;
        Assert.Equal([2L, 2], _run.Rows<MemberRow>().Where(row => row.MergedIntoId is not null).Select(row => row.MergedIntoId!.Value));
        Assert.Equal("Ada Quinn (M-1) was merged into another record since. Undo that merge first.",
            _run.Refused(_run.Unmerge(first, Dee)).Message);
        _run.Done(_run.Unmerge(second, Ada));
        _run.Done(_run.Unmerge(first, Dee));
        Assert.DoesNotContain(_run.Rows<MemberRow>(), row => row.MergedIntoId is not null);
        Assert.Equal(60, _run.LeftOf(Dee));
    }

    [Fact]
    public void Both_are_found_by_the_words_of_both()
    {
        string[] Found(long member) =>
            [.. _run.Rows<MemberSearchTermRow>().Where(row => row.MemberId == member).Select(row => row.Term)];
        var merged = _run.Done(_run.Merge(Dee, Ada)).Id;
        Assert.Contains("abel", Found(Ada));
        Assert.Contains("quinn", Found(Ada));
        Assert.Equal(Found(Ada).Order(), Found(Dee).Order());

        var ada = _run.Rows<MemberRow>().Single(row => row.Id == Ada);
        _run.Done(new SaveMemberCommand(_run.NextKey, Actor.User(7))
        { Id = Ada, SeenVersion = 1, Wanted = ada with { Name = "Ada King" } });
        Assert.Contains("abel", Found(Ada));
        Assert.DoesNotContain("quinn", Found(Ada));
        Assert.Contains("king", Found(Dee));
        _run.Done(_run.Unmerge(merged, Dee));
        Assert.DoesNotContain("abel", Found(Ada));
        Assert.Contains("abel", Found(Dee));
        Assert.DoesNotContain("king", Found(Dee));
    }

    [Fact]
    public void Nothing_is_given_to_a_record_that_was_merged()
    {
        _run.Give(Dee, 60);
        _run.Done(_run.Merge(Dee, Ada));
        var (actor, party) = (Actor.User(7), new GroupParty(Dee, "Dee", false));
        var pointer = _run.Rows<MemberRow>().Single(row => row.Id == Dee);
        LedgerCommand[] commands =
        [
            new GrantCommand("k", actor) { MemberId = Dee, BenefitId = 2, Amount = 15 },
            new UsageCommand("k", actor) { MemberId = Dee, Kind = BenefitKind.Time, Amount = 15 },
            new SellProductCommand("k", actor) { MemberId = Dee, ProductId = 1, SoldOn = SupplyRun.Today },
            _run.Assign(SupplyRun.Small, SupplyRun.Today, member: Dee),
            new TransferCommand("k", actor) { CreditIds = [2], MemberId = Dee },
            new BookCommand("k", actor) { MemberId = Dee, ServiceId = 1, StartsAt = _run.Now, EndsAt = _run.Now.AddHours(1) },
            new AddGroupMemberCommand("k", actor) { Id = 1, Member = party, FirstDay = SupplyRun.Today },
            new ChangeGroupMemberCommand("k", actor) { Id = 1, MemberId = Dee, FirstDay = SupplyRun.Today },
            new PutBackGroupMemberCommand("k", actor) { Id = 1, Member = party },
            new SaveGroupCommand("k", actor)
            { Id = 0, Owner = party, Shares = [], Wanted = new GroupRow { Name = "Red", SortName = "red", OwnerId = Dee } },
            new AdjustmentCommand("k", actor) { CreditId = 1, By = 15, Description = "x" },
            new SaveMemberCommand("k", actor) { Id = Dee, SeenVersion = pointer.Version, Wanted = pointer with { Name = "Else" } },
        ];
        Assert.All(commands, command => Assert.Equal(Refusals.IsPointer.Message, _run.Refused(command).Message));
    }

    private IEnumerable<string> Places() => _run.Rows<GroupMemberRow>().GroupBy(row => (row.GroupId, row.MemberId))
        .Select(place => place.MaxBy(row => row.StartsAt)!).OrderBy(row => (row.GroupId, row.MemberId)).Select(row =>
            $"{row.GroupId}/{row.MemberId}{(row.EndsAt is not { } end ? "" : end <= _run.Now ? " ended" : $" until {end:yyyy-MM-dd}")}");

    private static GroupRow Group(long id, string name, long owner) =>
        new() { Id = id, Name = name, SortName = name, Kind = GroupKind.Team, OwnerId = owner };

    private static GroupMemberRow Place(long group, long member, DateTime? until = null) =>
        new() { GroupId = group, MemberId = member, EndsAt = until };

    private void AssertNeverBelowZero() => Assert.All(_run.Credits, credit => Assert.True(credit.History.Lowest >= 0));
}
