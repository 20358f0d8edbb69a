using System.Globalization;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>
/// The ten tasks of the week by those who may not do all of them: what they may do is done, for what an admin must do they ask, and the
/// rest is refused.
/// </summary>
public sealed class OtherRolesWeekTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTime Now => site.Services.GetRequiredService<TimeProvider>().Now();

    [Theory]
    [InlineData(UserRole.Staff, 1280, false)]
    [InlineData(UserRole.Staff, 320, true)]
    [InlineData(UserRole.Manager, 1280, true)]
    [InlineData(UserRole.Manager, 320, false)]
    public async Task Each_task_is_done_asked_for_or_refused(UserRole role, int width, bool isDark)
    {
        var money = await HeldCredit.FindAsync(site, BenefitKind.Money, skip: 3);
        var time = await HeldCredit.FindAsync(site, BenefitKind.Time, skip: 7, atLeast: 60);
        var before = await time.BalanceAsync(site);
        var (printing, other) = (await HeldCredit.FindAsync(site, BenefitKind.Printing, skip: 3),
            await HeldCredit.FindAsync(site, BenefitKind.Printing, skip: 5));
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var context = await site.ContextAsync();
        var user = await context.Users.Where(one => one.Email == site.EmailOf(role)).Select(one => one.Id).SingleAsync(Stop);
        var group = await context.Groups.Where(one => one.ArchivedAt == null).OrderBy(one => one.Id).Select(one => one.Id).FirstAsync(Stop);
        var membership = await context.Memberships.Where(one => one.EndsAt == null && one.Member!.Status == MemberStatus.Active)
            .OrderBy(one => one.Id).Select(one => one.Id).FirstAsync(Stop);
        var twice = await site.RunAsync(new UsageCommand(Guid.NewGuid().ToString(), Actor.User(user))
        { MemberId = time.MemberId, CreditId = time.Id, Amount = 15, Description = "Charged twice" });
        var extended = await site.RunAsync(new ExtensionCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { CreditIds = [printing.Id, other.Id], ExpiresAt = Now.AddDays(400) });
        await using var visit = await Visit.SignInAsync(chromium, site, role, new Device(width, isDark));

        // Goodwill of £20.
        await AskAsync(visit, $"/members/{money.MemberId}/credits/new", async () =>
        {
            await visit.Page.Locator("#Benefit").SelectOptionAsync(new SelectOptionValue { Value = Text(money.BenefitId) });
            await visit.Page.Locator("#Amount").PressSequentiallyAsync("20");
            await visit.Page.Locator("#Description").FillAsync($"Sorry, {role} {width}");
        });

        // Why it is 0.
        Assert.Equal(200, await visit.GoAsync($"/members/{empty.Member.Id}/benefits/time/why"));
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=why] .statement").First).Not.ToBeEmptyAsync();

        // One's own double charge, undone.
        await visit.GoAsync($"/postings/{twice.PostingId}/undo");
        await visit.Page.Locator("button[name=Confirmed]").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync("Undone");
        Assert.Equal(before, await time.BalanceAsync(site));

        // Credits that end soon, all of the list.
        await AskAsync(visit, "/credits/many/extend?all=1&kind=time&within=30", async () =>
        {
            await visit.Page.Locator("#Days").PressSequentiallyAsync("7");

            // The day that the form suggests can be confirmed as well: the button is there before the days are previewed.
            await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync("7 days longer");
        });

        // A contact for a business, and a plan.
        Assert.Equal(200, await visit.GoAsync($"/groups/{group}"));
        await Assertions.Expect(visit.Page.Locator("#Member")).ToHaveCountAsync(0);
        Assert.Equal(403, await visit.GoAsync("/setup/plans/new"));

        // A membership's end.
        await AskAsync(visit, $"/memberships/{membership}/end", () => Task.CompletedTask);

        // Who adjusted what.
        Assert.Equal(role == UserRole.Staff ? 403 : 200, await visit.GoAsync("/postings?kind=adjustment&days=7"));

        // A bulk extension, undone for one member.
        await visit.GoAsync($"/postings/{extended.PostingId}");
        var part = await visit.Page.Locator($"main a[href*='/undo'][aria-label*='{printing.Member}']").First.GetAttributeAsync("href");
        await AskAsync(visit, part!, () => Task.CompletedTask);
        Assert.Equal(0, await printing.BalanceAsync(site));

        // A transfer to a colleague.
        await AskAsync(visit, $"/credits/{time.Id}/transfer", async () =>
        {
            await visit.Page.Locator("#Member").FillAsync(money.Reference);
            await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync(money.Member);
        });
        Assert.Equal(before, await time.BalanceAsync(site));
        Assert.Empty(visit.Offences);
    }

    // Nothing is recorded, and an admin is asked.
    private static async Task AskAsync(Visit visit, string path, Func<Task> fillAsync)
    {
        await visit.GoAsync(path);
        await fillAsync();
        await visit.Button("Ask an admin").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync("An admin was asked.");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
