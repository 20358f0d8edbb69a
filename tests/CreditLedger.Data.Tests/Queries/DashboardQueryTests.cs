using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

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
