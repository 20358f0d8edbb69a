using System.Globalization;
using System.Net;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Approvals;

/// <summary>Who may not do a thing asks an admin, with the same form and preview; it is decided again and done once.</summary>
public sealed class AskingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(UserRole.Staff)]
    [InlineData(UserRole.Manager)]
    public async Task The_form_is_the_same_records_nothing_and_an_admin_confirms_it(UserRole role)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var asker = await space.AsAsync(role);

        var form = await asker.GetAsync($"/credits/{credit.Id}/use");
        Assert.Contains("An admin can do this", form.TextOf("main .alert-info"), StringComparison.Ordinal);
        var preview = await asker.PressAsync(form, "Continue", ("Amount", "60"), ("Description", "Late opening"));
        Assert.Equal("Removes 1 h: 2 h → 1 h", preview.Effect());
        Assert.DoesNotContain(preview.Buttons(), button => button.StartsWith("Yes", StringComparison.Ordinal));
        var asked = await asker.PressAsync(preview, "Ask an admin");
        var again = await asker.PressAsync(preview, "Ask an admin");

        Assert.Equal((HttpStatusCode.Redirect, $"/members/{credit.MemberId}/benefits/time"), (asked.Status, asked.Location));
        Assert.Equal(asked.Location, again.Location);
        var request = Assert.Single(await RequestsAsync(credit.Id));
        Assert.Contains("An admin was asked", (await asker.FollowToAsync(asked)).TextOf(".notice-text"), StringComparison.Ordinal);
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
        Assert.Equal("Waits for an admin", (await asker.GetAsync(PathOf(request))).TextOf("main dl dd"));
        Assert.True((await asker.GetAsync("/approvals")).Has($"main a[href='{PathOf(request)}']"));

        var admin = await space.AsAsync(UserRole.Admin);
        var dashboard = await admin.GetAsync("/");
        Assert.Contains("Needs a person", dashboard.TextsOf("main h2"));
        Assert.True(dashboard.Has("main a[href^='/approvals/']"));
        Assert.True((await admin.GetAsync("/approvals")).Has($"main a[href='{PathOf(request)}']"));
        var page = await admin.GetAsync($"/credits/{credit.Id}/use?approval={request.Id}");
        Assert.Equal(("60", "Late opening", "Removes 1 h: 2 h → 1 h"),
            (page.ValueOf("Amount"), page.ValueOf("Description"), page.Effect()));
        Assert.Contains("asked for this", page.TextOf("main .alert-info"), StringComparison.Ordinal);
        await admin.PressAsync(page, "Yes, remove 1 h");

        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        var entry = await space.LastEntryAsync(credit.Id);
        Assert.Equal((await space.HaveUserAsync(UserRole.Admin)).Id, entry.Posting!.ActorId);
        var decided = await asker.GetAsync(PathOf(request));
        Assert.Equal("Approved", decided.TextOf("main dl dd"));
        Assert.True(decided.Has($"main a[href='/postings/{entry.PostingId}']"));
        Assert.False((await admin.GetAsync("/approvals")).Has($"main a[href='{PathOf(request)}']"));
    }

    [Fact]
    public async Task Many_that_were_ticked_are_asked_for_as_one()
    {
        var end = space.Clock.GetUtcNow().UtcDateTime.AddDays(9);
        var (one, other) = (await space.AddCreditAsync(BenefitKind.Time, 120, end), await space.AddCreditAsync(BenefitKind.Time, 60, end));
        var staff = await space.AsAsync(UserRole.Staff);
        var list = await staff.GetAsync("/credits");
        Assert.Equal("An admin can do this: you can ask",
            list.Html.QuerySelector(".tick-bar button[formaction='/credits/many/extend']")!.GetAttribute("title"));
        var form = await staff.GetAsync($"/credits/many/extend?credit={one.Id}&credit={other.Id}");
        await staff.PressAsync(form, "Ask an admin");
        var request = await space.ReadAsync(db => db.Approvals.Where(row => row.Path == "/credits/many/extend")
            .OrderByDescending(row => row.Id).FirstAsync(Stop));

        var admin = await space.AsAsync(UserRole.Admin);
        var asked = await admin.GetAsync($"/credits/many/extend?approval={request.Id}");
        Assert.Equal(form.ValueOf("ExpiresOn"), asked.ValueOf("ExpiresOn"));
        await admin.PressAsync(asked, "Yes, extend 2 credits");
        Assert.Equal((0L, 0L), (await space.BalanceAsync(one.Id), await space.BalanceAsync(other.Id)));
    }

    [Fact]
    public async Task Fifty_approvals_at_once_record_once()
    {
        var (credit, request) = await AskedAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        var pages = new List<SitePage>();
        for (var index = 0; index < 50; index++) pages.Add(await admin.GetAsync($"/credits/{credit}/use?approval={request.Id}"));
        Assert.Equal(50, pages.Select(page => page.ValueOf("Key")).Distinct().Count());

        var answers = await Task.WhenAll(pages.Select(page => admin.PressAsync(page, "Yes, remove 1 h")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.Equal(49, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Equal(60, await space.BalanceAsync(credit));
        Assert.Contains("approved before", answers.First(answer => answer.Status == HttpStatusCode.Conflict).FormProblem(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declined_with_a_reason_it_is_done_by_nobody_and_the_asker_reads_why()
    {
        var (credit, request) = await AskedAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/credits/{credit}/use?approval={request.Id}");

        var unsaid = await admin.PressAsync(await admin.GetAsync(PathOf(request)), "Decline", ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        Assert.Contains("Say why", unsaid.TextOf("#Form_Reason-error, #Reason-error"), StringComparison.Ordinal);
        var declined = await admin.PressAsync(unsaid, "Decline", ("Reason", "It was open"));
        Assert.Equal(PathOf(request), declined.Location);
        var late = await admin.PressAsync(form, "Yes, remove 1 h");

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("declined before", late.FormProblem(), StringComparison.Ordinal);
        Assert.Equal(120, await space.BalanceAsync(credit));
        var seen = await (await space.AsAsync(UserRole.Staff)).GetAsync(PathOf(request));
        Assert.Equal("Declined", seen.TextOf("main dl dd"));
        Assert.Contains("It was open", seen.TextsOf("main dl dd"));
    }

    [Fact]
    public async Task After_fourteen_days_nobody_can_approve_it()
    {
        var (credit, request) = await AskedAsync();
        var now = space.Clock.GetUtcNow();
        try
        {
            space.Clock.Advance(TimeSpan.FromDays(ApprovalRow.Days));
            var admin = await space.SignInAsync(UserRole.Admin);
            var page = await admin.GetAsync(PathOf(request));
            Assert.Equal("Expired", page.TextOf("main dl dd"));
            Assert.False(page.Has("main form[action$='/decline']"));
            var form = await admin.GetAsync($"/credits/{credit}/use?approval={request.Id}");
            Assert.Equal("60", form.ValueOf("Amount"));

            var sent = await admin.PressAsync(form, "Yes, remove 1 h", ("FromRequest", Digits(request.Id)));
            Assert.Equal(HttpStatusCode.Conflict, sent.Status);
            Assert.Contains("expired", sent.FormProblem(), StringComparison.Ordinal);
            Assert.Equal(120, await space.BalanceAsync(credit));
        }
        finally
        {
            space.Clock.Set(now);
        }
    }

    [Fact]
    public async Task What_an_admin_was_shown_confirms_nothing_for_others()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var fields = (await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Mine"))).FieldsFor("Yes");
        var staff = await space.AsAsync(UserRole.Staff);
        fields["__RequestVerificationToken"] = (await staff.GetAsync($"/credits/{credit.Id}/use")).FieldsFor("Continue")
            ["__RequestVerificationToken"];

        var forged = await staff.SendFormAsync($"/credits/{credit.Id}/use", fields);

        Assert.Equal(HttpStatusCode.Conflict, forged.Status);
        Assert.Empty(await RequestsAsync(credit.Id));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task A_request_is_for_its_own_form_for_its_asker_and_for_those_who_decide()
    {
        var (credit, request) = await AskedAsync();
        var other = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.PressAsync(await admin.GetAsync($"/credits/{other.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Another"));

        var wrong = await admin.PressAsync(form, "Yes, remove 1 h", ("FromRequest", Digits(request.Id)));
        var manager = await space.AsAsync(UserRole.Manager);

        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Equal(120, await space.BalanceAsync(other.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(PathOf(request))).Status);
        Assert.Equal("", (await manager.GetAsync($"/credits/{credit}/use?approval={request.Id}")).ValueOf("Amount") ?? "");
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.PostAsync($"{PathOf(request)}/decline")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/approvals/999999")).Status);
    }

    [Theory]
    [InlineData("7", "x")]
    [InlineData("1.5.2", "x")]
    [InlineData("60", "")]
    [InlineData("600", "x")]
    public async Task What_cannot_be_done_cannot_be_asked_for(string amount, string reason)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var staff = await space.AsAsync(UserRole.Staff);
        var form = await staff.PressAsync(await staff.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Fine"));

        var refused = await staff.PressAsync(form, "Ask an admin", ("Amount", amount), ("Description", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Empty(await RequestsAsync(credit.Id));
    }

    [Theory]
    [InlineData("/credits/{0}/extend", "ExpiresOn", "2026-06-30")]
    [InlineData("/credits/{0}/revoke", "Description", "Left")]
    [InlineData("/members/{1}/credits/new", "Amount", "60")]
    public async Task Every_form_that_moves_credits_can_be_asked_for(string path, string field, string value)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, space.Clock.GetUtcNow().UtcDateTime.AddDays(20));
        var staff = await space.AsAsync(UserRole.Staff);
        var address = string.Format(CultureInfo.InvariantCulture, path, credit.Id, credit.MemberId);
        var benefit = Digits(await space.BenefitAsync(BenefitKind.Time));
        (string, string)[] fields = [(field, value), .. path.EndsWith("new", StringComparison.Ordinal) ? [("Benefit", benefit)]
            : Array.Empty<(string, string)>()];

        var shown = await staff.GetAsync(address);
        var preview = await staff.SendFormAsync($"{address}/preview", With(shown, fields));
        var asked = await staff.PressAsync(preview, "Ask an admin");

        Assert.Equal(HttpStatusCode.Redirect, asked.Status);
        var request = await space.ReadAsync(db => db.Approvals.SingleAsync(row => row.Path == address, Stop));
        var admin = await (await space.AsAsync(UserRole.Admin)).GetAsync($"{address}?approval={request.Id}");
        Assert.Equal(value, admin.ValueOf(field));
        Assert.NotNull(admin.Effect());
    }

    private static Dictionary<string, string> With(SitePage page, (string Name, string Value)[] fields)
    {
        var sent = page.FieldsFor(page.Effect() is null ? "Continue" : "Ask an admin");
        foreach (var (name, value) in fields) sent[name] = value;
        sent.Remove("Confirmed");
        return sent;
    }

    private async Task<(long Credit, ApprovalRow Request)> AskedAsync()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var staff = await space.AsAsync(UserRole.Staff);
        var preview = await staff.PressAsync(await staff.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Late opening"));
        await staff.PressAsync(preview, "Ask an admin");
        return (credit.Id, Assert.Single(await RequestsAsync(credit.Id)));
    }

    private async Task<List<ApprovalRow>> RequestsAsync(long credit)
    {
        var path = FormattableString.Invariant($"/credits/{credit}/use");
        return [.. await space.ReadAsync(db => db.Approvals.Where(row => row.Path == path).ToListAsync(Stop))];
    }

    private static string PathOf(ApprovalRow request) => FormattableString.Invariant($"/approvals/{request.Id}");

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}

internal static class Following
{
    /// <summary>The page that a redirect leads to.</summary>
    public static Task<SitePage> FollowToAsync(this SiteBrowser browser, SitePage answer) => browser.GetAsync(answer.Location!);
}
