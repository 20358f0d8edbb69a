using System.Net;
using CreditLedger.Data.Demo;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.SetupDemo;

/// <summary>"Clear the demo data": only in a demo space, only by an admin, only with the word.</summary>
public sealed class ClearingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_demo_space_is_cleared_in_one_act_by_an_admin_who_types_the_word()
    {
        await using var site = new LedgerSpace();
        await site.Services.GetRequiredService<DemoSpace>().FillAsync(new DemoOptions(10, 2), Stop);
        var (admin, staff) = (await site.AsAsync(UserRole.Admin), await site.AsAsync(UserRole.Staff));
        Assert.False((await staff.GetAsync("/")).Has("a[href='/setup/demo']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/setup/demo")).Status);
        Assert.True((await admin.GetAsync("/")).Has("a[href='/setup/demo']"));

        var page = await admin.GetAsync("/setup/demo");
        Assert.Contains("10 members", page.TextOf("main .card-body li"), StringComparison.Ordinal);
        var wrong = await admin.PressAsync(page, "Clear the demo data", ("Word", "yes"));
        Assert.Equal("Type the word clear. Nothing was cleared.", wrong.Problem("Word"));
        Assert.Equal(10, await site.ReadAsync(db => db.Members.CountAsync(Stop)));

        var form = await admin.GetAsync("/members/new");
        await admin.PressAsync(await admin.PressAsync(form, "Continue", ("Name", "Ada Quinn")), "Yes, add");
        var stale = await admin.PressAsync(wrong, "Clear the demo data", ("Word", "clear"));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("11 members, with their groups and memberships; 1 of them", stale.TextOf("main .card-body li"),
            StringComparison.Ordinal);
        Assert.Equal(11, await site.ReadAsync(db => db.Members.CountAsync(Stop)));

        var done = await admin.PressAsync(stale, "Clear the demo data", ("Word", " Clear"));
        Assert.Equal("/", done.Location);
        Assert.Equal(0, await site.ReadAsync(db => db.Members.CountAsync(Stop)));
        Assert.True((await admin.GetAsync("/")).Has("[aria-labelledby=guide]"));

        // The same form once more, as a double click sends it.
        Assert.Equal("/", (await admin.PressAsync(stale, "Clear the demo data", ("Word", "clear"))).Location);
    }

    [Fact]
    public async Task A_space_in_use_offers_nothing_to_clear_and_refuses_it()
    {
        await using var site = new LedgerSpace();
        await site.RecordAsync(new GrantCommand("grant", Actor.User(1))
        {
            MemberId = await site.AddMemberAsync(),
            BenefitId = await site.BenefitAsync(BenefitKind.Uses),
            Amount = 3,
        });
        var admin = await site.AsAsync(UserRole.Admin);
        var dashboard = await admin.GetAsync("/");
        Assert.False(dashboard.Has("a[href='/setup/demo']"));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/setup/demo")).Status);
    }
}
