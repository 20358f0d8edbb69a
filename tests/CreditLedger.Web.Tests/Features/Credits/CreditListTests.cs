using System.Net;
using System.Text;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Features.Credits.Moves;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Credits;

/// <summary>The list of all credits, and what is done with those that one ticks.</summary>
public sealed class CreditListTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTime Now => space.Clock.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task Lists_what_is_left_soonest_end_first_and_says_what_all_of_it_holds()
    {
        var benefit = await BenefitAsync(30);
        var later = await GrantAsync(benefit, 120, Now.AddDays(20));
        var soon = await GrantAsync(benefit, 60, Now.AddDays(2));
        var over = await GrantAsync(benefit, 30, Now.AddDays(-2));
        var admin = await space.AsAsync(UserRole.Admin);

        var page = await admin.GetAsync($"/credits?benefit={benefit}");
        Assert.Equal([$"{soon}", $"{later}"], Ticks(page));
        Assert.Equal("2 credits match, holding 3 h", page.TextOf(".list-total"));
        Assert.Equal("All 2 that match", page.TextOf(".tick-all"));
        Assert.Equal([$"{soon}"], Ticks(await admin.GetAsync($"/credits?benefit={benefit}&within=7")));
        Assert.Equal([$"{soon}"], Ticks(await admin.GetAsync($"/credits?benefit={benefit}&within=7&status=any")));
        Assert.Equal([$"{over}"], Ticks(await admin.GetAsync($"/credits?benefit={benefit}&status=expired")));
        Assert.Equal([$"{over}", $"{soon}", $"{later}"], Ticks(await admin.GetAsync($"/credits?benefit={benefit}&status=any")));
        Assert.Empty(Ticks(await admin.GetAsync($"/credits?benefit={benefit}&kind=money")));
        Assert.Equal([$"{soon}"], Ticks(await admin.GetAsync($"/credits?benefit={benefit}&from=2025-12-13&until=2025-12-14")));
    }

    [Fact]
    public async Task A_filter_is_taken_off_by_its_chip_and_nonsense_is_said_and_left_out()
    {
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.GetAsync("/credits?within=7&source=manual&owner=zzzz&status=usedup");
        Assert.Equal(["Status: Used up", "Source: Added by hand", "Expire within 7 days", "Owner: zzzz"],
            page.TextsOf("ul[aria-label='Filters that are on'] .filter-chip"));
        Assert.Equal("/credits?status=usedup&within=7&owner=zzzz",
            page.Html.QuerySelector("a[aria-label='Remove the filter Source: Added by hand']")!.GetAttribute("href"));
        Assert.Contains("No credit matches", page.TextOf(".empty-state"), StringComparison.Ordinal);

        var odd = await admin.GetAsync("/credits?status=gone&within=99999&benefit=x&plan=1&from=soon");
        Assert.Equal(HttpStatusCode.OK, odd.Status);
        Assert.Equal(4, odd.TextsOf("main .alert-warning").Count);
    }

    [Fact]
    public async Task Fifty_rows_stay_small_and_staff_tick_to_ask()
    {
        var benefit = await BenefitAsync(62);
        for (var index = 0; index < 60; index++) await GrantAsync(benefit, 62, Now.AddDays(300 + index));
        var page = await (await space.AsAsync(UserRole.Admin)).GetAsync($"/credits?benefit={benefit}");
        Assert.Equal(50, page.Html.QuerySelectorAll("tbody tr").Length);
        Assert.True(Encoding.UTF8.GetByteCount(page.Body) < 60_000, $"{Encoding.UTF8.GetByteCount(page.Body)} bytes");

        var staff = await (await space.AsAsync(UserRole.Staff)).GetAsync($"/credits?benefit={benefit}");
        Assert.Equal(50, staff.Html.QuerySelectorAll("tbody tr").Length);
        Assert.True(staff.Has("tbody input"));
        Assert.All(staff.Html.QuerySelectorAll(".tick-bar button[formaction]"),
            button => Assert.Equal("An admin can do this: you can ask", button.GetAttribute("title")));
    }

    [Fact]
    public async Task Ticked_credits_are_extended_in_one_posting_those_that_cannot_named_and_left_out_and_undone_whole()
    {
        var benefit = await BenefitAsync(63);
        var (first, second, endless) = (await GrantAsync(benefit, 63, Now.AddDays(5)), await GrantAsync(benefit, 126, Now.AddDays(6)),
            await GrantAsync(benefit, 63, null));
        var admin = await space.AsAsync(UserRole.Admin);

        var asked = await admin.GetAsync($"/credits/many/extend?benefit={benefit}&credit={first}&credit={second}&credit={endless}");
        Assert.Contains("1 of 3 credits cannot", asked.TextOf("form .alert-warning"), StringComparison.Ordinal);
        Assert.Equal("Cannot never expires", asked.TextOf("tbody tr:first-child td:last-child"));
        Assert.Null(asked.Effect());
        var refused = await admin.PressAsync(asked, "Continue");
        Assert.Null(refused.Effect());
        var agreed = await admin.PressAsync(refused, "Continue", ("SkipIneligible", "true"), ("ExpiresOn", "2026-02-28"));
        Assert.Equal("Moves 3 h 9 min of 2 credits to new credits that last until the end of 28 Feb 2026", agreed.Effect());
        var done = await admin.PressAsync(agreed, "Yes, extend 2 credits until 28 Feb 2026", ("Description", "Building work"));

        Assert.Equal($"/credits?benefit={benefit}", done.Location);
        var page = await done.FollowAsync();
        Assert.Equal("2 credits extended until the end of 28 Feb 2026: 3 h 9 min", page.TextOf(".notice-text"));
        var posting = (await space.LastEntryAsync(first)).Posting!;
        Assert.Equal((PostingKind.Extension, 4, "Building work"), (posting.Kind, posting.EntryCount, posting.Description));
        Assert.Equal((await space.LastEntryAsync(second)).PostingId, posting.Id);
        Assert.Equal(63, await space.BalanceAsync(endless));

        await admin.PressAsync(page, "Undo");
        Assert.Equal((63L, 126L), (await space.BalanceAsync(first), await space.BalanceAsync(second)));
    }

    [Fact]
    public async Task All_that_match_are_revoked_as_they_were_shown_though_more_match_by_then()
    {
        var benefit = await BenefitAsync(64);
        var shown = await GrantAsync(benefit, 64, Now.AddDays(5));
        var other = await GrantAsync(benefit, 64, Now.AddDays(6));
        var admin = await space.AsAsync(UserRole.Admin);

        var asked = await admin.GetAsync($"/credits/many/revoke?benefit={benefit}&all=1");
        var late = await GrantAsync(benefit, 64, Now.AddDays(1));
        Assert.Equal("Takes 2 h 8 min of 2 credits away", asked.Effect());
        Assert.Equal("Revoke 2 credits", asked.TextOf("h1"));
        var done = await admin.PressAsync(asked, "Yes, revoke 2 credits", ("Description", "Closed"));

        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Equal((0L, 0L, 64L), (await space.BalanceAsync(shown), await space.BalanceAsync(other), await space.BalanceAsync(late)));
        Assert.Equal(2, await space.ReadAsync(db => db.CreditBalances.CountAsync(sums => sums.BenefitId == benefit && sums.Revoked, Stop)));
    }

    [Fact]
    public async Task Other_credits_than_those_shown_are_shown_again_and_nothing_happens()
    {
        var benefit = await BenefitAsync(65);
        var (shown, other) = (await GrantAsync(benefit, 65, Now.AddDays(5)), await GrantAsync(benefit, 65, Now.AddDays(6)));
        var admin = await space.AsAsync(UserRole.Admin);
        var asked = await admin.GetAsync($"/credits/many/revoke?credit={shown}");

        var again = await admin.PressAsync(asked, "Yes, revoke 1 h 5 min", ("Description", "Closed"), ("Credits", $"{other}"));

        Assert.Equal("Takes 1 h 5 min of Time credit away: 1 h 5 min → 0 min", again.Effect());
        Assert.Equal(65, await space.BalanceAsync(shown));
        Assert.Equal(65, await space.BalanceAsync(other));
    }

    [Fact]
    public async Task Nothing_ticked_and_nothing_that_can_are_said()
    {
        var benefit = await BenefitAsync(66);
        var endless = new[] { await GrantAsync(benefit, 66, null), await GrantAsync(benefit, 66, null) };
        var admin = await space.AsAsync(UserRole.Admin);

        Assert.Contains("No credit was chosen", (await admin.GetAsync("/credits/many/transfer")).FormProblem(), StringComparison.Ordinal);
        var none = await admin.GetAsync($"/credits/many/extend?credit={endless[0]}&credit={endless[1]}");
        Assert.Contains("none of these credits can", none.TextOf(".effect"), StringComparison.Ordinal);
        Assert.Equal(["Continue"], none.TextsOf("#effect .btn-list button"));
    }

    [Theory]
    [InlineData("3,1,2,9", "1-3,9", new long[] { 1, 2, 3, 9 })]
    [InlineData("5-7,6-8", "5-8", new long[] { 5, 6, 7, 8 })]
    [InlineData("", "", new long[0])]
    [InlineData("x,-4,0,7-,9-8,12", "12", new long[] { 12 })]
    public void Numbers_of_credits_are_written_short_and_read_again(string text, string written, long[] ids)
    {
        Assert.Equal(ids, CreditNumbers.Read(text));
        Assert.Equal(written, CreditNumbers.Write(ids));
        Assert.Equal(ids, CreditNumbers.Read(written));
    }

    [Fact]
    public void A_range_that_is_repeated_is_looked_at_once() =>
        Assert.Equal(Enumerable.Range(1, 400).Select(id => (long)id),
            CreditNumbers.Read(string.Join(',', Enumerable.Repeat("1-400", 100_000))));

    [Fact]
    public void A_text_that_names_all_numbers_there_are_is_cut() =>
        Assert.Equal(RemainderCommand.MaxCredits + 1, CreditNumbers.Read($"1-{long.MaxValue - 1}").Count);

    private static IEnumerable<string> Ticks(SitePage page) =>
        page.Html.QuerySelectorAll("tbody input[name=credit]").Select(box => box.GetAttribute("value")!);

    // A benefit of the test's own, so that no other test's credits are in its list.
    private Task<long> BenefitAsync(int step) => space.BenefitAsync(BenefitKind.Time, stepMinutes: step);

    private async Task<long> GrantAsync(long benefit, long amount, DateTime? expiresAt)
    {
        var recorded = await space.RecordAsync(new GrantCommand(Guid.NewGuid().ToString(), Actor.Job(JobName.DemoSeed))
        {
            MemberId = await space.AddMemberAsync(),
            BenefitId = benefit,
            Amount = amount,
            StartsAt = Now.AddDays(-30),
            ExpiresAt = expiresAt,
        });
        return recorded.Entries[0].CreditId;
    }
}
