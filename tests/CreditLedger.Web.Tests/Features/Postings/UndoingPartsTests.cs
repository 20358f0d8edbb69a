using System.Net;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Postings;

/// <summary>Undoing single members of a bulk (R24), and who may undo what.</summary>
public sealed class UndoingPartsTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task Members_are_undone_one_by_one_several_at_once_and_the_rest_as_a_whole()
    {
        var (posting, credits) = await RevokedAsync(4);
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.GetAsync($"/postings/{posting}");
        Assert.Equal("4 members", page.TextOf("main caption"));
        var form = await admin.GetAsync($"/postings/{posting}/undo?member={credits[0].MemberId}");
        Assert.Equal($"Undo transaction {posting} for Ada Brown", form.TextOf("h1"));
        Assert.Equal("Adds 1 h: 0 min → 1 h", form.Effect());
        await admin.PressAsync(form, "Yes, add 1 h");
        Assert.Equal([60, 0, 0, 0], await BalancesAsync(credits));

        page = await admin.GetAsync($"/postings/{posting}");
        Assert.Contains("Undone for 1 of 4 members", page.TextOf("main .alert-info"), StringComparison.Ordinal);
        Assert.Equal(3, page.Html.QuerySelectorAll("main input[name='member']").Length);
        var several = await admin.GetAsync(
            $"/postings/{posting}/undo?ticked=1&member={credits[1].MemberId}&member={credits[2].MemberId}");
        await admin.PressAsync(several, "Yes, undo 2 changes");
        Assert.Equal([60, 60, 60, 0], await BalancesAsync(credits));
        var list = await admin.GetAsync($"/postings?undone=partly&number={posting}");
        Assert.Single(list.Html.QuerySelectorAll("main tbody tr"));
        Assert.Contains("partly undone by", list.TextOf("main tbody"), StringComparison.Ordinal);

        var again = await admin.GetAsync($"/postings/{posting}/undo?member={credits[0].MemberId}");
        Assert.Contains("undone before", again.FormProblem(), StringComparison.Ordinal);
        var rest = await admin.GetAsync($"/postings/{posting}/undo");
        Assert.Equal($"Undo the rest of transaction {posting}", rest.TextOf("h1"));
        await admin.PressAsync(rest, "Yes, add 1 h");
        Assert.Equal([60, 60, 60, 60], await BalancesAsync(credits));
        page = await admin.GetAsync($"/postings/{posting}");
        Assert.StartsWith("This was undone", page.TextOf("main .alert-info"), StringComparison.Ordinal);
        Assert.False(page.Has("main a[href*='/undo']"));
        Assert.Contains(",yes", (await admin.GetAsync($"/postings.csv?number={posting}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ticked=1", "No member is ticked")]
    [InlineData("member=999999", "no part in this transaction")]
    public async Task Without_a_member_nothing_is_undone(string query, string problem)
    {
        var (posting, credits) = await RevokedAsync(2);
        var admin = await space.AsAsync(UserRole.Admin);

        var page = await admin.GetAsync($"/postings/{posting}/undo?{query}");

        Assert.Contains(problem, page.FormProblem(), StringComparison.Ordinal);
        Assert.False(page.Has("main form[action^='/postings']"));
        Assert.Equal([0, 0], await BalancesAsync(credits));
    }

    [Fact]
    public async Task A_row_of_the_history_undoes_its_members_part()
    {
        var (posting, credits) = await RevokedAsync(2);
        var admin = await space.AsAsync(UserRole.Admin);
        var history = await admin.GetAsync($"/members/{credits[1].MemberId}/benefits/history/time");
        var undo = $"/postings/{posting}/undo?member={credits[1].MemberId}";
        Assert.True(history.Has($"main a[href='{undo}']"), history.Body);
        await admin.PressAsync(await admin.GetAsync(undo), "Yes, add 1 h");
        Assert.Equal([0, 60], await BalancesAsync(credits));
        var after = await admin.GetAsync($"/members/{credits[1].MemberId}/benefits/history/time");
        Assert.False(after.Has($"main a[href='{undo}']"));
    }

    [Fact]
    public async Task Staff_undo_their_own_use_for_a_quarter_of_an_hour_and_ask_an_admin_after_it()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 300);
        var staff = await space.AsAsync(UserRole.Staff);
        var now = space.Clock.GetUtcNow();
        try
        {
            await UseAsync(staff, credit);
            var first = (await space.LastEntryAsync(credit.Id)).PostingId;
            var notice = await staff.GetAsync($"/postings/{first}");
            Assert.Equal("Undo", notice.TextOf(".notice form button"));
            await staff.PressAsync(notice, "Undo");
            Assert.Equal(300, await space.BalanceAsync(credit.Id));

            await UseAsync(staff, credit);
            var second = (await space.LastEntryAsync(credit.Id)).PostingId;
            var history = $"/members/{credit.MemberId}/benefits/history/time";
            Assert.True((await staff.GetAsync(history)).Has($"main a[href='/postings/{second}/undo']"));
            var open = await staff.GetAsync($"/postings/{second}/undo");
            space.Clock.Advance(TimeSpan.FromMinutes(16));
            Assert.False((await staff.GetAsync(history)).Has($"main a[href='/postings/{second}/undo']"));
            var late = await staff.PressAsync(open, "Yes, add 15 min");

            Assert.Equal(HttpStatusCode.Conflict, late.Status);
            Assert.Equal(285, await space.BalanceAsync(credit.Id));
            await staff.PressAsync(late, "Ask an admin");
            var page = await (await space.AsAsync(UserRole.Admin)).GetAsync("/");
            Assert.Contains($"transaction {second}", page.TextOf("main"), StringComparison.Ordinal);
        }
        finally
        {
            space.Clock.Set(now);
        }
    }

    private static async Task UseAsync(Site.SiteBrowser staff, SpaceCredit credit) => await staff.PressAsync(
        await staff.GetAsync($"/members/{credit.MemberId}/usages/new?what=credit:{credit.Id}"), "Yes, use 15 min");

    private async Task<(long Posting, List<SpaceCredit> Credits)> RevokedAsync(int members)
    {
        var credits = new List<SpaceCredit>();
        for (var member = 0; member < members; member++) credits.Add(await space.AddCreditAsync(BenefitKind.Time, 60));
        var revoked = await space.RecordAsync(new RevocationCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { CreditIds = [.. credits.Select(credit => credit.Id)], Description = "left" });
        return (revoked.PostingId, credits);
    }

    private async Task<List<long>> BalancesAsync(List<SpaceCredit> credits)
    {
        var balances = new List<long>();
        foreach (var credit in credits) balances.Add(await space.BalanceAsync(credit.Id));
        return balances;
    }
}
