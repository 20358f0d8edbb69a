using System.Net;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Approvals;

/// <summary>The list of requests to an admin: all of them for those who decide, one's own for others.</summary>
public sealed class RequestListTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private const int Asked = 55;

    [Fact]
    public async Task Shows_what_waits_page_by_page_to_those_who_decide_and_ones_own_to_others()
    {
        var ids = new List<long>();
        for (var index = 0; index < Asked; index++) ids.Add(await AskAsync(UserRole.Staff, $"Adds {index} min"));
        var managers = await AskAsync(UserRole.Manager, "Revokes 1 h");
        var admin = await space.AsAsync(UserRole.Admin);
        var decider = (await space.HaveUserAsync(UserRole.Admin)).Id;
        await space.RecordAsync(new DeclineApprovalCommand("decline", Actor.User(decider)) { Id = ids[0], Reason = "It was open" });

        var dashboard = await admin.GetAsync("/");
        Assert.Equal(5, dashboard.TextsOf("[aria-labelledby=needs] li").Count);
        Assert.Equal("All requests to an admin", dashboard.TextOf("[aria-labelledby=needs] a[href='/approvals']"));
        var first = await admin.GetAsync("/approvals");
        Assert.Equal(("55 requests", 50), (first.TextOf(".list-total"), first.TextsOf("tbody tr").Count));
        Assert.Contains("Adds 1 min", first.TextOf("tbody tr"), StringComparison.Ordinal);
        var second = await admin.GetAsync(first.Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(5, second.TextsOf("tbody tr").Count);
        Assert.True(second.Has($"tbody a[href='/approvals/{managers}']"));
        var declined = await admin.GetAsync("/approvals?state=declined");
        Assert.Contains("admin@space.example", declined.TextOf("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("It was open", (await admin.GetAsync("/approvals.csv?state=declined")).Body, StringComparison.Ordinal);
        Assert.Contains("None of these.", (await admin.GetAsync("/approvals?state=approved")).TextOf(".empty-state"),
            StringComparison.Ordinal);

        var manager = await space.AsAsync(UserRole.Manager);
        Assert.Equal(["Revokes 1 h"], (await manager.GetAsync("/approvals")).TextsOf("tbody td.wide"));
        Assert.DoesNotContain("Adds", (await manager.GetAsync("/approvals.csv")).Body, StringComparison.Ordinal);
        Assert.False((await manager.GetAsync("/")).Has("[aria-labelledby=needs]"));
        Assert.True((await manager.GetAsync("/")).Has("[aria-labelledby=requests] a[href='/approvals']"));
        var staff = await space.AsAsync(UserRole.Staff);
        Assert.Equal("54 requests", (await staff.GetAsync("/approvals")).TextOf(".list-total"));
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/approvals.csv")).Status);
        Assert.Contains(
            "is no state of this list", (await staff.GetAsync("/approvals?state=lost")).TextOf("main"), StringComparison.Ordinal);
    }

    private async Task<long> AskAsync(UserRole role, string summary) =>
        (await space.RecordAsync(new AskApprovalCommand(Guid.NewGuid().ToString(), Actor.User((await space.HaveUserAsync(role)).Id))
        { Path = "/form", Fields = "{}", Summary = summary })).Id;
}
