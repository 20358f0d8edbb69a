using System.Globalization;
using System.Net;
using System.Text;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Postings;

/// <summary>The list of all transactions: who recorded what, when, for whom; and the transactions beside one.</summary>
public sealed class PostingListTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_says_who_recorded_what_for_whom_and_what_undid_it()
    {
        var (credit, name) = await AddAsync("Rowena Row");
        var user = await space.HaveUserAsync(UserRole.Admin);
        var wrong = (await space.RecordAsync(new AdjustmentCommand(Guid.NewGuid().ToString(), Actor.User(user.Id))
        { CreditId = credit.Id, By = -60, Description = "Broken <b>chair</b>" })).PostingId;
        var undoing = (await space.RecordAsync(
            new ReversalCommand(Guid.NewGuid().ToString(), Actor.User(user.Id)) { PostingId = wrong })).PostingId;
        var manager = await space.AsAsync(UserRole.Manager);

        var page = await manager.GetAsync($"/postings?member={name}");

        Assert.Equal("3 transactions match", page.TextOf(".list-total"));
        Assert.Equal([$"{undoing}", $"{wrong}", $"{credit.GrantPostingId}"], page.TextsOf("tbody a[data-record]"));
        Assert.Equal(["Number", "Recorded ↓", "What", "By", "Member", "Description", "Changes", "Amount"], page.TextsOf("thead th"));
        var cells = page.TextsOf("tbody tr:nth-child(2) td");
        Assert.Equal([$"{wrong}", "12 Dec 2025, 12:00", $"Balance adjusted undone by #{undoing}", user.Email!, "Rowena Row",
            "Broken <b>chair</b>", "1", "−1 h"], cells);
        Assert.Contains($"undoes #{wrong}", page.TextOf("tbody tr:first-child"), StringComparison.Ordinal);
        Assert.Equal([$"{credit.GrantPostingId}", $"{wrong}", $"{undoing}"],
            (await manager.GetAsync($"/postings?member={name}&down=1")).TextsOf("tbody a[data-record]"));
    }

    [Fact]
    public async Task Each_filter_narrows_and_is_taken_off_by_its_chip()
    {
        var (credit, name) = await AddAsync("Fiona Filter");
        var user = await space.HaveUserAsync(UserRole.Admin);
        var adjusted = (await space.RecordAsync(new AdjustmentCommand(Guid.NewGuid().ToString(), Actor.User(user.Id))
        { CreditId = credit.Id, By = 15, Description = "Goodwill" })).PostingId;
        var manager = await space.AsAsync(UserRole.Manager);

        Assert.Equal([$"{adjusted}"], await NumbersAsync(manager, $"member={name}&kind=adjustment"));
        Assert.Equal([$"{adjusted}"], await NumbersAsync(manager, $"member={name}&by=admin"));
        Assert.Equal([$"{credit.GrantPostingId}"], await NumbersAsync(manager, $"member={name}&by=demo"));
        Assert.Equal([$"{adjusted}"], await NumbersAsync(manager, $"number={adjusted}"));
        Assert.Equal(2, (await NumbersAsync(manager, $"member={name}&undone=no")).Count);
        Assert.Equal(2, (await NumbersAsync(manager, $"member={name}&from=2025-12-12&until=2025-12-12")).Count);
        foreach (var nothing in new[] { "undone=yes", "until=2025-12-11", "from=2025-12-13", "by=zzzz", "kind=transfer" })
            Assert.Empty(await NumbersAsync(manager, $"member={name}&{nothing}"));

        var page = await manager.GetAsync("/postings?member=zzzz&by=import&kind=adjustment&days=7&undone=no&number=1&down=1");
        Assert.Equal(["Number 1", "Balance adjusted", "Member: zzzz", "Recorded by: import", "Last 7 days", "Not undone"],
            page.TextsOf("ul[aria-label='Filters that are on'] .filter-chip"));
        Assert.Equal("/postings?member=zzzz&kind=adjustment&days=7&undone=no&number=1&down=1",
            page.Html.QuerySelector("a[aria-label='Remove the filter Recorded by: import']")!.GetAttribute("href"));
        Assert.Contains("No transaction matches", page.TextOf(".empty-state"), StringComparison.Ordinal);
        var narrowed = await page.SubmitAsync("form.filters", ("number", ""), ("member", "yyyy"));
        Assert.Equal(["Balance adjusted", "Member: yyyy", "Recorded by: import", "Last 7 days", "Not undone"],
            narrowed.TextsOf("ul[aria-label='Filters that are on'] .filter-chip"));
    }

    [Fact]
    public async Task Who_adjusted_what_last_week_is_two_presses_away()
    {
        var (credit, name) = await AddAsync("Wilma Week");
        var adjusted = (await space.AdjustAsync(credit.Id, -30)).PostingId;
        var manager = await space.AsAsync(UserRole.Manager);

        var list = await manager.GetAsync($"/postings?member={name}");
        Assert.Equal(["Today", "Last 7 days", "Adjustments", "Recorded by me"], Offers(list));
        var adjustments = await manager.GetAsync(Offer(list, "Adjustments"));
        var week = await manager.GetAsync(Offer(adjustments, "Last 7 days"));

        Assert.Equal([$"{adjusted}"], week.TextsOf("tbody a[data-record]"));
        Assert.Equal(["Today", "Recorded by me"], Offers(week));
        var me = (await space.HaveUserAsync(UserRole.Manager)).Email!;
        Assert.All((await manager.GetAsync(Offer(list, "Recorded by me"))).TextsOf("tbody td:nth-child(4)"), by => Assert.Equal(me, by));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_left_out()
    {
        var manager = await space.AsAsync(UserRole.Manager);
        var odd = await manager.GetAsync("/postings?kind=99&undone=maybe&number=x&from=soon&days=99999");
        Assert.Equal(HttpStatusCode.OK, odd.Status);
        Assert.Equal(5, odd.TextsOf("main .alert-warning").Count);
        Assert.False(odd.Has("ul[aria-label='Filters that are on']"));

        var turned = await manager.GetAsync("/postings?from=2025-12-31&until=2025-12-01&days=7");
        Assert.Equal(["From 1 Dec 2025", "Until 31 Dec 2025"], turned.TextsOf("ul[aria-label='Filters that are on'] .filter-chip"));
        Assert.Single(turned.TextsOf("main .alert-warning"));
        foreach (var path in new[] { "/postings?after=0&before=0&page=last", "/postings?member=%00%25_%5B%27%22&by=%25&number=0",
            "/postings?number=9223372036854775807", "/postings/1?postings=%3Fkind%3D%00" })
            Assert.NotEqual(HttpStatusCode.InternalServerError, (await manager.GetAsync(path)).Status);
    }

    [Fact]
    public async Task The_file_holds_what_is_filtered_and_staff_get_neither()
    {
        var (credit, name) = await AddAsync("Flora File");
        var adjusted = (await space.AdjustAsync(credit.Id, -30)).PostingId;
        var manager = await space.AsAsync(UserRole.Manager);

        var list = await manager.GetAsync($"/postings?member={name}&kind=adjustment&after=1");
        var link = list.Html.QuerySelector("a.list-file")!.GetAttribute("href")!;
        Assert.Equal($"/postings.csv?member={name}&kind=adjustment", link);
        var lines = (await manager.GetAsync(link)).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("Number,Recorded,What,By,Member,Reference,Used by,Description,Changes,Amount,Unit,Undoes,Undone by,Undone",
            lines[0].TrimEnd('\r'));
        Assert.StartsWith($"{adjusted},2025-12-12 12:00:00,Balance adjusted,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",Behind the form's back,1,-30,minute,", lines[1], StringComparison.Ordinal);

        var staff = await space.AsAsync(UserRole.Staff);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/postings")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/postings.csv")).Status);
        Assert.Equal(["Dashboard"], (await staff.GetAsync($"/postings/{adjusted}")).TextsOf(".breadcrumb a"));
    }

    [Fact]
    public async Task A_transaction_leads_to_those_beside_it_and_back_to_the_list_as_it_was_left()
    {
        var (credit, name) = await AddAsync("Nell Neighbour");
        foreach (var by in new[] { -15, -30, -45 }) await space.AdjustAsync(credit.Id, by);
        var admin = await space.AsAsync(UserRole.Admin);
        var state = $"member={name}&kind=adjustment&down=1";
        var list = await admin.GetAsync("/postings?" + state);
        var records = list.Html.QuerySelectorAll("a[data-record]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(3, records.Count);

        var second = await admin.GetAsync(records[1]);
        Assert.Equal(records[0], second.Html.QuerySelector(".beside a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal(records[2], second.Html.QuerySelector(".beside a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("/postings?" + state, second.Html.QuerySelector(".breadcrumb a")!.GetAttribute("href"));

        var undo = await admin.GetAsync(second.Html.QuerySelector("main a[href*='/undo']")!.GetAttribute("href")!);
        Assert.Equal(["/postings?" + state, records[1]],
            undo.Html.QuerySelectorAll(".breadcrumb a").Select(link => link.GetAttribute("href")).TakeLast(2));
        var again = await admin.PressAsync(undo, "Yes", ("Description", new string('x', 501)));
        Assert.Equal("/postings?" + state, again.Html.QuerySelector(".breadcrumb a")!.GetAttribute("href"));
        var done = await admin.PressAsync(again, "Yes", ("Description", "Mistaken"));
        Assert.Equal(records[1], done.Location);
        Assert.Null((await admin.GetAsync(records[1].Split('?')[0])).Html.QuerySelector(".beside a"));
    }

    [Fact]
    public async Task Fifty_rows_stay_small_and_lead_on()
    {
        var (credit, name) = await AddAsync("Petra Pages");
        for (var index = 0; index < 60; index++) await space.AdjustAsync(credit.Id, index % 2 == 0 ? -15 : 15);
        var manager = await space.AsAsync(UserRole.Manager);

        var first = await manager.GetAsync($"/postings?member={name}");
        Assert.Equal("61 transactions match", first.TextOf(".list-total"));
        Assert.Equal(50, first.Html.QuerySelectorAll("tbody tr").Length);
        Assert.True(Encoding.UTF8.GetByteCount(first.Body) < 60_000, $"{Encoding.UTF8.GetByteCount(first.Body)} bytes");
        var next = await manager.GetAsync(first.Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(11, next.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal($"{credit.GrantPostingId}", next.TextsOf("tbody a[data-record]")[^1]);
    }

    private async Task<(SpaceCredit Credit, string Word)> AddAsync(string name)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 600);
        await space.ReadAsync(async db =>
        {
            await db.Members.Where(one => one.Id == credit.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Name, name), Stop);
            foreach (var term in SearchText.TermsOf("", name, null))
                db.MemberSearchTerms.Add(new MemberSearchTerm { MemberId = credit.MemberId, Term = term });
            return await db.SaveChangesAsync(Stop);
        });
        return (credit, name.Split(' ')[0].ToLower(CultureInfo.InvariantCulture));
    }

    private static async Task<IReadOnlyList<string>> NumbersAsync(SiteBrowser browser, string state) =>
        (await browser.GetAsync("/postings?" + state)).TextsOf("tbody a[data-record]");

    private static IReadOnlyList<string> Offers(SitePage page) => page.TextsOf("ul[aria-label='Filters to put on'] a");

    private static string Offer(SitePage page, string label) => page.Html.QuerySelectorAll("ul[aria-label='Filters to put on'] a")
        .Single(link => link.TextContent == label).GetAttribute("href")!;
}
