using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Words;

namespace CreditLedger.Data.Tests.Queries;

public sealed class DashboardQueryTests
{
    private static readonly DateTime Now = QuerySpace.Now;

    private static readonly DashboardSpans Spans = new(
        Now, new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc), Now.AddDays(30));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_figures_are_the_sums_of_the_rows(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        await using var context = space.NewContext();
        var figures = await new DashboardQuery(context).RunAsync(Spans, Stop);

        var balances = context.LedgerEntries.GroupBy(entry => entry.CreditId).Select(credit => new { credit.Key, Sum = credit.Sum(entry => entry.Amount) }).ToDictionary(credit => credit.Key, credit => credit.Sum);
        var live = context.Credits.AsEnumerable().Where(credit => credit.StartsAt <= Now && (credit.ExpiresAt is null || credit.ExpiresAt > Now)).ToList();
        Assert.Equal(live.Where(credit => credit.BenefitKind == BenefitKind.Time).Sum(credit => balances[credit.Id]), figures.Outstanding.Single(line => line.Unit.Kind == BenefitKind.Time).Amount);
        Assert.Equal([("EUR", 5000L), ("GBP", 8750L)], figures.Outstanding.Where(line => line.Unit.Kind == BenefitKind.Money).Select(line => (line.Unit.Currency!.Code, line.Amount)));

        var entries = context.LedgerEntries.ToList();
        var used = figures.Used.Single(line => line.Unit.Kind == BenefitKind.Time);
        Assert.Equal(-entries.Where(entry => entry.EffectiveKind == EntryKind.Usage && entry.BenefitKind == BenefitKind.Time && entry.UsedAt >= Spans.MonthStart).Sum(entry => entry.Amount), used.ThisMonth);
        Assert.Equal(-entries.Where(entry => entry.EffectiveKind == EntryKind.Usage && entry.BenefitKind == BenefitKind.Time && entry.UsedAt >= Spans.LastMonthStart && entry.UsedAt <= Spans.LastMonthEnd).Sum(entry => entry.Amount), used.LastMonth);
        Assert.Equal(1250, figures.Used.Single(line => line.Unit.Currency?.Code == "GBP" && line.Unit.Kind == BenefitKind.Money).ThisMonth);

        Assert.Equal(figures.LapsingFirst.OrderBy(credit => credit.ExpiresAt).Select(credit => credit.CreditId), figures.LapsingFirst.Select(credit => credit.CreditId));
        Assert.All(figures.LapsingFirst, credit => Assert.True(credit.Balance > 0 && credit.ExpiresAt > Now));
        Assert.Equal((5, 5), (figures.AtZeroCount, figures.AtZero.Count));
        Assert.Equal(8, figures.LatestPostings.Count);
        Assert.Equal(context.Postings.Max(posting => posting.Id), figures.LatestPostings[0].Id);
    }

    [Fact]
    public async Task An_empty_space_has_an_empty_dashboard()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite", Now);
        await using var context = database.NewContext();
        var figures = await new DashboardQuery(context).RunAsync(Spans, Stop);
        Assert.False(figures.HasMembers);
        Assert.Empty(figures.Outstanding);
        Assert.Empty(figures.LatestPostings);
    }
}
