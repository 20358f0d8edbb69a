using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Groups;

/// <summary>Groups (R13, R34): made, changed and archived on their pages, and what a member's pages say of them.</summary>
public sealed class GroupPagesTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_makes_a_business_adds_a_contact_with_a_cap_and_archives_it()
    {
        var (acme, ada) = (await AddAsync("Acme Ltd", MemberKind.Business), await AddAsync("Ada Brown", MemberKind.Person));
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/groups/new?owner={await ReferenceAsync(acme)}&kind=business");
        var made = await SendAsync(admin, form, "/groups/new", ("Name", "Acme"), ("Kind", "Business"),
            ("Owner", await ReferenceAsync(acme)), ("Shares", "Time"), ("SharedFirst", "true"));
        var id = long.Parse(made.Location![(made.Location!.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        var overview = await admin.GetAsync($"/groups/{id}");
        Assert.Equal("Acme", overview.TextOf("h1"));
        Assert.Contains("Shared credits first", overview.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Contains("Kinds shared Time", overview.TextOf(".facts"), StringComparison.Ordinal);

        await SendAsync(admin, overview, $"/groups/{id}/members", ("Member", await ReferenceAsync(ada)));
        var member = await admin.GetAsync($"/groups/{id}/members/{ada}");
        Assert.Equal($"/groups/{id}", (await ConfirmAsync(member, ("Caps[1].Amount", "2 h"), ("Caps[1].Period", "Week"))).Location);
        Assert.Contains("Time: 2 h per week; 0 min used, 2 h left",
            (await admin.GetAsync($"/groups/{id}")).TextOf("#members ~ .table-responsive tbody"), StringComparison.Ordinal);
        var row = await space.ReadAsync(db => db.GroupMembers.Include(one => one.Caps).SingleAsync(one => one.GroupId == id, Stop));
        Assert.Equal((true, 120L, Period.Week), (row.MayUse, Assert.Single(row.Caps).Amount, row.Caps.Single().Period));

        await SendAsync(admin, await admin.GetAsync($"/groups/{id}"), $"/groups/{id}/archive");
        var archived = await admin.GetAsync($"/groups/{id}");
        Assert.Contains("Archived", archived.TextOf(".record-facts"), StringComparison.Ordinal);
        Assert.Equal("Undo", archived.TextOf(".notice form button"));
        Assert.DoesNotContain($"/groups/{id}\"", (await admin.GetAsync("/groups")).Body, StringComparison.Ordinal);
        Assert.Contains($"/groups/{id}?groups=", (await admin.GetAsync("/groups?archived=1")).Body, StringComparison.Ordinal);
        await archived.SubmitAsync(".notice form");
        var restored = await admin.GetAsync($"/groups/{id}");
        Assert.Contains("Time: 2 h per week", restored.TextOf("#members ~ .table-responsive tbody"), StringComparison.Ordinal);
        Assert.Contains("Kinds shared Time", restored.TextOf(".facts"), StringComparison.Ordinal);
        await ConfirmAsync(await admin.GetAsync($"/groups/{id}/members/{ada}/remove"));
        Assert.Contains("Ada Brown", (await admin.GetAsync($"/groups/{id}")).TextOf("section[aria-labelledby='former']"),
            StringComparison.Ordinal);
        Assert.All(await space.ReadAsync(db => db.GroupMembers.Where(one => one.GroupId == id).ToListAsync(Stop)),
            one => Assert.NotNull(one.EndsAt));
    }

    [Fact]
    public async Task Who_was_removed_is_put_back_with_the_same_right_and_caps_by_undo_or_later()
    {
        var (acme, ada) = (await AddAsync("Back Ltd", MemberKind.Business), await AddAsync("Back Brown", MemberKind.Person));
        var id = await ShareAsync(acme, ada, 60);
        var admin = await space.AsAsync(UserRole.Admin);
        var before = await RowsAsync();
        await ConfirmAsync(await admin.GetAsync($"/groups/{id}/members/{ada}/remove"));
        var after = await admin.GetAsync($"/groups/{id}");
        Assert.Equal($"/groups/{id}/members/{ada}/put-back?when=never", after.Html.QuerySelector(".notice a.btn, .notice a")!
            .GetAttribute("href"));
        Assert.True(after.Has($"section[aria-labelledby='former'] a[href='/groups/{id}/members/{ada}/put-back']"));

        var undo = await admin.GetAsync($"/groups/{id}/members/{ada}/put-back?when=never");
        Assert.Contains("as if it had never ended", undo.TextOf("main form"), StringComparison.Ordinal);
        await ConfirmAsync(undo);
        Assert.Equal(before, await RowsAsync());

        await ConfirmAsync(await admin.GetAsync($"/groups/{id}/members/{ada}/remove"));
        space.Clock.Advance(TimeSpan.FromMinutes(5));
        var back = await admin.GetAsync($"/groups/{id}/members/{ada}/put-back");
        Assert.Contains("Not for uses that took place between", back.TextOf("main form"), StringComparison.Ordinal);
        Assert.Equal("Choose from when.", (await back.SubmitAsync("main form", ("When", "later"))).Problem("When"));
        await ConfirmAsync(back);
        Assert.Contains("Time: 1 h per month", (await admin.GetAsync($"/groups/{id}")).TextOf("#members ~ .table-responsive tbody"),
            StringComparison.Ordinal);
        Assert.Equal(2, (await RowsAsync()).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/groups/{id}/members/{ada}/put-back")).Status);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await (await space.AsAsync(UserRole.Staff)).GetAsync($"/groups/{id}/members/{ada}/put-back")).Status);

        Task<List<string>> RowsAsync() => space.ReadAsync(async db => (await db.GroupMembers.Include(row => row.Caps)
            .Where(row => row.GroupId == id).ToListAsync(Stop)).ConvertAll(row =>
            $"{row.StartsAt:O} {row.EndsAt:O} {row.MayUse} {string.Join(',', row.Caps.Select(cap => cap.Amount))}"));
    }

    [Fact]
    public async Task A_groups_pages_lead_to_the_groups_beside_it_in_the_list_one_came_from()
    {
        var admin = await space.AsAsync(UserRole.Admin);
        foreach (var name in (string[])["Beside one", "Beside two", "Beside three"])
        {
            var owner = await AddAsync(name, MemberKind.Business);
            await SendAsync(admin, await admin.GetAsync("/groups/new"), "/groups/new", ("Name", name), ("Kind", "Business"),
                ("Owner", await ReferenceAsync(owner)), ("Shares", "Time"));
        }

        var list = await admin.GetAsync("/groups?search=beside&down=1");
        var records = list.Html.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")!)
            .Where(url => url.Contains("?groups=", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, records.Count);
        var use = await admin.GetAsync(records[1].Replace("?", "/use?", StringComparison.Ordinal));
        Assert.Equal(records[0].Replace("?", "/use?", StringComparison.Ordinal),
            use.Html.QuerySelector(".beside a[rel=prev]")!.GetAttribute("href"));
        var history = await admin.GetAsync(records[2].Replace("?", "/history/time?", StringComparison.Ordinal) + "&text=x");
        Assert.Null(history.Html.QuerySelector(".beside a[rel=next]"));
        Assert.Equal(records[1].Replace("?", "/history?", StringComparison.Ordinal),
            history.Html.QuerySelector(".beside a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/groups?search=beside&down=1", history.Html.QuerySelector(".breadcrumb a")!.GetAttribute("href"));
        Assert.Equal("search=beside&down=1", history.Html.QuerySelector("form.filters input[name=groups]")!.GetAttribute("value"));
        Assert.Null((await admin.GetAsync(new Uri(admin.Http.BaseAddress!, records[1]).AbsolutePath)).Html.QuerySelector(".beside a"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_group_is_said_beside_its_field()
    {
        var (acme, ada) = (await AddAsync("Wrong Ltd", MemberKind.Business), await AddAsync("Wrong Brown", MemberKind.Person));
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync("/groups/new");

        var empty = await SendAsync(admin, form, "/groups/new", ("Name", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal("Give the group a name of 1 to 200 characters.", empty.Problem("Name"));
        Assert.Equal("Choose a team, a business or a family.", empty.Problem("Kind"));
        Assert.Equal("Say whose credits are shared: a reference, an e-mail or a name.", empty.Problem("Owner"));
        var person = await SendAsync(admin, form, "/groups/new", ("Name", "X"), ("Kind", "Business"), ("Owner", "wrong brown"));
        Assert.Equal("Wrong Brown is a person. A business group shares the credits of a business record.", person.Problem("Owner"));
        Assert.Equal("X", person.ValueOf("Name"));
        Assert.Equal("No member is found by “nobody”. Type a reference, an e-mail or a name.",
            (await SendAsync(admin, form, "/groups/new", ("Name", "X"), ("Kind", "Team"), ("Owner", "nobody"))).Problem("Owner"));

        var id = await ShareAsync(acme, ada, null);
        var overview = await admin.GetAsync($"/groups/{id}");
        Assert.Equal("Wrong Brown is in this group already.",
            (await SendAsync(admin, overview, $"/groups/{id}/members", ("Member", "wrong brown"))).Problem("Member"));
        Assert.Equal("Wrong Ltd is the owner and may use everything anyway.",
            (await SendAsync(admin, overview, $"/groups/{id}/members", ("Member", "wrong ltd"))).Problem("Member"));
        Assert.Equal("Say who it is: a reference, an e-mail or a name.",
            (await SendAsync(admin, overview, $"/groups/{id}/members", ("Member", " "))).Problem("Member"));
        var days = await SendAsync(admin, overview, $"/groups/{id}/members", ("Member", "wrong ltd"), ("FirstDay", "soon"),
            ("LastDay", "2027-13-01"));
        Assert.StartsWith("Enter a day", days.Problem("FirstDay"), StringComparison.Ordinal);
        Assert.StartsWith("Enter a day", days.Problem("LastDay"), StringComparison.Ordinal);
        Assert.Equal("soon", days.ValueOf("FirstDay"));

        var rights = await admin.GetAsync($"/groups/{id}/members/{ada}");
        var cap = await rights.SubmitAsync("main form", ("Caps[1].Amount", "lots"), ("FirstDay", ""), ("LastDay", "never"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, cap.Status);
        Assert.Contains("is not a whole number", cap.Problem("Caps-1-Amount"), StringComparison.Ordinal);
        Assert.StartsWith("Enter a day", cap.Problem("FirstDay"), StringComparison.Ordinal);
        Assert.StartsWith("Enter a day", cap.Problem("LastDay"), StringComparison.Ordinal);
        Assert.Equal("Choose all that is shared, some benefits, or nothing.",
            (await rights.SubmitAsync("main form", ("Right", "everything"))).Problem("Right"));
        var wrong = await rights.SubmitAsync("main form", ("Right", "named"), ("FirstDay", "2027-02-02"), ("LastDay", "2027-02-01"));
        Assert.Equal("Tick at least one benefit, or choose all that is shared, or nothing.", wrong.Problem("Benefits"));
        Assert.Equal("The last day lies before the first. Use a later day, or none.", wrong.Problem("LastDay"));
        var removal = await admin.GetAsync($"/groups/{id}/members/{ada}/remove");
        Assert.StartsWith("Enter a day", (await removal.SubmitAsync("main form", ("When", "day"))).Problem("LastDay"),
            StringComparison.Ordinal);
        Assert.Equal("Choose when it is over.", (await removal.SubmitAsync("main form", ("When", "later"))).Problem("When"));
        var kinds = await admin.GetAsync($"/groups/{id}/edit");
        Assert.StartsWith("Enter a day", (await kinds.SubmitAsync("main form", ("SharesFrom", "x"))).Problem("SharesFrom"),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/groups/{id}/benefits/999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/groups/999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/groups/{id}/members/999999")).Status);
    }

    [Fact]
    public async Task Staff_browse_groups_and_may_not_change_them()
    {
        var (acme, ada) = (await AddAsync("Seen Ltd", MemberKind.Business), await AddAsync("Seen Brown", MemberKind.Person));
        var id = await ShareAsync(acme, ada, 60);
        var staff = await space.AsAsync(UserRole.Staff);

        var overview = await staff.GetAsync($"/groups/{id}");
        Assert.Equal(HttpStatusCode.OK, overview.Status);
        Assert.False(overview.Has($"form[action='/groups/{id}/archive']"));
        Assert.False(overview.Has($"a[href='/groups/{id}/edit']"));
        foreach (var page in new[] { "", "/benefits", "/use", "/history/time" })
            Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync($"/groups/{id}{page}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync($"/groups/{id}/edit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/groups/new")).Status);
    }

    [Fact]
    public async Task A_contacts_use_is_told_on_the_pages_of_both_and_of_the_group()
    {
        var shared = await space.AddCreditAsync(BenefitKind.Time, 300, stepMinutes: 5);
        var ada = await AddAsync("Told Brown", MemberKind.Person);
        var id = await ShareAsync(shared.MemberId, ada, 120);
        await space.RecordAsync(new UsageCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = ada, Amount = 90, Kind = BenefitKind.Time, Description = "Pitch" });
        var staff = await space.AsAsync(UserRole.Staff);

        var tab = await staff.GetAsync($"/members/{ada}/benefits/time");
        Assert.Contains("At most 2 h per month; 1 h 30 min used, 30 min left.",
            tab.TextOf($"section[aria-labelledby='shared-{shared.MemberId}']"), StringComparison.Ordinal);
        Assert.Contains("1st to be used", tab.TextOf($"section[aria-labelledby='shared-{shared.MemberId}'] li.credit"),
            StringComparison.Ordinal);
        var history = await staff.GetAsync($"/members/{ada}/benefits/history/time");
        var use = history.TextOf("main tbody tr");
        Assert.Contains("From Ada Brown's credit", use, StringComparison.Ordinal);
        Assert.Contains("Pitch", use, StringComparison.Ordinal);
        Assert.Contains("Told Brown", (await staff.GetAsync($"/members/{shared.MemberId}/benefits/history/time")).TextOf("main tbody tr"),
            StringComparison.Ordinal);
        Assert.Contains("Told Brown", (await staff.GetAsync($"/groups/{id}/history/time")).TextOf("main tbody tr"),
            StringComparison.Ordinal);
        Assert.Contains("1 h 30 min", (await staff.GetAsync($"/groups/{id}/use")).TextOf("#by-credit ~ .table-responsive tbody tr"),
            StringComparison.Ordinal);
        Assert.Contains("Time: 2 h per month; 1 h 30 min used, 30 min left",
            (await staff.GetAsync($"/members/{ada}/groups")).TextOf("main"), StringComparison.Ordinal);
        Assert.Contains("Told Brown", (await staff.GetAsync($"/members/{shared.MemberId}/groups")).TextOf("main"),
            StringComparison.Ordinal);
        Assert.Contains("(1 of 1)", (await staff.GetAsync($"/credits/{shared.Id}")).TextOf(".facts"), StringComparison.Ordinal);
        var benefit = await space.ReadAsync(
            db => db.Credits.Where(credit => credit.Id == shared.Id).Select(credit => credit.BenefitId).SingleAsync(Stop));
        Assert.True((await staff.GetAsync($"/members/{shared.MemberId}"))
            .Has($"td a[href='/groups/{id}/benefits/{benefit}'][title^='Told Brown of']"));
        var item = (await staff.GetAsync($"/groups/{id}/benefits/{benefit}")).TextOf("main tbody tr");
        Assert.Contains("May use All that is shared the beginning", item, StringComparison.Ordinal);

        // Own and shared are told apart, and whoever may use shared credit is not shown as having none.
        var head = (await staff.GetAsync($"/members/{ada}")).TextOf(".record-head .figures");
        Assert.Contains("Time, shared 30 min", head, StringComparison.Ordinal);
        Assert.DoesNotContain("No live credits", head, StringComparison.Ordinal);
        Assert.Contains("At most 2 h per month",
            (await staff.GetAsync($"/members/{ada}")).TextOf($"section[aria-labelledby='shared-{shared.MemberId}']"),
            StringComparison.Ordinal);
        var listed = (await staff.GetAsync("/members?search=told+brown")).TextOf("main tbody tr");
        Assert.Contains("30 min", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("none live", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_says_from_when_until_when_and_which_benefits_a_contact_may_use()
    {
        var shared = await space.AddCreditAsync(BenefitKind.Time, 300, stepMinutes: 10);
        var ben = await AddAsync("Dated Lee", MemberKind.Person);
        var id = await ShareAsync(shared.MemberId, await AddAsync("Other Lee", MemberKind.Person), null);
        var benefit = await space.ReadAsync(db => db.Credits.Where(credit => credit.Id == shared.Id)
            .Select(credit => new { credit.BenefitId, credit.Benefit!.Name }).SingleAsync(Stop));
        var admin = await space.AsAsync(UserRole.Admin);

        await SendAsync(admin, await admin.GetAsync($"/groups/{id}"), $"/groups/{id}/members", ("Member", await ReferenceAsync(ben)),
            ("FirstDay", "2020-01-20"));
        Assert.Contains("20 Jan 2020 – All that is shared",
            (await admin.GetAsync($"/groups/{id}")).TextOf("#members ~ .table-responsive tbody"), StringComparison.Ordinal);
        var form = await admin.GetAsync($"/groups/{id}/members/{ben}");
        Assert.Equal("", form.FormProblem());
        Assert.Contains("Change something.", form.TextOf("#effect"), StringComparison.Ordinal);
        var shown = await form.SubmitAsync("main form", ("Right", "named"), ("Benefits", FormOf(benefit.BenefitId)),
            ("FirstDay", "2020-02-01"), ("LastDay", "2020-02-29"));
        Assert.Contains($"Dated Lee may use only {benefit.Name} of", shown.TextOf("#effect-sentence"), StringComparison.Ordinal);
        Assert.Contains("from 1 Feb 2020 until the end of 29 Feb 2020", shown.TextOf("#effect-sentence"), StringComparison.Ordinal);
        Assert.Contains("What held before that day stays", shown.TextOf("#effect"), StringComparison.Ordinal);
        var done = await ConfirmShownAsync(shown);
        Assert.Equal($"/groups/{id}", done.Location);

        var rows = await space.ReadAsync(db => db.GroupMembers.Include(row => row.Benefits)
            .Where(row => row.GroupId == id && row.MemberId == ben).OrderBy(row => row.StartsAt).ToListAsync(Stop));
        Assert.Equal([(false, 0), (true, 1)], rows.Select(row => (row.NamedOnly, row.Benefits.Count)));
        Assert.Equal(rows[0].EndsAt, rows[1].StartsAt);
        Assert.Contains("20 Jan 2020, until 29 Feb 2020",
            (await admin.GetAsync($"/groups/{id}")).TextOf("section[aria-labelledby='former']"), StringComparison.Ordinal);
        Assert.Contains("Was in this group since 20 Jan 2020, until 29 Feb 2020",
            (await admin.GetAsync($"/members/{ben}/groups")).TextOf("main"), StringComparison.Ordinal);

        static string FormOf(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_same_form_sent_fifty_times_at_once_makes_one_group_and_adds_one_member()
    {
        var (acme, ada) = (await AddAsync("Fifty Ltd", MemberKind.Business), await AddAsync("Fifty Brown", MemberKind.Person));
        var admin = await space.AsAsync(UserRole.Admin);
        var (owner, member) = (await ReferenceAsync(acme), await ReferenceAsync(ada));

        var form = await admin.GetAsync("/groups/new");
        var made = await FiftyAsync(
            () => SendAsync(admin, form, "/groups/new", ("Name", "Fifty"), ("Kind", "Business"), ("Owner", owner), ("Shares", "Time")));
        var path = Assert.Single(made.Select(page => page.Location).Distinct())!;
        var overview = await admin.GetAsync(path);
        var added = await FiftyAsync(() => SendAsync(admin, overview, $"{path}/members", ("Member", member)));
        Assert.All(added, page => Assert.Equal(path, page.Location));
        var group = await space.ReadAsync(db => db.Groups.Include(one => one.Members).SingleAsync(one => one.OwnerId == acme, Stop));
        Assert.Equal((ada, 2), (Assert.Single(group.Members).MemberId, group.Version));

        static Task<SitePage[]> FiftyAsync(Func<Task<SitePage>> send) => Task.WhenAll(Enumerable.Range(0, 50).Select(_ => send()));
    }

    [Fact]
    public async Task An_edit_that_someone_else_was_faster_with_is_refused_and_not_lost()
    {
        var (acme, ada) = (await AddAsync("Faster Ltd", MemberKind.Business), await AddAsync("Faster Brown", MemberKind.Person));
        var id = await ShareAsync(acme, ada, null);
        var admin = await space.AsAsync(UserRole.Admin);
        var (mine, theirs) = (await admin.GetAsync($"/groups/{id}/edit"), await admin.GetAsync($"/groups/{id}/edit"));
        Assert.Equal(HttpStatusCode.Redirect, (await theirs.SubmitAsync("main form", ("Name", "Theirs"))).Status);

        var refused = await mine.SubmitAsync("main form", ("Name", "Mine"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Someone changed this group after you opened it; nothing was saved.", refused.FormProblem(),
            StringComparison.Ordinal);
        Assert.Equal("Mine", refused.ValueOf("Name"));
        Assert.Equal("Theirs", (await admin.GetAsync($"/groups/{id}")).TextOf("h1"));

        // It asks for what holds already, though it was begun before.
        Assert.Equal(HttpStatusCode.Redirect, (await mine.SubmitAsync("main form", ("Name", "Theirs"))).Status);
    }

    private Task<long> AddAsync(string name, MemberKind kind) => space.ReadAsync(async db =>
    {
        var member = new Member { Reference = Guid.NewGuid().ToString("N"), Name = name, SortName = SearchText.Fold(name), Kind = kind };
        foreach (var term in SearchText.TermsOf(member.Reference, name, null)) member.SearchTerms.Add(new MemberSearchTerm { Term = term });
        db.Members.Add(member);
        await db.SaveChangesAsync(Stop);
        return member.Id;
    });

    private Task<string> ReferenceAsync(long id) => space.ReadAsync(
        db => db.Members.Where(member => member.Id == id).Select(member => member.Reference).SingleAsync(Stop));

    private Task<long> ShareAsync(long owner, long member, long? cap) => space.ReadAsync(async db =>
    {
        // Only what this owner holds: the other benefits are those of all tests of the class.
        await db.Benefits.Where(benefit => db.Credits.Any(credit => credit.BenefitId == benefit.Id && credit.OwnerId == owner))
            .ExecuteUpdateAsync(set => set.SetProperty(benefit => benefit.Shared, true), Stop);
        var row = new GroupMember { MemberId = member };
        if (cap is { } most) row.Caps.Add(new GroupCap { Kind = BenefitKind.Time, Amount = most, Period = Period.Month });
        var group = new Group
        {
            Name = $"Group of {owner}",
            SortName = $"group of {owner}",
            Kind = GroupKind.Business,
            OwnerId = owner,
            Shares = { new GroupShare { Kind = BenefitKind.Time } },
            Members = { row }
        };
        db.Groups.Add(group);
        await db.SaveChangesAsync(Stop);
        return group.Id;
    });

    // Sends the form, and confirms what it says will happen.
    private static async Task<SitePage> ConfirmAsync(SitePage page, params (string Name, string Value)[] fields) =>
        await ConfirmShownAsync(await page.SubmitAsync("main form", fields));

    private static Task<SitePage> ConfirmShownAsync(SitePage shown) => shown.SubmitAsync(
        "main form", ("Confirmed", shown.Html.QuerySelector("button[name='Confirmed']")!.GetAttribute("value")!));

    // The page's tokens, the key and version of the form that is sent there, and the given fields, to the given path.
    private static Task<SitePage> SendAsync(SiteBrowser browser, SitePage page, string path, params (string Name, string Value)[] fields)
    {
        var sent = fields.ToDictionary(field => field.Name, field => field.Value);
        var token = page.Html.QuerySelector("input[name='__RequestVerificationToken']")!;
        sent[token.GetAttribute("name")!] = token.GetAttribute("value")!;
        var form = page.Html.QuerySelector($"form[action='{path}']") ?? page.Html.QuerySelector("form:has(input[name='Key'])")!;
        foreach (var name in new[] { "Key", "Version" })
            sent.TryAdd(name, form.QuerySelector($"input[name='{name}']")!.GetAttribute("value")!);
        return browser.SendFormAsync(path, sent);
    }
}
