using CreditLedger.Data.Import;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Supply;
using CreditLedger.Data.Tests.Bookings;
using CreditLedger.Data.Tests.Import;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>Two records of one person are merged, and that is undone, in the database (R50).</summary>
public sealed class MergeTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_moved_is_used_issued_and_goes_back_and_all_of_it_is_verified(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (other, survivor) = await RecordsAsync(database);
        var ticket = await database.AddBenefitAsync("TICKET", BenefitKind.Uses);
        var plan = await database.AddPlanAsync("Club", (ticket, 10, Period.Month, new RolloverRule(0, null)));
        var membership = (await database.AssignAsync(other, plan, new DateOnly(2026, 3, 1))).Id;
        await database.GrantAsync(other, ticket, 300);
        await database.UseAsync(other, 2, "before");
        var merge = await DoneAsync(database, Merge(other, survivor));
        await database.AssertVerifiedAsync();

        // Of the membership what remains, of the credit by hand the rest.
        await database.UseAsync(survivor, 120, "since");
        await database.AssertVerifiedAsync();
        database.Clock.Now = Now.AddMonths(1);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        await database.AssertVerifiedAsync();

        var undone = await DoneAsync(database, new UnmergeMembersCommand("undo", Actor.User(1)) { MergeId = merge.Id, FromId = other });
        Assert.Contains("120 uses of TICKET used since the merge: stays with ADA-2 (ADA-2).", undone.Notes);
        Assert.Equal((198L, 0L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        await database.AssertVerifiedAsync();
        await using var context = database.NewContext();
        Assert.Equal(other, (await context.Memberships.SingleAsync(row => row.Id == membership, Stop)).MemberId);
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        Assert.Equal(0, await LeftAsync(database, survivor));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_fifty_who_merge_at_once_one_does_and_of_fifty_who_undo_it_one_does(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (other, survivor) = await RecordsAsync(database);
        await database.GrantAsync(other, await database.AddBenefitAsync("ROOM"), 60);
        var merged = await Task.WhenAll(Enumerable.Range(0, 50).Select(form => Task.Run(() => database.Store.ExecuteAsync(
            form % 2 == 0 ? Merge(other, survivor, $"form-{form}") : Merge(survivor, other, $"form-{form}"), Stop))));
        var done = Assert.Single(merged.OfType<Done>());
        Assert.All(merged.OfType<Refused>(), refused => Assert.True(
            refused.Refusal.Message.Contains("was merged into another record", StringComparison.Ordinal)
            || refused.Refusal == Refusals.IsPointer, refused.Refusal.Message));
        await using var context = database.NewContext();
        var row = await context.MemberMerges.SingleAsync(Stop);
        Assert.Equal(done.Id, row.Id);
        await database.AssertVerifiedAsync();

        var undone = await Task.WhenAll(Enumerable.Range(0, 50).Select(form => Task.Run(() => database.Store.ExecuteAsync(
            new UnmergeMembersCommand($"undo-{form}", Actor.User(1)) { MergeId = row.Id, FromId = row.FromId }, Stop))));
        Assert.Single(undone.OfType<Done>());
        Assert.Equal(60, await LeftAsync(database, other) + await LeftAsync(database, survivor));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bookings_move_with_what_is_committed_and_what_a_cancellation_gives_back_reaches_the_survivor(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (other, survivor) = await RecordsAsync(database);
        var (service, room) = (await database.AddServiceAsync("DESK"), await database.AddBenefitAsync("ROOM"));
        await database.GrantAsync(other, room, 60);
        await database.GrantAsync(other, room, 120, Now.AddDays(5));
        var booking = await database.BookAsync(other, service, Now.AddDays(7), 90);
        var merge = await DoneAsync(database, Merge(other, survivor));
        Assert.Contains("ADA-2 (ADA-2) gets 2 h of ROOM.", merge.Notes);
        await using (var context = database.NewContext())
        {
            Assert.Equal(survivor, (await context.Bookings.SingleAsync(Stop)).MemberId);
            var committed = await context.OpenCommitments.SingleAsync(Stop);
            Assert.Equal((survivor, survivor, 30L), (committed.OwnerId, committed.UsedById, committed.Amount));
        }

        // The hour that was used of a credit of the other record goes on to the survivor.
        await DoneAsync(database, BookingSpace.Cancel(booking));
        Assert.Equal((0L, 180L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        await database.AssertVerifiedAsync();
        await DoneAsync(database, new UnmergeMembersCommand("undo", Actor.User(1)) { MergeId = merge.Id, FromId = other });
        Assert.Equal((180L, 0L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_booking_goes_back_with_what_is_committed_for_it_and_that_of_the_survivor_stays(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (other, survivor) = await RecordsAsync(database);
        var (service, room) = (await database.AddServiceAsync("DESK"), await database.AddBenefitAsync("ROOM"));
        await database.GrantAsync(other, room, 120, Now.AddDays(5));
        var first = await database.BookAsync(other, service, Now.AddDays(7), 60);
        var merge = await DoneAsync(database, Merge(other, survivor));
        var second = await database.BookAsync(survivor, service, Now.AddDays(8), 30);
        await DoneAsync(database, new UnmergeMembersCommand("undo", Actor.User(1)) { MergeId = merge.Id, FromId = other });
        await using var context = database.NewContext();
        Assert.Equal([(first, other, 60L), (second, survivor, 30L)], (await context.OpenCommitments.OrderBy(row => row.BookingId)
            .ToListAsync(Stop)).Select(row => (row.BookingId, row.OwnerId, row.Amount)));
        Assert.Equal((90L, 30L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        database.Clock.Now = Now.AddDays(6);
        await database.IssueAsync();
        Assert.Equal((30L, 0L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_is_committed_of_a_period_to_come_moves_with_its_membership_and_becomes_a_use_of_the_survivor(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (other, survivor) = await RecordsAsync(database);
        var (service, room) = (await database.AddServiceAsync("DESK"), await database.AddBenefitAsync("ROOM"));
        var plan = await database.AddPlanAsync("Club", (room, 120, Period.Month, null));
        await database.AssignAsync(other, plan, new DateOnly(2026, 3, 1));
        await database.BookAsync(other, service, Now.AddMonths(1), 60);
        var merge = await DoneAsync(database, Merge(other, survivor));
        Assert.Equal(["15 Apr 12:00 Booked 60: used 0, committed 60, missing 0"], await database.BookingsAsync());
        database.Clock.Now = Now.AddDays(20);
        await database.IssueAsync();
        Assert.Equal(["15 Apr 12:00 Booked 60: used 60, committed 0, missing 0"], await database.BookingsAsync());
        Assert.Equal((0L, 60L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        await DoneAsync(database, new UnmergeMembersCommand("undo", Actor.User(1)) { MergeId = merge.Id, FromId = other });
        Assert.Equal((60L, 0L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Caps_count_what_both_records_used(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database, cap: 120);
        var twin = await database.AddMemberAsync("ADA-2");
        await DoneAsync(database, space.UseShared(90));
        await DoneAsync(database, Merge(space.Ada, twin));
        var refused = Assert.IsType<Refused>(await database.Store.ExecuteAsync(space.UseShared(60) with { MemberId = twin }, Stop));
        Assert.Contains("30 min are left", refused.Refusal.Message, StringComparison.Ordinal);
        await DoneAsync(database, space.UseShared(30) with { MemberId = twin });

        // And of an owner who was merged: the credit is another one, the cap the same.
        var acme = await database.AddMemberAsync("ACME-2");
        var moved = await DoneAsync(database, Merge(space.Acme, acme));
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(
            space.UseShared(15) with { MemberId = twin, CreditId = moved.Entries[^1].CreditId }, Stop));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_survivor_is_reached_by_imports_and_searches_and_the_list_leaves_the_other_record_out(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        await database.MustImportAsync(ImportKind.Members, "reference,name\nM1,Ada Lovelace\nM2,Augusta King\n");
        await database.MustImportAsync(ImportKind.Benefits, "reference,name,kind\nTICKET,Event ticket,Uses\n");
        var (other, survivor) = await ReferencesAsync(database);
        await database.GrantAsync(other, await FirstBenefitAsync(database), 2);
        await DoneAsync(database, Merge(other, survivor));
        await database.MustImportAsync(
            ImportKind.Credits, "external_id,member,benefit,amount,starts_at\nC1,M1,TICKET,5,2026-01-01 00:00\n");
        Assert.Equal((0L, 7L), (await LeftAsync(database, other), await LeftAsync(database, survivor)));

        var list = database.Services.GetRequiredService<MembersQuery>();
        foreach (var search in new[] { "", "lovelace", "M1", "augusta" })
        {
            var found = await list.RunAsync(new MemberFilter { Search = search }, PagePosition.First, 10, Now, Stop);
            Assert.Equal((survivor, "1"), (Assert.Single(found.Page.Rows).Id, found.Total.ToString()));
        }

        var postings = database.Services.GetRequiredService<PostingListQuery>();
        foreach (var member in new[] { "lovelace", "augusta" })
        {
            var found = await postings.RunAsync(new PostingFilter { Member = member }, PagePosition.First, 10, Now, Stop);
            Assert.Equal([PostingKind.Grant, PostingKind.Merge, PostingKind.Grant], found.Page.Rows.Select(row => row.Kind));
        }
    }

    [Fact]
    public async Task The_history_of_the_survivor_shows_the_rows_of_both_page_by_page_with_one_balance()
    {
        await using var database = await TestDatabase.CreateAsync(now: Now);
        var (other, survivor) = await RecordsAsync(database);
        var ticket = await database.AddBenefitAsync("TICKET", BenefitKind.Uses);
        await database.GrantAsync(other, ticket, 10);
        await database.GrantAsync(survivor, ticket, 5);
        for (var use = 0; use < 4; use++)
        {
            database.Clock.Now = Now.AddDays(use);
            await database.UseAsync(use % 2 == 0 ? other : survivor, 1, $"use-{use}");
        }

        database.Clock.Now = Now.AddDays(5);
        await DoneAsync(database, Merge(other, survivor));
        database.Clock.Now = Now.AddDays(6);
        await database.UseAsync(survivor, 7, "since");
        await using var context = database.NewContext();
        var rows = new List<(long Amount, long? After)>();
        for (var position = PagePosition.First; ;)
        {
            var page = await new UseHistoryQuery(context).RunAsync(
                HistoryScope.OfOwner(survivor, BenefitKind.Uses), new HistoryFilter(), position, 2, database.Clock.Now, Stop);
            rows.AddRange(page.Page.Rows.Select(row => (row.Amount, row.BalanceAfter)));
            Assert.Equal("10", page.Total.ToString());
            if (!page.Page.HasNext) break;
            position = PagePosition.After(page.Page.Rows[^1].EntryId);
        }

        Assert.Equal([-4L, -3, 8, -8, -1, -1, -1, -1, 5, 10], rows.Select(row => row.Amount));
        Assert.Equal([4L, 8, 11, 3, 11, 12, 13, 14, 15, 10], rows.Select(row => row.After!.Value));
        var uses = await new MemberUsesQuery(context).RunAsync(survivor, PagePosition.First, 10, database.Clock.Now, Stop);
        Assert.Equal([-4L, -3, -1, -1, -1, -1], uses.Rows.Select(row => row.Amount));
        Assert.All(uses.Rows, row => Assert.Null(row.SharedBy));
    }

    private static async Task<(long Other, long Survivor)> RecordsAsync(TestDatabase database) =>
        (await database.AddMemberAsync("ADA-1"), await database.AddMemberAsync("ADA-2"));

    private static async Task<long> FirstBenefitAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return (await context.Benefits.FirstAsync(Stop)).Id;
    }

    private static async Task<(long Other, long Survivor)> ReferencesAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var members = await context.Members.ToDictionaryAsync(member => member.Reference, member => member.Id, Stop);
        return (members["M1"], members["M2"]);
    }

    private static MergeMembersCommand Merge(long from, long into, string? key = null) =>
        new(key ?? Guid.NewGuid().ToString("N"), Actor.User(1)) { FromId = from, IntoId = into };

    private static async Task<Done> DoneAsync(TestDatabase database, LedgerCommand command)
    {
        var result = await database.Store.ExecuteAsync(command, Stop);
        return result as Done ?? throw new InvalidOperationException(result is Refused refused ? refused.Refusal.Message : $"{result}");
    }

    private static async Task<long> LeftAsync(TestDatabase database, long member)
    {
        await using var context = database.NewContext();
        var now = database.Clock.Now;
        return await context.CreditBalances.Where(row => row.OwnerId == member && row.ExpiresAt > now)
            .SumAsync(row => row.Balance, Stop);
    }
}
