using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Benefits;

public sealed class WhyPagesTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task Beside_a_zero_stands_the_way_to_why_it_is_zero_and_to_adding_credit()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 3);
        await space.AdjustAsync(credit.Id, -3);
        var admin = await space.AsAsync(UserRole.Admin);

        var overview = await admin.GetAsync($"/members/{credit.MemberId}?show=usedup");
        var row = Assert.Single(overview.Html.QuerySelectorAll("[aria-label^='Benefit tracking'] tbody tr"));
        var add = row.QuerySelectorAll("a").Single(link => link.TextContent.Trim() == "Add credit").GetAttribute("href");
        Assert.EndsWith($"?benefit={await space.BenefitAsync(BenefitKind.Uses)}", add, StringComparison.Ordinal);

        var why = row.QuerySelectorAll("a").Single(link => link.TextContent.Trim() == "Why is it 0?").GetAttribute("href")!;
        var page = await admin.GetAsync(why + "?from=2025-11-01");
        Assert.EndsWith("3 uses removed; nothing left.", page.TextOf(".statement"), StringComparison.Ordinal);
        Assert.Contains("Available now = 0 uses", page.TextsOf("table.sum tbody tr")[^1], StringComparison.Ordinal);
    }
}
