using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Data.Supply;
using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Tests.Supply;

/// <summary>Lines of plans that are unlimited, or not tracked (R48).</summary>
public sealed class UnlimitedTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_unlimited_credit_is_issued_each_period_used_shared_undone_and_verified(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database, cap: 120);
        var plan = await PlanAsync(database, space.Benefit, LineTracking.Unlimited);
        var membership = await database.AssignAsync(space.Acme, plan, new DateOnly(2026, 3, 1));
        Assert.Equal(1, membership.Others);

        // Of 90 minutes Ada's own hour comes first; the shared unlimited credit before the shared limited one, within the cap.
        var use = Assert.IsType<Done>(await database.Store.ExecuteAsync(space.Use(90), Stop));
        Assert.Equal([-60L, 30, -30], use.Entries.Select(entry => entry.Amount));
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(space.Use(120), Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(space.Use(90), Stop));
        await database.AssertVerifiedAsync();

        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ReversalCommand("undo", Actor.User(1)) { PostingId = use.PostingId, MemberIds = [space.Ada] }, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(space.Use(60), Stop));
        database.Clock.Now = Now.AddMonths(1);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_member_with_an_unlimited_credit_is_not_without_credit_and_lists_call_it_current(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, benefit) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));
        await database.GrantAsync(member, benefit, 60, Now.AddDays(-5));
        await database.Store.ExecuteAsync(
            new UsageCommand("all", Actor.User(1)) { MemberId = member, Amount = 60, Kind = BenefitKind.Time }, Stop);
        Assert.Equal(1, await WithoutCreditAsync(database));
        await database.AssignAsync(member, await PlanAsync(database, benefit, LineTracking.Unlimited), new DateOnly(2026, 3, 1));
        Assert.Equal(0, await WithoutCreditAsync(database));

        await using var context = database.NewContext();
        var list = new CreditListQuery(context);
        var current = await list.RunAsync(new CreditFilter(), PagePosition.First, 10, Now, Stop);
        Assert.True(Assert.Single(current.Page.Rows).Credit is { IsUnlimited: true, Status: CreditStatus.Current });
        var usedUp = await list.RunAsync(new CreditFilter { Status = CreditStatus.UsedUp }, PagePosition.First, 10, Now, Stop);
        Assert.False(Assert.Single(usedUp.Page.Rows).Credit.IsUnlimited);
        var remaining = (await new RemainingQuery(database.Store).RunAsync([member], Now, Stop))[member];
        Assert.True(Assert.Single(remaining.Own).IsUnlimited);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_line_that_is_not_tracked_is_listed_and_grants_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var plan = await PlanAsync(database, await database.AddBenefitAsync("COFFEE", BenefitKind.Uses), LineTracking.Untracked);
        var done = await database.AssignAsync(await database.AddMemberAsync("M-1"), plan, new DateOnly(2026, 3, 1));
        Assert.Equal(0, done.Others);
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(default, await database.IssueAsync());
        Assert.Empty(await database.CreditsAsync());
        await using var context = database.NewContext();
        var memberships = new MembershipsQuery(context, new RenewalsQuery(context, new PlanSupplyQuery(context), TestDatabase.London));
        Assert.Single((await memberships.OneAsync(done.Id, Stop))!.Untracked);
        await database.AssertVerifiedAsync();
    }

    private static async Task<int> WithoutCreditAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var members = new MembersQuery(context, new RemainingQuery(database.Store));
        return (await members.RunAsync(new MemberFilter { NoCreditLeft = true }, PagePosition.First, 10, Now, Stop)).Page.Rows.Count;
    }

    private static async Task<long> PlanAsync(TestDatabase database, long benefit, LineTracking tracking)
    {
        var save = new SavePlanCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
        {
            Id = 0,
            Wanted = new PlanRow { Name = "Hub", SortName = "hub" },
            Lines = [new PlanLineDraft(0, null, benefit, Period.Month, new(0) { Tracking = tracking })],
        };
        return Assert.IsType<Done>(await database.Store.ExecuteAsync(save, Stop)).Id;
    }
}
