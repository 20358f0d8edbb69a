using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Supply;

public sealed class MembershipTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_form_sent_many_times_at_once_assigns_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, plan) = (await database.AddMemberAsync("M-1"), await PlanAsync(database));
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => database.AssignAsync(member, plan, new DateOnly(2026, 1, 1), key: "form"))));
        Assert.Single(ids.Select(done => done.Id).Distinct());
        await using var context = database.NewContext();
        Assert.Equal((1, 3), (await context.Memberships.CountAsync(Stop), await context.Credits.CountAsync(Stop)));
        Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(Assign("form", member, plan, Today), Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_who_assign_the_same_plan_at_once_assign_one_and_the_others_are_warned(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, plan) = (await database.AddMemberAsync("M-1"), await PlanAsync(database));
        var forms = Enumerable.Range(0, 10).Select(form => Assign($"form-{form}", member, plan, Today));
        var results = await Task.WhenAll(forms.Select(form => Task.Run(() => database.Store.ExecuteAsync(form, Stop))));
        Assert.Single(results.OfType<Done>());
        Assert.Equal(9, results.OfType<NeedsConfirmation>().Count());
        await using var context = database.NewContext();
        Assert.Equal((1, 1), (await context.Memberships.CountAsync(Stop), await context.Credits.CountAsync(Stop)));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Assign("meant", member, plan, Today) with { Overlap = true }, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Ending_at_the_periods_end_lets_the_period_run_and_grants_no_other(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var done = await database.AssignAsync(await database.AddMemberAsync("M-1"), await PlanAsync(database), new DateOnly(2026, 3, 1));
        Assert.IsType<Done>(await EndAsync(database, done.Id, MembershipEnd.AtPeriodEnd, revoke: false));
        await using (var context = database.NewContext())
            Assert.Equal(new DateTime(2026, 3, 31, 23, 0, 0, DateTimeKind.Utc), (await context.Memberships.SingleAsync(Stop)).EndsAt);
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(default, await database.IssueAsync());
        Assert.Equal(["Plan 10 2026-03-01T00..2026-03-31T23 left 10"], await database.CreditsAsync());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Ending_now_keeps_what_remains_or_takes_it_with_the_reason_and_can_be_undone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, plan) = (await database.AddMemberAsync("M-1"), await PlanAsync(database));
        var kept = await database.AssignAsync(member, plan, new DateOnly(2026, 3, 1));
        Assert.Equal(0, Assert.IsType<Done>(await EndAsync(database, kept.Id, MembershipEnd.Now, revoke: false)).PostingId);
        Assert.Equal(["Plan 10 2026-03-01T00..2026-03-31T23 left 10"], await database.CreditsAsync());

        var taken = await database.AssignAsync(member, plan, new DateOnly(2026, 3, 10));
        await database.UseAsync(member, 12, "from both");
        var end = Assert.IsType<Done>(await EndAsync(database, taken.Id, MembershipEnd.Now, revoke: true));
        Assert.Equal(["Plan 10 2026-03-01T00..2026-03-31T23 left 0", "Plan 10 2026-03-10T00..2026-04-09T23 left 0"],
            await database.CreditsAsync());
        var undone = await database.Store.ExecuteAsync(new ReversalCommand("undo", Actor.User(1)) { PostingId = end.PostingId }, Stop);
        Assert.Equal(8, Assert.IsType<Done>(undone).Entries.Single().BalanceAfter);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_end_that_has_not_come_can_be_taken_back_and_one_that_came_cannot(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var done = await database.AssignAsync(await database.AddMemberAsync("M-1"), await PlanAsync(database), new DateOnly(2026, 3, 1));
        await EndAsync(database, done.Id, MembershipEnd.AtPeriodEnd, revoke: false);
        Assert.IsType<Refused>(await EndAsync(database, done.Id, MembershipEnd.AtPeriodEnd, revoke: false));
        Assert.IsType<Done>(await ContinueAsync(database, done.Id));
        database.Clock.Now = Now.AddMonths(1);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());

        await EndAsync(database, done.Id, MembershipEnd.Now, revoke: false);
        Assert.Contains("has ended", Refused(await ContinueAsync(database, done.Id)).Message, StringComparison.Ordinal);
        Assert.Contains("ended already", Refused(await EndAsync(database, done.Id, MembershipEnd.Now, revoke: false)).Message,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_change_of_plan_now_revokes_and_grants_in_one_transaction(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        var small = await PlanAsync(database);
        var large = await database.AddPlanAsync("Large",
            (await database.AddBenefitAsync("SEAT", BenefitKind.Uses), 50, Period.Month, null));
        var old = await database.AssignAsync(member, small, new DateOnly(2026, 3, 1));
        await database.UseAsync(member, 3, "before");

        var request = new ChangePlanCommand("change", Actor.User(1))
        { MembershipId = old.Id, PlanId = large, When = MembershipEnd.Now, Revoke = true, Description = "moved up" };
        var change = Assert.IsType<Done>(await database.Store.ExecuteAsync(request, Stop));
        Assert.Equal((1, true), (change.Others, change.PostingId != 0));
        Assert.Equal(["Plan 10 2026-03-01T00..2026-03-31T23 left 0", "Plan 50 2026-03-15T00..2026-04-14T23 left 50"],
            await database.CreditsAsync());
        Assert.Equal(change.Id, Assert.IsType<Done>(await database.Store.ExecuteAsync(request, Stop)).Id);
        await using var context = database.NewContext();
        Assert.Equal(old.Id, (await context.Memberships.SingleAsync(membership => membership.PlanId == large, Stop)).FollowsId);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_change_of_plan_at_the_next_period_starts_where_the_old_one_ends(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var large = await database.AddPlanAsync("Large",
            (await database.AddBenefitAsync("SEAT", BenefitKind.Uses), 50, Period.Month, null));
        var old = await database.AssignAsync(await database.AddMemberAsync("M-1"), await PlanAsync(database), new DateOnly(2026, 3, 1));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ChangePlanCommand("change", Actor.User(1)) { MembershipId = old.Id, PlanId = large, When = MembershipEnd.AtPeriodEnd },
            Stop));
        Assert.Contains("Another plan follows", Refused(await ContinueAsync(database, old.Id)).Message, StringComparison.Ordinal);
        database.Clock.Now = Now.AddMonths(1);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        Assert.Equal(["Plan 10 2026-03-01T00..2026-03-31T23 left 10", "Plan 50 2026-03-31T23..2026-04-30T23 left 50"],
            await database.CreditsAsync());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_the_field_to_blame_and_nothing_is_written()
    {
        await using var database = await TestDatabase.CreateAsync(now: Now);
        var (member, plan) = (await database.AddMemberAsync("M-1"), await PlanAsync(database));
        var empty = await database.AddPlanAsync("Empty");
        var archived = await database.AddPlanAsync("Archived",
            (await database.AddBenefitAsync("SEAT", BenefitKind.Uses), 1, Period.Day, null));
        await database.ExecuteAsync($"UPDATE Plans SET ArchivedAt = 1 WHERE Id = {archived}");
        Assert.Equal(RefusedField.Plan, await FieldAsync(Assign("1", member, empty, Today)));
        Assert.Equal(RefusedField.Plan, await FieldAsync(Assign("2", member, archived, Today)));
        Assert.Equal(RefusedField.Plan, await FieldAsync(Assign("3", member, 999, Today)));
        Assert.Equal(RefusedField.Member, await FieldAsync(Assign("4", 999, plan, Today)));
        Assert.Equal(RefusedField.EndsOn, await FieldAsync(Assign("5", member, plan, Today) with { LastDay = Today.AddDays(-1) }));
        Assert.Equal(RefusedField.StartsOn, await FieldAsync(Assign("6", member, plan, Today.AddYears(-11))));
        Assert.Equal(RefusedField.StartsOn, await FieldAsync(Assign("7", member, plan, Today.AddYears(6))));
        await database.ExecuteAsync($"UPDATE Members SET Status = 3 WHERE Id = {member}");
        Assert.Equal(
            Confirmation.DespiteStatus,
            Assert.IsType<NeedsConfirmation>(await database.Store.ExecuteAsync(Assign("8", member, plan, Today), Stop)).What);
        await using var context = database.NewContext();
        Assert.Equal((0, 0), (await context.Memberships.CountAsync(Stop), await context.Postings.CountAsync(Stop)));

        async Task<RefusedField> FieldAsync(AssignPlanCommand request) => Refused(await database.Store.ExecuteAsync(request, Stop)).Field;
    }

    private static Refusal Refused(Result outcome) => Assert.IsAssignableFrom<Refused>(outcome).Refusal;

    private static Task<Result> EndAsync(TestDatabase database, long membership, MembershipEnd when, bool revoke) =>
        database.Store.ExecuteAsync(
            new EndMembershipCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            { MembershipId = membership, When = when, Revoke = revoke, Description = "left us" }, Stop);

    private static Task<Result> ContinueAsync(TestDatabase database, long membership) =>
        database.Store.ExecuteAsync(
            new ContinueMembershipCommand(Guid.NewGuid().ToString("N"), Actor.User(1)) { MembershipId = membership }, Stop);

    private static AssignPlanCommand Assign(string key, long member, long plan, DateOnly startsOn) =>
        new(key, Actor.User(1)) { MemberId = member, PlanId = plan, StartsOn = startsOn };

    private static async Task<long> PlanAsync(TestDatabase database) =>
        await database.AddPlanAsync("Small", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, null));
}
