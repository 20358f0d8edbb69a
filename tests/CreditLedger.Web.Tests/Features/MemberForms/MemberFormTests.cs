using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.MemberForms;

/// <summary>
/// "New member" and "Edit": from the button to the notice, and everything that can be wrong. The clock says 12 December 2025.
/// </summary>
public sealed class MemberFormTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Unique(string name) => $"{name} {Guid.NewGuid().ToString("N")[..8]}";

    private Task<List<Member>> FindAsync(string name) => space.ReadAsync(
        db => db.Members.AsNoTracking().Include(member => member.Tags).Where(member => member.Name == name).ToListAsync(Stop));

    private static async Task<SitePage> PreviewAsync(SiteBrowser browser, params (string Name, string Value)[] fields) =>
        await browser.PressAsync(await browser.GetAsync("/members/new"), "Continue", fields);

    private static async Task<SitePage> AddAsync(SiteBrowser browser, string name, params (string Name, string Value)[] fields) =>
        await browser.PressAsync(await PreviewAsync(browser, [("Name", name), .. fields]), $"Yes, add {name}");

    [Fact]
    public async Task Staff_add_a_member_from_the_list_and_the_reference_is_given()
    {
        var (staff, name) = (await space.AsAsync(UserRole.Staff), Unique("Ada"));
        Assert.Contains("New member", (await staff.GetAsync("/members")).TextOf(".list-head a.btn-primary"), StringComparison.Ordinal);

        var preview = await PreviewAsync(
            staff, ("Name", name), ("Email", $"{Guid.NewGuid():N}@example.com"), ("Tags", "team; early, team"));
        Assert.StartsWith($"Adds {name} with the reference M-", preview.Effect(), StringComparison.Ordinal);
        Assert.Empty(await FindAsync(name));
        var done = await staff.PressAsync(preview, $"Yes, add {name}");

        var member = Assert.Single(await FindAsync(name));
        Assert.Equal($"/members/{member.Id}", done.Location);
        Assert.Equal(["early", "team"], member.Tags.Select(tag => tag.Tag).Order());
        Assert.Equal(new DateOnly(2025, 12, 12), member.JoinedOn);
        var page = await staff.GetAsync($"/members/{member.Id}");
        Assert.Contains($"{name} is added.", page.TextOf(".notice-text"), StringComparison.Ordinal);
        Assert.Contains(name, (await staff.GetAsync($"/members?search={Uri.EscapeDataString(name)}")).TextOf("tbody tr"),
            StringComparison.Ordinal);
        Assert.Contains(space.Log.Audit, line => line.Contains("create member", StringComparison.Ordinal)
            && line.Contains($"member {member.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to()
    {
        var page = await space.Visitor().GetAsync("/members/new");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.StartsWith("/account/sign-in", page.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", "", "Give a name: what members and staff read.")]
    [InlineData("Name", "long", "A name has at most 200 characters; this one has 201.")]
    [InlineData("Reference", "long", "A reference has at most 100 characters; this one has 201.")]
    [InlineData("Email", "ada", "This is not an e-mail address, such as ada@example.com.")]
    [InlineData("Email", "a@b@c.de", "This is not an e-mail address, such as ada@example.com.")]
    [InlineData("Status", "Gone", "Choose active, suspended or left.")]
    [InlineData("Kind", "Robot", "Choose a person or a business.")]
    [InlineData("JoinedOn", "soon", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("JoinedOn", "2027-12-12", "The day lies more than 366 days ahead. Use an earlier day, or none.")]
    [InlineData("Tags", "long", "tag has 1 to 50 characters in one line.")]
    [InlineData("Reference", "taken", "has this reference already. Choose another one.")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost(string field, string typed, string problem)
    {
        var staff = await space.AsAsync(UserRole.Staff);
        var name = Unique("Bo");
        if (typed == "long") typed = new string('x', 201);
        if (typed == "taken")
        {
            await AddAsync(staff, Unique("Cy"), ("Reference", $"ref-{name}"));
            typed = $"REF-{name}";
        }

        var sent = (await staff.GetAsync("/members/new")).FieldsFor("Continue");
        foreach (var (key, value) in new[] { ("Name", name), ("Tags", "kept"), ("Confirmed", "1"), (field, typed) }) sent[key] = value;
        foreach (var path in new[] { "", "/preview" })
        {
            var page = await staff.SendFormAsync($"/members/new{path}", sent);
            Assert.Equal(path.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, page.Status);
            Assert.Contains(problem, page.Problem(field), StringComparison.Ordinal);
            Assert.Null(page.Effect());
            if (field != "Tags") Assert.Equal("kept", page.ValueOf("Tags"));
        }

        Assert.Empty(await FindAsync(name));
    }

    [Fact]
    public async Task A_day_of_joining_ahead_is_said_and_accepted()
    {
        var (staff, name) = (await space.AsAsync(UserRole.Staff), Unique("Di"));
        var preview = await PreviewAsync(staff, ("Name", name), ("JoinedOn", "2026-02-01"));
        Assert.Contains("The day of joining lies ahead: 1 Feb 2026.", preview.TextsOf(".effect-note"));
        await staff.PressAsync(preview, "Yes, add");
        Assert.Single(await FindAsync(name));
    }

    [Fact]
    public async Task Someone_of_the_same_name_or_e_mail_is_pointed_out_and_added_once_that_is_confirmed()
    {
        var (staff, name, email) = (await space.AsAsync(UserRole.Staff), Unique("Zoë"), $"{Guid.NewGuid():N}@example.com");
        await AddAsync(staff, name, ("Email", email), ("Reference", $"one-{name}"));
        var first = Assert.Single(await FindAsync(name));

        var sameName = await PreviewAsync(staff, ("Name", name.Replace('ë', 'e')));
        Assert.Contains(
            $"This member looks the same: {name} (one-{name}, {email})", sameName.TextOf("#effect .alert"), StringComparison.Ordinal);
        Assert.True(sameName.Has($"#effect .alert a[href='/members/{first.Id}']"));

        var other = Unique("Other");
        var sameEmail = await PreviewAsync(staff, ("Name", other), ("Email", email.ToUpperInvariant()));
        Assert.Contains("This member looks the same", sameEmail.TextOf("#effect .alert"), StringComparison.Ordinal);
        await staff.PressAsync(sameEmail, $"Yes, add {other}");
        Assert.Single(await FindAsync(other));
    }

    [Fact]
    public async Task Fifty_at_once_add_one()
    {
        var (staff, name) = (await space.AsAsync(UserRole.Staff), Unique("Eve"));
        var preview = await PreviewAsync(staff, ("Name", name));
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => staff.PressAsync(preview, $"Yes, add {name}")));
        var member = Assert.Single(await FindAsync(name));
        Assert.All(answers, answer => Assert.Equal($"/members/{member.Id}", answer.Location));
    }

    [Fact]
    public async Task An_edit_says_what_changes_and_asks_again_when_someone_else_was_faster()
    {
        var (staff, name) = (await space.AsAsync(UserRole.Staff), Unique("Fay"));
        await AddAsync(staff, name);
        var member = Assert.Single(await FindAsync(name));
        var path = $"/members/{member.Id}/edit";
        Assert.True((await staff.GetAsync($"/members/{member.Id}")).Has($"section[aria-labelledby=profile] a[href='{path}']"));
        var mine = await staff.PressAsync(await staff.GetAsync(path), "Continue", ("Email", "fay@example.com"));
        Assert.Contains("E-mail: none → fay@example.com.", mine.TextsOf(".effect-note"));

        var theirs = await staff.PressAsync(await staff.GetAsync(path), "Continue", ("Tags", "vip"));
        Assert.Equal($"/members/{member.Id}", (await staff.PressAsync(theirs, $"Yes, change {name}")).Location);

        var stale = await staff.PressAsync(mine, $"Yes, change {name}");
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("Someone changed this member after you opened it", stale.FormProblem(), StringComparison.Ordinal);
        Assert.Equal("fay@example.com", stale.ValueOf("Email"));
        Assert.Null(Assert.Single(await FindAsync(name)).Email);
        await staff.PressAsync(stale, $"Yes, change {name}");
        Assert.Equal("fay@example.com", Assert.Single(await FindAsync(name)).Email);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/members/999999/edit")).Status);
    }

    [Fact]
    public async Task A_form_that_asks_for_a_member_leads_to_a_new_one_and_back()
    {
        var (admin, name) = (await space.AsAsync(UserRole.Admin), Unique("Gus"));
        var form = await admin.GetAsync("/groups/new");
        var link = Assert.IsAssignableFrom<AngleSharp.Html.Dom.IHtmlAnchorElement>(form.Html.QuerySelector("a[href^='/members/new?']"));
        var fresh = await admin.GetAsync(link.GetAttribute("href")!);
        var preview = await admin.PressAsync(fresh, "Continue", ("Name", name), ("Reference", $"R-{name}"));
        var done = await admin.PressAsync(preview, $"Yes, add {name}");
        Assert.Equal($"/groups/new?Owner={Uri.EscapeDataString($"R-{name}")}", done.Location);
        Assert.Equal($"R-{name}", (await done.FollowAsync()).ValueOf("Owner"));
    }

    [Fact]
    public async Task An_address_of_another_site_is_not_gone_back_to()
    {
        var (admin, name) = (await space.AsAsync(UserRole.Admin), Unique("Hal"));
        var form = await admin.GetAsync("/members/new?returnUrl=https%3A%2F%2Fevil.example%2F&returnField=x");
        var preview = await admin.PressAsync(form, "Continue", ("Name", name), ("ReturnUrl", "//evil.example/"));
        var done = await admin.PressAsync(preview, $"Yes, add {name}", ("ReturnUrl", "//evil.example/"));
        Assert.StartsWith("/members/", done.Location, StringComparison.Ordinal);
    }
}
