using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Grants;

/// <summary>The forms of credits, plans and products ask what was paid, and the pages tell it (R40).</summary>
public sealed class PaidTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paid_credit_says_so_in_its_preview_and_on_its_pages()
    {
        var member = await space.AddMemberAsync("Grace Hopper");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/credits/new?kind=time");
        var preview = await admin.PressAsync(form, "Continue", ("Amount", "5 h"), ("Category", "Paid"), ("Paid", "£120.50"));
        Assert.EndsWith("; paid, £120.50 net of tax", preview.Effect(), StringComparison.Ordinal);
        await admin.PressAsync(preview, "Yes, add 5 h");
        var credit = await space.ReadAsync(db => db.Credits.SingleAsync(row => row.OwnerId == member, Stop));
        Assert.Equal((CreditCategory.Paid, 12_050L, "GBP"), (credit.Category, credit.PaidAmount, credit.PaidCurrency));
        Assert.Contains("Paid: £120.50 net of tax", (await admin.GetAsync($"/credits/{credit.Id}")).TextOf("main"),
            StringComparison.Ordinal);
        var posting = await space.ReadAsync(db => db.LedgerEntries.Where(row => row.CreditId == credit.Id)
            .Select(row => row.PostingId).SingleAsync(Stop));
        Assert.Contains("Paid: £120.50 net of tax", (await admin.GetAsync($"/postings/{posting}")).TextOf("main"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Paid", "", "Paid", "Enter what was paid, net of tax, or choose another category.")]
    [InlineData("Paid", "-3", "Paid", "What was paid cannot be below zero.")]
    [InlineData("Complimentary", "5", "Paid", "A complimentary credit costs nothing. Empty this, or choose another category.")]
    [InlineData("Stolen", "", "Category", "Choose whether it is paid, complimentary, allocated or migrated.")]
    public async Task What_cannot_be_is_said_beside_its_field(string category, string paid, string field, string problem)
    {
        var member = await space.AddMemberAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        var answer = await admin.PressAsync(await admin.GetAsync($"/members/{member}/credits/new?kind=time"), "Continue",
            ("Amount", "5 h"), ("Category", category), ("Paid", paid));
        Assert.Equal(problem, answer.Problem(field));
        Assert.Equal(paid, answer.ValueOf("Paid"));
        Assert.Null(answer.Effect());
    }

    [Fact]
    public async Task A_products_line_carries_its_part_of_the_price_to_what_is_sold()
    {
        var admin = await space.AsAsync(UserRole.Admin);
        var benefit = $"{await space.BenefitAsync(BenefitKind.Time)}";
        var wrong = await admin.PressAsync(await admin.GetAsync("/setup/products/new"), "Create the product",
            ("Name", "Priced pack"), ("Lines[0].Benefit", benefit), ("Lines[0].Amount", "5 h"), ("Lines[0].ValidDays", "30"),
            ("Lines[0].Paid", "1.234"));
        Assert.NotEqual("", wrong.TextOf("#Lines-0-Paid-error"));
        await admin.PressAsync(wrong, "Create the product", ("Lines[0].Paid", "80"));
        var line = await space.ReadAsync(db => db.ProductLines.SingleAsync(row => row.PaidAmount != null, Stop));
        Assert.Equal((8_000L, "GBP"), (line.PaidAmount, line.PaidCurrency));

        var member = await space.AddMemberAsync();
        var sale = await admin.PressAsync(await admin.GetAsync($"/members/{member}/sales/new"), "Continue",
            ("Product", $"{line.ProductId}"));
        await admin.PressAsync(sale, "Yes, sell Priced pack");
        var credit = await space.ReadAsync(db => db.Credits.SingleAsync(row => row.OwnerId == member, Stop));
        Assert.Equal((CreditCategory.Allocated, 8_000L, "GBP"), (credit.Category, credit.PaidAmount, credit.PaidCurrency));
    }

    [Fact]
    public async Task A_plans_line_carries_its_part_of_the_price_to_what_is_granted()
    {
        var admin = await space.AsAsync(UserRole.Admin);
        var benefit = $"{await space.BenefitAsync(BenefitKind.Time)}";
        (string, string)[] fields = [("Name", "Priced plan"), ("Lines[0].Benefit", benefit), ("Lines[0].Amount", "5 h")];
        var wrong = await admin.PressAsync(await admin.GetAsync("/setup/plans/new"), "Create the plan",
            [.. fields, ("Lines[0].Paid", "a lot")]);
        Assert.NotEqual("", wrong.TextOf("#Lines-0-Paid-error"));
        await admin.PressAsync(wrong, "Create the plan", ("Lines[0].Paid", "£45"));
        var plan = await space.ReadAsync(db => db.Plans.SingleAsync(row => row.Name == "Priced plan", Stop));
        Assert.Contains("£45.00", (await admin.GetAsync($"/setup/plans/{plan.Id}")).TextOf("main"), StringComparison.Ordinal);

        var member = await space.AddMemberAsync();
        var assign = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue",
            ("Plan", $"{plan.Id}"), ("StartsOn", "2025-12-10"));
        await admin.PressAsync(assign, "Yes, assign Priced plan and issue 1 period");
        var credit = await space.ReadAsync(db => db.Credits.SingleAsync(row => row.OwnerId == member, Stop));
        Assert.Equal((CreditCategory.Allocated, 4_500L, "GBP"), (credit.Category, credit.PaidAmount, credit.PaidCurrency));
    }
}
