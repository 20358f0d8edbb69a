using CreditLedger.Data.Model;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Supply;

public sealed class SaleTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_sale_grants_each_line_for_its_time_and_is_recorded_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (member, product) = (await database.AddMemberAsync("M-1"), await ProductAsync(database, "Pack", false));
        var request = new SellProduct("form", Actor.User(1), member, product, Today.AddDays(-1), "at the desk");
        var preview = Assert.IsType<Done>(await Sales(database).PreviewAsync(request, Stop));
        Assert.Equal([10L, 20, 30], preview.Entries.Select(entry => entry.Amount));
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Sales(database).SellAsync(request, Stop))));
        Assert.Single(results.Cast<Done>().Select(recorded => recorded.PostingId).Distinct());
        Assert.Equal(
            [
                "Product 10 2026-03-14T00..2026-03-24T00 left 10",
                "Product 20 2026-03-14T00..2026-04-30T23 left 20",
                "Product 30 2026-03-14T00.. left 30",
            ],
            await database.CreditsAsync());
        await using var context = database.NewContext();
        var sale = await context.Sales.SingleAsync(Stop);
        Assert.Equal((member, product, Today.AddDays(-1)), (sale.MemberId, sale.ProductId, sale.SoldOn));
        await database.AssertVerifiedAsync();
    }

    [Fact]
    public async Task An_archived_or_unknown_product_is_refused_and_nothing_is_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, product) = (await database.AddMemberAsync("M-1"), await ProductAsync(database, "Old", true));
        Assert.Contains("archived", Refused(await SellAsync(product, member)), StringComparison.Ordinal);
        Assert.Contains("no such product", Refused(await SellAsync(999, member)), StringComparison.Ordinal);
        Assert.Contains("no such member", Refused(await SellAsync(await ProductAsync(database, "New", false), 999)), StringComparison.Ordinal);
        await using var context = database.NewContext();
        Assert.Equal((0, 0), (await context.Sales.CountAsync(Stop), await context.Postings.CountAsync(Stop)));

        Task<Result> SellAsync(long sold, long to) => Sales(database).SellAsync(new SellProduct($"{sold}-{to}", Actor.User(1), to, sold, Today, null), Stop);
    }

    private static string Refused(Result result) => Assert.IsAssignableFrom<Refused>(result).Refusal.Message;

    private static SaleStore Sales(TestDatabase database) => database.Services.GetRequiredService<SaleStore>();

    private static async Task<long> ProductAsync(TestDatabase database, string name, bool isArchived)
    {
        await using var context = database.NewContext();
        var product = new Product { Name = name, SortName = SearchText.Fold(name), ArchivedAt = isArchived ? database.Clock.Now : null };
        var benefit = await database.AddBenefitAsync($"TICKET-{name}", BenefitKind.Uses);
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 10, Position = 1, ValidDays = 10 });
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 20, Position = 2, ValidUntil = new DateOnly(2026, 4, 30) });
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 30, Position = 3 });
        context.Products.Add(product);
        await context.SaveChangesAsync(Stop);
        return product.Id;
    }
}
