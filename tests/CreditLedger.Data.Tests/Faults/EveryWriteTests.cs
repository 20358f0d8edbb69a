using CreditLedger.Data.Demo;
using CreditLedger.Data.Tests.Bookings;
using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>
/// Acts on members, on contacts and on the demo space: whichever row of an act fails to be written, nothing is left of the act, and the
/// same request succeeds afterwards.
/// </summary>
public sealed class EveryWriteTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("new member", 6)]
    [InlineData("member who leaves", 4)]
    [InlineData("member who is back", 6)]
    [InlineData("membership resumed", 9)]
    [InlineData("contact put back", 3)]
    [InlineData("members merged", 12)]
    [InlineData("merge undone", 10)]
    [InlineData("booking made", 6)]
    [InlineData("booking changed", 6)]
    [InlineData("booking cancelled", 6)]
    [InlineData("booking restored", 6)]
    [InlineData("booking charged to another member", 6)]
    [InlineData("demo cleared", 20)]
    public async Task A_row_that_is_not_written_leaves_nothing_and_the_act_succeeds_later(string name, int atLeast)
    {
        await using var database = await TestDatabase.CreateAsync(now: new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc));
        var act = await PrepareAsync(database, name);
        var before = await database.DumpAsync();
        await FailWhenAskedAsync(database);

        // Every row of a small act; of a large one, rows ever further apart.
        var failed = 0;
        for (var written = 0; await FailsAfterAsync(database, written, act); written += 1 + (written / 20))
        {
            Assert.Equal(before, await database.DumpAsync());
            failed++;
        }

        Assert.True(failed >= atLeast, $"Only {failed} rows failed.");
        Assert.NotEqual(before, await database.DumpAsync());
        await StopFailingAsync(database);
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }

    // Counts the rows that a transaction writes; the count goes back with the transaction.
    private static async Task FailWhenAskedAsync(TestDatabase database)
    {
        await database.ExecuteAsync("CREATE TABLE Fault (Written INTEGER NOT NULL, Most INTEGER NOT NULL)");
        await database.ExecuteAsync("INSERT INTO Fault VALUES (0, 0)");
        foreach (var table in await database.TablesAsync())
        {
            foreach (var write in new[] { "INSERT", "UPDATE", "DELETE" })
            {
                await database.ExecuteAsync($"CREATE TRIGGER Fault_{table}_{write} AFTER {write} ON {table} BEGIN " +
                    "UPDATE Fault SET Written = Written + 1; SELECT RAISE(ABORT, 'fault') FROM Fault WHERE Written > Most; END");
            }
        }
    }

    private static async Task StopFailingAsync(TestDatabase database)
    {
        foreach (var table in await database.TablesAsync())
        {
            foreach (var write in new[] { "INSERT", "UPDATE", "DELETE" })
                await database.ExecuteAsync($"DROP TRIGGER Fault_{table}_{write}");
        }
    }

    private static async Task<bool> FailsAfterAsync(TestDatabase database, int written, Func<Task> act)
    {
        await database.ExecuteAsync($"UPDATE Fault SET Written = 0, Most = {written}");
        try
        {
            await act();
            return false;
        }
        catch (SqliteException exception) when (exception.Message.Contains("fault", StringComparison.Ordinal))
        {
            return true;
        }
    }

    // Of the period that runs and of the next: a use and a commitment each.
    private static async Task<Func<Task>> BookingAsync(TestDatabase database, string name, long member)
    {
        var service = await database.AddServiceAsync("ROOM");
        var benefit = await database.AddBenefitAsync("ROOM-TIME");
        await database.GrantAsync(member, benefit, 60);
        var startsAt = new DateTime(2026, 2, 20, 10, 0, 0, DateTimeKind.Utc);
        await database.GrantAsync(member, benefit, 240, startsAt.AddDays(-3));
        var book = BookingSpace.Book(member, service, startsAt, 120, "act");
        if (name == "booking charged to another member") return await ChargingAsync(database, member, service, benefit, startsAt);
        if (name == "booking made") return () => RunAsync(database, book);
        var booking = (await RunAsync(database, book with { IdempotencyKey = "booked" })).Id;
        if (name == "booking restored")
        {
            await RunAsync(database, BookingSpace.Cancel(booking));
            return () => RunAsync(database, new RestoreBookingCommand("act", Actor.User(1)) { BookingId = booking });
        }

        if (name == "booking cancelled") return () => RunAsync(database, BookingSpace.Cancel(booking) with { IdempotencyKey = "act" });
        return () => RunAsync(database, new ChangeBookingCommand("act", Actor.User(1))
        {
            BookingId = booking,
            MemberId = member,
            ServiceId = service,
            StartsAt = startsAt.AddHours(1),
            EndsAt = startsAt.AddHours(4),
            SeenVersion = 1,
        });
    }

    private static async Task<Func<Task>> ChargingAsync(
        TestDatabase database, long member, long service, long benefit, DateTime startsAt)
    {
        var other = await database.AddMemberAsync("M-2");
        await database.GrantAsync(other, benefit, 60);
        var made = await RunAsync(database, BookingSpace.Book(member, service, startsAt.AddDays(-10), 60, "short"));
        await using var context = database.NewContext();
        var use = await context.LedgerEntries.SingleAsync(entry => entry.PostingId == made.PostingId, Stop);
        return () => RunAsync(database, new RepayCommand("act", Actor.User(1))
        {
            PostingId = made.PostingId,
            UserId = member,
            UsedAt = use.UsedAt,
            OccursAt = use.OccursAt,
            BookingId = made.Id,
            ChargedId = other,
            Kind = BenefitKind.Time,
        });
    }

    private static async Task<Func<Task>> PrepareAsync(TestDatabase database, string name)
    {
        switch (name)
        {
            case "contact put back":
                var space = await SharedSpace.CreateAsync(database);
                await RunAsync(database, new RemoveGroupMemberCommand("remove", Actor.User(1))
                { Id = space.Group, SeenVersion = 1, MemberId = space.Ada });
                return () => RunAsync(database, new PutBackGroupMemberCommand("act", Actor.User(1))
                { Id = space.Group, SeenVersion = 2, Member = new GroupParty(space.Ada, "Ada Brown", false), AsIfNeverLeft = true });
            case "demo cleared":
                await database.FillDemoAsync(4, 1);
                var clearing = database.Services.GetRequiredService<DemoClearing>();
                var seen = (await clearing.LookAsync(Stop))!;
                return async () => Assert.True(await clearing.RunAsync(seen, Stop));
            default:
                var plan = await database.AddPlanAsync(
                    "Club", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, null));
                var adding = new SaveMemberCommand("added", Actor.User(1))
                { Id = 0, Wanted = new MemberRow { Reference = "M-1", Name = "Ada Quinn", Email = "ada@example.com" }, Tags = ["team"] };
                if (name == "new member") return () => RunAsync(database, adding);
                var member = (await RunAsync(database, adding)).Id;
                var membership = (await database.AssignAsync(member, plan, new DateOnly(2026, 1, 15))).Id;
                if (name is "members merged" or "merge undone")
                {
                    var merging = new MergeMembersCommand("act", Actor.User(1))
                    { FromId = member, IntoId = await database.AddMemberAsync("M-2") };
                    if (name == "members merged") return () => RunAsync(database, merging);
                    var merge = (await RunAsync(database, merging)).Id;
                    return () => RunAsync(database, new UnmergeMembersCommand("undo", Actor.User(1)) { MergeId = merge, FromId = member });
                }

                if (name.StartsWith("booking", StringComparison.Ordinal)) return await BookingAsync(database, name, member);
                if (name == "membership resumed")
                {
                    await RunAsync(database, new PauseMembershipCommand("pause", Actor.User(1))
                    { MembershipId = membership, FromDay = new DateOnly(2026, 1, 16), Extends = true, Description = "travels" });
                    database.Clock.Now = new DateTime(2026, 2, 20, 12, 0, 0, DateTimeKind.Utc);
                    return () => RunAsync(database, new ResumeMembershipCommand("act", Actor.User(1))
                    { MembershipId = membership, PauseNumber = 1, OnDay = new DateOnly(2026, 2, 20) });
                }

                var leaving = adding with
                { IdempotencyKey = "left", Id = member, SeenVersion = 1, Wanted = adding.Wanted with { Status = MemberStatus.Left } };
                if (name == "member who leaves") return () => RunAsync(database, leaving with { Tags = ["gone"], EndMemberships = true });
                await RunAsync(database, leaving);
                database.Clock.Now = new DateTime(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc);
                await database.IssueAsync();
                await using (var context = database.NewContext())
                {
                    var line = (await context.MembershipSkips.SingleAsync(Stop)).PlanLineId;
                    return () => RunAsync(database, adding with
                    { IdempotencyKey = "back", Id = member, SeenVersion = 2, IssueSkipped = [new SkippedPeriod(membership, line, 1)] });
                }
        }
    }

    private static async Task<Done> RunAsync(TestDatabase database, LedgerCommand command) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(command, Stop));
}
