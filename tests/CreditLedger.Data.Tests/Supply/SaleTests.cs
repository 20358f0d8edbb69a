using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Supply;

public sealed class SaleTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_sale_grants_each_line_for_its_time_and_is_recorded_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (member, product) = (await database.AddMemberAsync("M-1"), await database.AddProductAsync("Pack"));
        var sale = Sell("form", member, product) with { SoldOn = Today.AddDays(-1), Description = "at the desk" };
        var preview = Assert.IsType<Done>(await database.Store.PreviewAsync(sale, Stop));
        Assert.Equal([10L, 20, 30], preview.Entries.Select(entry => entry.Amount));
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => database.Store.ExecuteAsync(sale, Stop))));
        Assert.Single(results.Cast<Done>(), recorded => !recorded.IsReplay);
        Assert.Single(results.Cast<Done>().Select(recorded => recorded.PostingId).Distinct());
        Assert.Equal(
            [
                "Product 10 2026-03-14T00..2026-03-24T00 left 10",
                "Product 20 2026-03-14T00..2026-04-30T23 left 20",
                "Product 30 2026-03-14T00.. left 30",
            ],
            await database.CreditsAsync());
        await using var context = database.NewContext();
        var row = await context.Sales.SingleAsync(Stop);
        Assert.Equal((member, product, Today.AddDays(-1)), (row.MemberId, row.ProductId, row.SoldOn));
        await database.AssertVerifiedAsync();
    }

    [Fact]
    public async Task An_archived_or_unknown_product_is_refused_and_nothing_is_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, product) = (await database.AddMemberAsync("M-1"), await database.AddProductAsync("Old", database.Clock.Now));
        await AssertRefusedAsync("archived", Sell("1", member, product));
        await AssertRefusedAsync("no such product", Sell("2", member, 999));
        await AssertRefusedAsync("no such member", Sell("3", 999, await database.AddProductAsync("New")));
        await using var context = database.NewContext();
        Assert.Equal((0, 0), (await context.Sales.CountAsync(Stop), await context.Postings.CountAsync(Stop)));

        async Task AssertRefusedAsync(string message, SellProductCommand sale)
        {
            var refused = Assert.IsAssignableFrom<Refused>(await database.Store.ExecuteAsync(sale, Stop));
            Assert.Contains(message, refused.Refusal.Message, StringComparison.Ordinal);
        }
    }

    // R9, R41: with no text, one of them, or both; before and after the texts were erased, and when the product has another name by then.
    [Theory]
    [InlineData(null, null)]
    [InlineData("at the desk", null)]
    [InlineData(null, "paid in cash")]
    [InlineData("at the desk", "paid in cash")]
    public async Task A_repeated_sale_gets_the_first_result_and_another_one_under_its_key_is_refused(string? description, string? note)
    {
        await using var database = await TestDatabase.CreateAsync();
        var silent = Sell("form", await database.AddMemberAsync("M-1"), await database.AddProductAsync("Pack"));
        var sale = silent with { Description = description, InternalNote = note };
        var other = description is null && note is null ? silent with { InternalNote = "late" } : silent;
        var first = Assert.IsType<Done>(await database.Store.ExecuteAsync(sale, Stop));
        await database.ExecuteAsync("UPDATE Products SET Name = 'Renamed'");
        for (var round = 0; round < 2; round++)
        {
            var again = Assert.IsType<Done>(await database.Store.ExecuteAsync(sale, Stop));
            Assert.Equal((first.PostingId, true), (again.PostingId, again.IsReplay));
            Assert.Equal(again.Entries, Assert.IsType<Done>(await database.Store.FindAsync(sale, Stop)).Entries);
            Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(sale with { SoldOn = Today.AddDays(-1) }, Stop));
            Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(other, Stop));
            await database.ExecuteAsync("UPDATE Postings SET Description = NULL, InternalNote = NULL, TextSalt = NULL");
            await database.ExecuteAsync("UPDATE Credits SET Description = NULL, TextSalt = NULL");
        }

        Assert.Null(await database.Store.FindAsync(sale with { IdempotencyKey = "other" }, Stop));
        await using var context = database.NewContext();
        Assert.Equal(1, await context.Sales.CountAsync(Stop));
        await database.AssertVerifiedAsync();
    }

    private static SellProductCommand Sell(string key, long member, long product) =>
        new(key, Actor.User(1)) { MemberId = member, ProductId = product, SoldOn = Today };
}
