using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Lists;

/// <summary>The state of a list is kept through its records, their tabs and the forms that are opened from them.</summary>
public sealed class ListStateTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task A_form_that_is_opened_over_a_filtered_list_leads_back_to_it()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var member = $"/members/{credit.MemberId}/benefits/time?list=status%3Dactive";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/credits/{credit.Id}/use");
        request.Headers.Referrer = new Uri(admin.Http.BaseAddress!, member);

        var form = await admin.SendAsync(request);
        Assert.Equal(member, form.Html.QuerySelector("#effect a.btn")!.GetAttribute("href"));
        Assert.Contains("/members?status=active", form.Html.QuerySelectorAll(".breadcrumb a").Select(link => link.GetAttribute("href")));
        var preview = await admin.PressAsync(form, "Continue", ("Amount", "30"), ("Description", "Desk"));
        var done = await admin.PressAsync(preview, preview.Buttons().Single(button => button.StartsWith("Yes", StringComparison.Ordinal)));
        Assert.Equal(member, done.Location);
    }

    [Fact]
    public async Task A_page_of_another_site_says_nothing_of_a_list()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/credits/{credit.Id}/use");
        request.Headers.Referrer = new Uri("https://elsewhere.example/?list=status%3Dleft");

        var form = await admin.SendAsync(request);
        Assert.Equal($"/members/{credit.MemberId}/benefits/time", form.Html.QuerySelector("#effect a.btn")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_credit_knows_its_neighbours_in_the_list_it_was_opened_from_on_each_tab()
    {
        foreach (var amount in new[] { 3, 4, 5 }) await space.AddCreditAsync(BenefitKind.Uses, amount);
        var staff = await space.AsAsync(UserRole.Staff);
        var list = await staff.GetAsync("/credits?kind=uses&sort=added");
        var records = list.Html.QuerySelectorAll("a[data-record]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.True(records.Count >= 3);

        var second = await staff.GetAsync(records[1]);
        Assert.Equal(records[0], second.Html.QuerySelector(".beside a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal(records[2], second.Html.QuerySelector(".beside a[rel=next]")!.GetAttribute("href"));
        Assert.Contains("/credits?kind=uses&sort=added",
            second.Html.QuerySelectorAll(".breadcrumb a").Select(link => link.GetAttribute("href")));
        var history = await staff.GetAsync(second.Html.QuerySelectorAll(".tabs a")[^1].GetAttribute("href")!);
        var next = history.Html.QuerySelector(".beside a[rel=next]")!.GetAttribute("href")!;
        Assert.Equal(records[2].Replace("?credits", "/history?credits", StringComparison.Ordinal), next);
        var third = await staff.GetAsync(next);
        Assert.Equal("Use history", third.TextOf("#history"));
        Assert.Null((await staff.GetAsync(new Uri(staff.Http.BaseAddress!, records[1]).AbsolutePath)).Html.QuerySelector(".beside a"));
    }
}
