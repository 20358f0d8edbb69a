using CreditLedger.Data.Ledger;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>
/// A contact of a business spends the business's benefit: the history of both names both, and a cap refuses with its sentence.
/// </summary>
public sealed class SharingStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_contact_spends_the_businesss_credit_up_to_the_cap(bool hasScript)
    {
        var shared = await FindAsync();

        // Of this run alone: the other run's row, in the same histories, must not pass for this one's.
        var description = hasScript ? "Pitch to investors" : "Pitch on paper";
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));
        var page = visit.Page;

        // The cap leaves one hour of this year.
        await visit.GoAsync($"/groups/{shared.GroupId}/members/{shared.MemberId}");
        var used = await UsedThisYearAsync(shared);
        await page.Locator("input[name='Caps[1].Amount']")
            .FillAsync((used + 60).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.Locator("select[name='Caps[1].Period']").SelectOptionAsync("Year");
        if (!hasScript) await visit.Button("Continue").ClickAsync();
        await visit.Button($"Yes, change what {shared.MemberName} may use").ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync($"What {shared.MemberName} may use was changed.");

        await UseAsync(visit, shared, "45", hasScript);
        await Assertions.Expect(page.Locator("#effect-sentence")).ToHaveTextAsync($"Uses 45 min for {shared.MemberName}, from one credit");
        await Assertions.Expect(page.Locator(".effect-note")).ToContainTextAsync($", of {shared.OwnerName}. Removes 45 min");
        await page.Locator("#Description").FillAsync(description);
        await visit.Button("Yes, use 45 min").ClickAsync();
        await Assertions.Expect(page.Locator(".notice")).ToContainTextAsync("45 min of");

        await visit.GoAsync($"/members/{shared.MemberId}/benefits/history/time");
        var row = page.Locator("main tbody tr").Filter(new LocatorFilterOptions { HasText = description }).First;
        await Assertions.Expect(row).ToContainTextAsync($"From {shared.OwnerName}'s credit");
        await visit.GoAsync($"/members/{shared.OwnerId}/benefits/history/time");
        await Assertions.Expect(row).ToContainTextAsync(shared.MemberShown);
        await visit.GoAsync($"/groups/{shared.GroupId}/history/time");
        await Assertions.Expect(row).ToContainTextAsync(shared.MemberShown);

        await UseAsync(visit, shared, "30", hasScript);
        await Assertions.Expect(page.Locator("#Quantity-error")).ToContainTextAsync(
            $"{shared.MemberName} may use {AmountOf(used + 60)} of {shared.OwnerName}'s time credits per year; 15 min are left until");
        await Assertions.Expect(page.Locator(".passed-over")).ToContainTextAsync("cap reached");
        Assert.Empty(visit.Offences);
    }

    private static string AmountOf(long minutes) => AmountFormat.Format(minutes, Unit.Of(BenefitKind.Time, null));

    private static async Task UseAsync(Visit visit, Shared shared, string minutes, bool hasScript)
    {
        await visit.GoAsync($"/members/{shared.MemberId}/usages/new?what=credit:{shared.CreditId}");
        await visit.Page.Locator("#Quantity").FillAsync(minutes);
        if (!hasScript) await visit.Page.Locator("form .btn-list button").First.ClickAsync();
    }

    // A business of the demo space with a contact who may use its time, and a credit that was just given to it.
    private async Task<Shared> FindAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var context = await site.ContextAsync();
        var row = await context.GroupMembers.AsNoTracking().Include(one => one.Member).Include(one => one.Group!.Owner)
            .Where(one => one.MayUse && one.Group!.Kind == GroupKind.Business && one.Group.ArchivedAt == null
                && one.Group.Shares.Any(share => share.Kind == BenefitKind.Time))
            .OrderBy(one => one.GroupId).ThenBy(one => one.MemberId).FirstAsync(stop);
        var benefit = await context.Benefits.Where(one => one.Kind == BenefitKind.Time && one.Shared).OrderBy(one => one.Id)
            .Select(one => one.Id).FirstAsync(stop);
        var grant = new GrantCommand(Guid.NewGuid().ToString(), Actor.Job(JobName.DemoSeed))
        { MemberId = row.Group!.OwnerId, BenefitId = benefit, Amount = 300 };
        var recorded = Assert.IsType<Done>(await site.Services.GetRequiredService<LedgerStore>().ExecuteAsync(grant, stop));
        return new Shared(
            row.GroupId, row.MemberId, row.Member!.Name, row.Member.Email ?? row.Member.Name, row.Group.OwnerId, row.Group.Owner!.Name,
            recorded.Entries[0].CreditId);
    }

    // What is committed for bookings to come counts as well (R42).
    private async Task<long> UsedThisYearAsync(Shared shared)
    {
        var zone = site.Services.GetRequiredService<SiteZone>();
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        var from = zone.StartOf(new DateOnly(zone.DayOf(now).Year, 1, 1));
        var until = zone.StartOf(new DateOnly(zone.DayOf(now).Year + 1, 1, 1));
        await using var context = await site.ContextAsync();
        var committed = await context.Commitments
            .Where(row => row.UsedById == shared.MemberId && row.OwnerId == shared.OwnerId && row.DueAt != null
                && row.OccursAt >= from && row.OccursAt < until
                && context.Benefits.Any(benefit => benefit.Id == row.BenefitId && benefit.Kind == BenefitKind.Time))
            .SumAsync(row => row.Amount, TestContext.Current.CancellationToken);
        return committed - await context.SharedUses
            .Where(use => use.UsedById == shared.MemberId && use.OwnerId == shared.OwnerId && use.BenefitKind == BenefitKind.Time
                && use.OccursAt >= from && use.OccursAt < until
                && use.Entry!.Kind == EntryKind.Usage && !context.LedgerEntries.Any(later => later.ReversesEntryId == use.EntryId))
            .SumAsync(use => use.Entry!.Amount, TestContext.Current.CancellationToken);
    }

    private sealed record Shared(long GroupId, long MemberId, string MemberName, string MemberShown, long OwnerId,
        string OwnerName, long CreditId);
}
