using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Supply;

/// <summary>What a membership granted so far, on its page and under Activity. The site's clock says 12 December 2025.</summary>
public sealed class GrantedSoFarTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task Each_line_adds_up_to_what_remains_and_so_does_the_total()
    {
        var member = await space.AddMemberAsync("Granted Brown");
        var plan = long.Parse(await space.AddPlanAsync("Adds up"), System.Globalization.CultureInfo.InvariantCulture);
        await space.RecordAsync(new AssignPlanCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = member, PlanId = plan, StartsOn = new DateOnly(2025, 11, 1) });
        await space.RecordAsync(new UsageCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = member, Kind = BenefitKind.Time, Amount = 150 });
        var membership = await space.MembershipOfAsync(member);
        var staff = await space.AsAsync(UserRole.Staff);

        var page = await staff.GetAsync($"/memberships/{membership.Id}");
        Assert.Equal(["Credit", "Status", "Period", "Granted", "Rolled over", "Used", "Expired", "Remaining"],
            page.TextsOf("section[aria-labelledby=granted] th"));
        var lines = page.Html.QuerySelectorAll("section[aria-labelledby=granted] tbody tr").Select(row => string.Join(" | ",
            row.QuerySelectorAll("td.number").Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("5 h | −2 h | – | −3 h | 0 min", lines);
        Assert.Contains("– | +2 h | −2 h | – | 0 min", lines);
        Assert.Contains("5 h | – | −30 min | – | 4 h 30 min", lines);
        const string total = "Granted 10 h Used −2 h 30 min Expired −3 h Remaining 4 h 30 min";
        Assert.Equal(total, page.TextOf("section[aria-labelledby=granted] .granted-total"));
        Assert.Equal(total, (await staff.GetAsync($"/members/{member}/activity")).TextOf("article.membership .granted-total"));
        Assert.Equal("Rolled over ",
            page.Html.QuerySelector("section[aria-labelledby=granted] tbody td.number:nth-child(5)")!.GetAttribute("data-label"));
    }
}
