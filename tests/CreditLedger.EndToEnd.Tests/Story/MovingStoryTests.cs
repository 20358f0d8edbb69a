using CreditLedger.Data.Model;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>Credits that would expire are given a later end: one from its menu, many from the list; both are undone (R23, R24).</summary>
public sealed class MovingStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_admin_extends_a_credit_from_its_menu_and_undoes_it(bool hasScript)
    {
        var credit = await ExpiringAsync(skip: hasScript ? 0 : 1);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));

        await visit.GoAsync($"/credits/{credit.Id}");
        await visit.Page.Locator(".record-menu summary").ClickAsync();
        await visit.Page.Locator(".record-menu").GetByText("Extend", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await visit.ArriveAsync($"**/credits/{credit.Id}/extend");
        await visit.Page.Locator("#ExpiresOn").FillAsync("2030-06-30");
        if (!hasScript) await visit.Page.Locator("#effect button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync("lasts until the end of 30 Jun 2030");
        await visit.Page.Locator("#effect button").ClickAsync();
        await visit.ArriveAsync($"**/members/{credit.OwnerId}/benefits/**");
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("extended until the end of 30 Jun 2030");
        Assert.Equal(0, await BalanceAsync(credit.Id));

        await visit.Page.Locator(".notice button").GetByText("Undo").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("Undone");
        Assert.Equal(credit.Balance!.Balance, await BalanceAsync(credit.Id));
        Assert.Empty(visit.Offences);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_admin_extends_all_credits_of_the_list_that_expire_soon_and_undoes_them(bool hasScript)
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));
        await visit.GoAsync("/credits?kind=time&source=plan");
        await visit.Link("Expire within 30 days").ClickAsync();
        await visit.ArriveAsync("**within=30**");
        var first = await visit.Page.Locator("tbody input[name=credit]").First.GetAttributeAsync("value");
        var before = await BalanceAsync(long.Parse(first!, System.Globalization.CultureInfo.InvariantCulture));
        if (hasScript)
        {
            await Assertions.Expect(visit.Button("Extend")).ToBeDisabledAsync();
            await visit.Page.Locator("tbody input[name=credit]").First.CheckAsync();
            await Assertions.Expect(visit.Page.Locator("[data-ticks-said]")).ToHaveTextAsync("1 credit is ticked.");
        }

        await visit.Page.Locator("input[name=all]").CheckAsync();
        await visit.Button("Extend").ClickAsync();
        await visit.ArriveAsync("**/credits/many/extend?**");
        await visit.Page.Locator("#ExpiresOn").FillAsync("2031-03-31");
        if (!hasScript) await visit.Page.Locator("#effect .btn-list button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync("until the end of 31 Mar 2031");
        await visit.Page.Locator("#effect .btn-list button").ClickAsync();

        await visit.ArriveAsync("**/credits?**");
        var notice = visit.Page.Locator(".notice").First;
        await Assertions.Expect(notice).ToContainTextAsync("credits extended until the end of 31 Mar 2031");
        Assert.Equal(0, await BalanceAsync(long.Parse(first!, System.Globalization.CultureInfo.InvariantCulture)));
        await notice.GetByText("Undo").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync("Undone");
        Assert.Equal(before, await BalanceAsync(long.Parse(first!, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task Who_gets_it_is_suggested_while_one_types_a_part_of_the_name_and_the_preview_follows()
    {
        var credit = await ExpiringAsync(skip: 2);
        var other = await OtherMemberAsync(credit.OwnerId);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.GoAsync($"/credits/{credit.Id}/transfer");

        // The list itself is the browser's own and out of reach: it is read here, and choosing from it is typing the reference.
        await visit.Page.Locator("#Member").PressSequentiallyAsync(other.Name[..^1]);
        var suggestion = visit.Page.Locator($"#Member-suggestions option[value='{other.Reference}']");
        await Assertions.Expect(suggestion).ToHaveTextAsync($"{other.Name} · {other.Reference} · {other.Email}");
        await visit.Page.Locator("#Member").FillAsync(other.Reference);

        await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync(other.Name);
        await Assertions.Expect(visit.Page.Locator("#Member-suggestions option")).ToHaveCountAsync(1);
        Assert.Empty(visit.Offences);
    }

    private async Task<Member> OtherMemberAsync(long memberId)
    {
        await using var context = await site.ContextAsync();
        return await context.Members
            .Where(member => member.Id != memberId && member.Status == MemberStatus.Active)
            .Where(member => member.Email != null && member.MergedIntoId == null)
            .OrderBy(member => member.Id).FirstAsync(Stop);
    }

    private async Task<Credit> ExpiringAsync(int skip)
    {
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        await using var context = await site.ContextAsync();
        return await context.Credits.Include(credit => credit.Balance)
            .Where(credit => credit.BenefitKind == BenefitKind.Printing && credit.StartsAt <= now && credit.ExpiresAt > now.AddDays(1)
                && credit.Balance!.Balance > 0 && !credit.Balance.Revoked)
            .OrderBy(credit => credit.Id).Skip(skip).FirstAsync(Stop);
    }

    private async Task<long> BalanceAsync(long creditId)
    {
        await using var context = await site.ContextAsync();
        return await context.LedgerEntries.Where(entry => entry.CreditId == creditId).SumAsync(entry => entry.Amount, Stop);
    }
}
