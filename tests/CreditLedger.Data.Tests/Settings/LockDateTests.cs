using CreditLedger.Data.Configurations;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Settings;

/// <summary>R49: the lock date holds for every writer from the moment in which it is set.</summary>
public sealed class LockDateTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly February = new(2026, 2, 28);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task It_is_set_once_by_a_form_sent_many_times_and_lifted(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var set = new SetLockDateCommand("form", Actor.User(1)) { LockedUpTo = February, SeenVersion = 1 };
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => database.Store.ExecuteAsync(set, Stop))));
        Assert.All(results, result => Assert.IsType<Done>(result));
        Assert.Equal((February, 2), await StoredAsync(database));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new SetLockDateCommand("lift", Actor.User(1)) { LockedUpTo = null, SeenVersion = 2 }, Stop));
        Assert.Equal((null, 3), await StoredAsync(database));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_who_record_while_it_is_set_leave_no_row_behind_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 1_000, Now.AddDays(-60));
        long last = 0;
        var uses = Enumerable.Range(0, 30).Select(number => Task.Run(async () => (await database.Store.ExecuteAsync(
            Use(member, $"use-{number}", new DateTime(2026, 2, 10, 9, 0, 0, DateTimeKind.Utc)), Stop))));
        var setting = Task.Run(async () =>
        {
            Assert.IsType<Done>(await database.Store.ExecuteAsync(
                new SetLockDateCommand("form", Actor.User(1)) { LockedUpTo = February, SeenVersion = 1 }, Stop));
            await using var context = database.NewContext();
            last = await context.LedgerEntries.CountAsync(entry => entry.BookedDay <= February, Stop);
        }, Stop);
        var results = await Task.WhenAll(uses);
        await setting;
        await using var after = database.NewContext();
        Assert.Equal(last, await after.LedgerEntries.CountAsync(entry => entry.BookedDay <= February, Stop));
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal(
            "10 Feb 2026 is locked (up to 28 Feb 2026). Choose 1 Mar 2026 or later.", refused.Refusal.Message));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_was_sent_before_gets_its_result_what_is_new_is_refused_and_an_undoing_is_dated_today(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Now.AddDays(-60));
        var use = Use(member, "use", new DateTime(2026, 2, 10, 9, 0, 0, DateTimeKind.Utc));
        var used = Assert.IsType<Done>(await database.Store.ExecuteAsync(use, Stop));
        await SetAsync(database);
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(use, Stop)).IsReplay);
        Assert.Equal(RefusedField.UsedAt,
            Assert.IsType<Refused>(await database.Store.PreviewAsync(use with { IdempotencyKey = "new" }, Stop)).Refusal.Field);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ReversalCommand("undo", Actor.User(1)) { PostingId = used.PostingId }, Stop));
        await using var context = database.NewContext();
        var undoing = await context.LedgerEntries.SingleAsync(entry => entry.Kind == EntryKind.Reversal, Stop);
        Assert.Equal((Now, new DateOnly(2026, 3, 15)), (undoing.UsedAt, undoing.BookedDay));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task It_is_not_set_over_what_is_due_or_set_aside_and_what_is_late_comes_after_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var plan = await database.AddPlanAsync(
            "Small", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, null));
        await database.AssignAsync(await database.AddMemberAsync("M-1"), plan, new DateOnly(2026, 3, 10));
        database.Clock.Now = new DateTime(2026, 4, 20, 12, 0, 0, DateTimeKind.Utc);
        Assert.StartsWith("What begins on 10 Apr 2026 is still", await RefusedAsync(new DateOnly(2026, 4, 15)), StringComparison.Ordinal);
        await SetAsync(database, new DateOnly(2026, 4, 9));
        await database.ExecuteAsync("UPDATE MembershipLines SET SetAsideAt = NextStartsAt, SetAsideReason = 'too much'");
        Assert.StartsWith("What begins on 10 Apr 2026 could", await RefusedAsync(new DateOnly(2026, 4, 15)), StringComparison.Ordinal);

        // Somebody locks all the same, as an earlier version could have: the period keeps its dates.
        await database.ExecuteAsync("UPDATE MembershipLines SET SetAsideAt = NULL, SetAsideReason = NULL");
        await database.ExecuteAsync("UPDATE SiteSettings SET LockedUpTo = '2026-04-15', Version = Version + 1");
        Assert.Equal(1, (await database.IssueAsync()).Periods);
        await using var context = database.NewContext();
        var late = await context.LedgerEntries.OrderByDescending(entry => entry.Id).Select(
            entry => new { entry.UsedAt, entry.Credit!.StartsAt, entry.BookedDay }).FirstAsync(Stop);
        Assert.Equal(
            (new DateTime(2026, 4, 15, 23, 0, 0, DateTimeKind.Utc), new DateTime(2026, 4, 9, 23, 0, 0, DateTimeKind.Utc),
                new DateOnly(2026, 4, 16)),
            (late.UsedAt, late.StartsAt, late.BookedDay));
        await database.AssertVerifiedAsync();

        async Task<string> RefusedAsync(DateOnly day) => Assert.IsType<Refused>(await database.Store.ExecuteAsync(
            new SetLockDateCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            { LockedUpTo = day, SeenVersion = (await StoredAsync(database)).Version }, Stop)).Refusal.Message;
    }

    [Fact]
    public async Task An_end_of_before_is_agreed_unless_something_later_may_have_asked_for_it()
    {
        await using var database = await TestDatabase.CreateAsync(now: Now);
        var plan = await database.AddPlanAsync(
            "Small", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, null));
        var ids = new List<long>();
        foreach (var key in new[] { "agreed", "requested", "open" })
        {
            var command = new AssignPlanCommand(key, Actor.User(1))
            {
                MemberId = await database.AddMemberAsync(key),
                PlanId = plan,
                StartsOn = new DateOnly(2026, 3, 1),
                LastDay = key == "agreed" ? new DateOnly(2026, 6, 14) : null,
            };
            ids.Add(Assert.IsType<Done>(await database.Store.ExecuteAsync(command, Stop)).Id);
        }

        database.Clock.Now = Now.AddHours(1);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new EndMembershipCommand("end", Actor.User(1)) { MembershipId = ids[1], When = MembershipEnd.AtPeriodEnd }, Stop));
        await database.ExecuteAsync("UPDATE Memberships SET AgreedEndsAt = NULL");
        await database.ExecuteAsync("DELETE FROM Requests WHERE IdempotencyKey NOT IN ('agreed', 'requested', 'open', 'end')");
        await database.ExecuteAsync(AgreedEnds.Fill);
        await using var context = database.NewContext();
        var rows = await context.Memberships.OrderBy(row => row.Id).ToListAsync(Stop);
        Assert.Equal([true, false, false], rows.Select(row => row.AgreedEndsAt is not null));
        Assert.Equal([false, true, false], rows.Select(row => row.RequestedEndsAt is not null));
    }

    private static UsageCommand Use(long member, string key, DateTime usedAt) =>
        new(key, Actor.User(1)) { MemberId = member, Amount = 1, Kind = BenefitKind.Uses, UsedAt = usedAt, MayGoFurtherBack = true };

    private static async Task SetAsync(TestDatabase database, DateOnly? day = null) => Assert.IsType<Done>(
        await database.Store.ExecuteAsync(
            new SetLockDateCommand("set", Actor.User(1)) { LockedUpTo = day ?? February, SeenVersion = 1 }, Stop));

    private static async Task<(DateOnly? LockedUpTo, int Version)> StoredAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var row = await context.SiteSettings.SingleAsync(Stop);
        return (row.LockedUpTo, row.Version);
    }
}
