using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

public sealed class DashboardQueryTests
{
    private static readonly DateTime Now = QuerySpace.Now;

    private static readonly DashboardSpans Spans = new(
        Now, new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
        new(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc), Now.AddDays(30));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_figures_are_the_sums_of_the_rows(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        await using var context = space.NewContext();
        var figures = await new DashboardQuery(context).RunAsync(Spans, Stop);

        var balances = context.LedgerEntries.GroupBy(entry => entry.CreditId).Select(
            credit => new { credit.Key, Sum = credit.Sum(entry => entry.Amount) }).ToDictionary(credit => credit.Key, credit => credit.Sum);
        var live = context.Credits.AsEnumerable()
            .Where(credit => credit.StartsAt <= Now && (credit.ExpiresAt is null || credit.ExpiresAt > Now)).ToList();
        Assert.Equal(live.Where(credit => credit.BenefitKind == BenefitKind.Time).Sum(credit => balances[credit.Id]),
            figures.Outstanding.Single(line => line.Unit.Kind == BenefitKind.Time).Amount);
        Assert.Equal([("EUR", 5000L), ("GBP", 8750L)],
            figures.Outstanding.Where(line => line.Unit.Kind == BenefitKind.Money).Select(line => (line.Unit.Currency!.Code, line.Amount)));

        var entries = context.LedgerEntries.ToList();
        var used = figures.Used.Single(line => line.Unit.Kind == BenefitKind.Time);
        Assert.Equal(
            -entries.Where(entry => entry.EffectiveKind == EntryKind.Usage && entry.BenefitKind == BenefitKind.Time
            && entry.UsedAt >= Spans.MonthStart).Sum(entry => entry.Amount), used.ThisMonth);
        Assert.Equal(
            -entries.Where(entry => entry.EffectiveKind == EntryKind.Usage && entry.BenefitKind == BenefitKind.Time
            && entry.UsedAt >= Spans.LastMonthStart && entry.UsedAt <= Spans.LastMonthEnd).Sum(entry => entry.Amount), used.LastMonth);
        Assert.Equal(1250, figures.Used.Single(line => line.Unit.Currency?.Code == "GBP" && line.Unit.Kind == BenefitKind.Money).ThisMonth);

        Assert.Equal(figures.ExpiringFirst.OrderBy(credit => credit.ExpiresAt).Select(credit => credit.CreditId),
            figures.ExpiringFirst.Select(credit => credit.CreditId));
        Assert.All(figures.ExpiringFirst, credit => Assert.True(credit.Balance > 0 && credit.ExpiresAt > Now));
        Assert.Equal((5, 5), (figures.AtZeroCount, figures.AtZero.Count));
        Assert.Equal(8, figures.LatestPostings.Count);
        Assert.Equal(context.Postings.Max(posting => posting.Id), figures.LatestPostings[0].Id);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Each_figure_is_what_the_list_behind_it_counts(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        await using var context = space.NewContext();
        var figures = await new DashboardQuery(context).RunAsync(Spans, Stop);
        var credits = new CreditListQuery(context);
        foreach (var (lines, endsBy) in new[] { (figures.Outstanding, (DateTime?)null), (figures.Expiring, Spans.ExpiringUntil) })
        {
            Assert.NotEmpty(lines);
            foreach (var line in lines)
            {
                var filter = new CreditFilter { Kind = line.Unit.Kind, Currency = line.Unit.Currency?.Code, EndsBy = endsBy };
                var list = await credits.RunAsync(filter, PagePosition.First, 1, Now, Stop);
                Assert.Equal(line, Assert.Single(list.Amounts!));
                Assert.Equal(new BoundedCount(line.Credits, true), list.Total);
            }
        }

        var without = await new MembersQuery(context, new RemainingQuery(space.Database.Store))
            .RunAsync(new MemberFilter { NoCreditLeft = true }, PagePosition.First, 50, Now, Stop);
        Assert.Equal((5, 5), (figures.AtZeroCount, without.Total.Value));
        Assert.Equal(figures.AtZero.Select(member => member.MemberId).Order(), without.Page.Rows.Select(member => member.Id).Order());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_a_transaction_it_tells_members_and_changes_apart(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var benefit = await database.AddBenefitAsync("ROOM");
        List<long> credits = [];
        foreach (var reference in new[] { "M-1", "M-2", "M-3" })
        {
            var member = await database.AddMemberAsync(reference);
            credits.Add(await database.GrantAsync(member, benefit, 60, expiresAt: Now.AddDays(3)));
        }

        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ExtensionCommand("one", Actor.User(1)) { CreditIds = [credits[0]], ExpiresAt = Now.AddDays(9) }, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ExtensionCommand("all", Actor.User(1)) { CreditIds = [credits[1], credits[2]], ExpiresAt = Now.AddDays(9) }, Stop));
        await using var context = database.NewContext();
        var latest = (await new DashboardQuery(context).RunAsync(Spans, Stop)).LatestPostings;
        Assert.Equal([(4, 2), (2, 1), (1, 1)], latest.Take(3).Select(posting => (posting.EntryCount, posting.Members)));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_expires_has_a_value_where_every_service_it_is_good_for_has_a_price(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        await using (var context = database.NewContext())
        {
            context.Services.AddRange(Service("ROOM-A", 30, 900), Service("ROOM-B", 60, 1500), Service("FREE", 30, null),
                Service("EVENT", null, 500));
            await context.SaveChangesAsync(Stop);
        }

        await using var db = database.NewContext();
        var services = db.Services.ToDictionary(service => service.Reference, service => service.Id);
        var member = await database.AddMemberAsync("M-1");
        var expected = new Dictionary<long, long?>();
        foreach (var (kind, amount, worth, good) in new (BenefitKind, long, long?, string[])[]
                 {
                     (BenefitKind.Time, 105, 2625, ["ROOM-A", "ROOM-B"]), (BenefitKind.Time, 90, 2700, ["ROOM-A"]),
                     (BenefitKind.Time, 60, null, ["ROOM-A", "FREE"]),
                     (BenefitKind.Time, 60, null, []), (BenefitKind.Uses, 3, 1500, ["EVENT"]), (BenefitKind.Time, 60, null, ["EVENT"]),
                 })
        {
            var benefit = await database.AddBenefitAsync($"B-{expected.Count}", kind, null,
                [.. good.Select(reference => services[reference])]);
            var granted = await database.Store.ExecuteAsync(new GrantCommand($"g-{benefit}", Actor.User(1))
            {
                MemberId = member,
                BenefitId = benefit,
                Amount = amount,
                StartsAt = Now.AddDays(-1),
                ExpiresAt = Now.AddDays(3),
                SourceName = "Hub",
            }, Stop);
            expected[Assert.IsType<Done>(granted).Entries[0].CreditId] = worth;
        }

        var expiring = (await new DashboardQuery(db).RunAsync(Spans, Stop)).ExpiringFirst;
        Assert.Equal(expected.OrderBy(credit => credit.Key),
            expiring.ToDictionary(credit => credit.CreditId, credit => credit.Worth?.Amount).OrderBy(credit => credit.Key));
        Assert.All(expiring, credit => Assert.Equal("Hub", credit.SourceName));
    }

    [Fact]
    public async Task An_empty_space_has_an_empty_dashboard()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite", Now);
        await using var context = database.NewContext();
        var figures = await new DashboardQuery(context).RunAsync(Spans, Stop);
        Assert.Empty(figures.Outstanding);
        Assert.Empty(figures.LatestPostings);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_guide_stays_until_all_is_there_or_something_is_used(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        Assert.Equal(new SetupSteps(false, false, false, false, false), await StepsAsync());
        var benefit = await database.AddBenefitAsync("ROOM");
        var member = await database.AddMemberAsync("M-1");
        var credit = await database.GrantAsync(member, benefit, 60);
        Assert.Equal(new SetupSteps(false, false, true, false, true), await StepsAsync());

        await database.AddPlanAsync("Hub", (benefit, 60, Period.Month, null));
        await using (var context = database.NewContext())
        {
            context.Services.Add(Service("ROOM-A", 30, 900));
            await context.SaveChangesAsync(Stop);
            Assert.Equal(new SetupSteps(false, true, true, true, true), await StepsAsync());
            var settings = await context.SiteSettings.SingleAsync(Stop);
            Assert.IsType<Done>(await database.Store.ExecuteAsync(
                new SaveSettingsCommand("name", Actor.User(1)) { Settings = settings with { Name = "Riverside" } }, Stop));
        }

        Assert.Null(await StepsAsync());

        await using var other = await TestDatabase.CreateAsync(provider, Now);
        member = await other.AddMemberAsync("M-1");
        credit = await other.GrantAsync(member, await other.AddBenefitAsync("ROOM"), 60);
        Assert.IsType<Done>(await other.Store.ExecuteAsync(
            new UsageCommand("use", Actor.User(1)) { MemberId = member, CreditId = credit, Amount = 15, UsedAt = Now }, Stop));
        await using var used = other.NewContext();
        Assert.Null(await new SetupStepsQuery(used).RunAsync(Stop));

        async Task<SetupSteps?> StepsAsync()
        {
            await using var context = database.NewContext();
            return await new SetupStepsQuery(context).RunAsync(Stop);
        }
    }

    private static Service Service(string reference, int? interval, long? price) =>
        new()
        {
            Reference = reference,
            Name = reference,
            IntervalMinutes = interval,
            Price = price,
            Currency = price is null ? null : "GBP"
        };
}
