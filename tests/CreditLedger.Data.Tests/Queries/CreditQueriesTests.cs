using System.Text.Json;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Tests.Queries;

public sealed class CreditQueriesTests
{
    private static readonly DateTime Now = QuerySpace.Now;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Credits_are_listed_usable_ones_first_in_burn_order_with_their_sums(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        var member = space.Members[24].Id;
        var late = await space.GrantAsync(member, space.RoomId, 300, Now.AddDays(-1), Now.AddDays(20));
        var never = await space.GrantAsync(member, space.DeskId, 300, Now.AddDays(-1), null);
        var soon = await space.GrantAsync(member, space.DeskId, 300, Now.AddDays(-1), Now.AddDays(5));
        var preferred = await space.GrantAsync(member, space.RoomId, 300, Now.AddDays(-1), null, priority: 1);
        var empty = await space.GrantAsync(member, space.DeskId, 60, Now.AddDays(-1), Now.AddDays(5));
        var upcoming = await space.GrantAsync(member, space.DeskId, 60, Now.AddDays(1), Now.AddDays(5));
        await space.UseAsync(empty, member, 60, Now.AddHours(-1));
        await space.UseAsync(soon, member, 45, Now.AddHours(-1));
        await space.AdjustAsync(soon, 30, "goodwill");

        await using var context = space.NewContext();
        var credits = await new OwnerCreditsQuery(context, new BenefitServicesQuery(context), space.Database.Store)
            .NotOverAsync(member, BenefitKind.Time, Now, Stop);
        Assert.Equal(
            [(preferred, 1, CreditStatus.Current), (soon, 2, CreditStatus.Current), (late, 3, CreditStatus.Current),
                (never, 4, CreditStatus.Current), (empty, null, CreditStatus.UsedUp), (upcoming, null, CreditStatus.Upcoming)],
            credits.Credits.Select(credit => (credit.Id, credit.BurnPlace, credit.Status)));
        var used = credits.Credits[1];
        Assert.Equal((300L, 45L, 30L, 285L, 285L), (used.Granted, used.Used, used.Adjusted, used.Balance, used.Available));
        Assert.Equal(["Focus room"], credits.Services[space.RoomId].Select(service => service.Name));
        Assert.Empty(credits.Services[space.DeskId]);
    }

    [Fact]
    public async Task Expired_credits_are_paged_latest_first()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        var member = space.Members[24].Id;
        for (var index = 0; index < 12; index++)
            await space.GrantAsync(member, space.RoomId, 60, Now.AddDays(-100), Now.AddDays(-30 + (index / 3)));
        await using var context = space.NewContext();
        var query = new OwnerCreditsQuery(context, new BenefitServicesQuery(context), space.Database.Store);
        var first = await query.ExpiredAsync(member, BenefitKind.Time, PagePosition.First, 5, Now, Stop);
        var second = await query.ExpiredAsync(member, BenefitKind.Time, PagePosition.After(first.Rows[^1].Id), 5, Now, Stop);
        var third = await query.ExpiredAsync(member, BenefitKind.Time, PagePosition.After(second.Rows[^1].Id), 5, Now, Stop);
        var back = await query.ExpiredAsync(member, BenefitKind.Time, PagePosition.Before(third.Rows[0].Id), 5, Now, Stop);
        Assert.Equal((5, 5, 2), (first.Rows.Count, second.Rows.Count, third.Rows.Count));
        Assert.Equal(second.Rows.Select(credit => credit.Id), back.Rows.Select(credit => credit.Id));
        var all = first.Rows.Concat(second.Rows).Concat(third.Rows).ToList();
        Assert.Equal(all.OrderByDescending(credit => credit.ExpiresAt).ThenByDescending(credit => credit.Id).Select(credit => credit.Id),
            all.Select(credit => credit.Id));
        Assert.All(all, credit => Assert.Equal(CreditStatus.Expired, credit.Status));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_facts_of_a_balance_leave_out_what_cancels_out(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        await using var context = space.NewContext();
        var services = new BenefitServicesQuery(context);
        var credit = (await new CreditQuery(
            context, services, new OwnerCreditsQuery(context, services, space.Database.Store), new CommittedQuery(context))
            .RunAsync(space.HeavyRoom, Now, Stop))!.Credit;
        var facts = await new StatementQuery(context).RunAsync(credit, Stop);
        Assert.Equal((40, credit.Used, 0, 0), (facts.Bookings.Count, facts.Bookings.Amount, facts.OtherUses.Count, facts.CorrectionCount));
        Assert.Equal(credit.Balance, facts.Balance);

        var desk = (await new CreditQuery(
            context, services, new OwnerCreditsQuery(context, services, space.Database.Store), new CommittedQuery(context))
            .RunAsync(space.HeavyDesk, Now, Stop))!.Credit;
        var deskFacts = await new StatementQuery(context).RunAsync(desk, Stop);
        Assert.Equal((20, 1, -30L, "overstayed"),
            (deskFacts.OtherUses.Count, deskFacts.CorrectionCount, deskFacts.Adjusted, deskFacts.LatestCorrections[0].Reason));
        Assert.Equal(desk.Balance, deskFacts.Balance);
    }

    private static async Task<string> AllAsync(QuerySpace space)
    {
        await using var context = space.NewContext();
        var services = new BenefitServicesQuery(context);
        var credits = new OwnerCreditsQuery(context, services, space.Database.Store);
        return JsonSerializer.Serialize(new object?[]
        {
            (await credits.NotOverAsync(space.HeavyId, null, Now, Stop)).Credits,
            await credits.ExpiredAsync(space.Members[3].Id, BenefitKind.Uses, PagePosition.First, 10, Now, Stop),
            (await new CreditQuery(context, services, credits, new CommittedQuery(context)).RunAsync(space.HeavyRoom, Now, Stop))!.Credit,
            await new UseHistoryQuery(context).RunAsync(HistoryScope.OfOwner(space.HeavyId, BenefitKind.Time), new HistoryFilter(),
                PagePosition.First, 10, Now, Stop),
            (await new RemainingQuery(space.Database.Store).RunAsync([space.HeavyId, space.Members[1].Id], Now, Stop))
                .SelectMany(owner => owner.Value.Own.Select(amount => (owner.Key, amount.Amount).ToString())),
        });
    }
}
