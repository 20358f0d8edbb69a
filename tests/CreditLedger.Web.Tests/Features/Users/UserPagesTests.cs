using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Users;

/// <summary>Setup, Users and roles; and the audit of what is done there.</summary>
public sealed class UserPagesTests
{
    private const string New = "new@space.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Someone_is_invited_sets_a_password_by_the_link_and_is_seen()
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var made = await (await admin.GetAsync("/setup/users/new")).SubmitAsync("form[action='/setup/users/new']",
            ("Email", " New@space.example "), ("Role", "manager"));
        var account = await admin.GetAsync(made.Location!);
        Assert.Contains("They have not set a password yet", account.TextOf("main"), StringComparison.Ordinal);
        var shown = await account.SubmitAsync("form[action$='/link']");
        var link = new Uri(shown.TextOf("#link"));
        Assert.False((await admin.GetAsync(made.Location!)).Has("#link"));

        var visitor = space.Visitor();
        var set = await (await visitor.GetAsync(link.PathAndQuery)).SubmitAsync("form[action='/account/set-password']",
            ("Password", "under the old oak table"), ("Repeated", "under the old oak table"));
        Assert.Equal("/", set.Location);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/postings")).Status);
        await space.Services.GetRequiredService<LastSeen>().WriteAsync(Stop);
        var list = await admin.GetAsync("/setup/users?search=new&role=manager&state=active");
        Assert.Contains("1 account matches", list.TextOf(".list-total"), StringComparison.Ordinal);
        Assert.DoesNotContain("never", list.TextOf("tbody"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/setup/users/999")).Status);
    }

    [Fact]
    public async Task The_same_invitation_sent_many_times_at_once_makes_one_account()
    {
        await using var space = new LedgerSpace();
        var form = await (await space.AsAsync(UserRole.Admin)).GetAsync("/setup/users/new");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            form.SubmitAsync("form[action='/setup/users/new']", ("Email", New), ("Role", "staff")))));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Redirect),
            answer => Assert.Equal($"{New} has an account already.", answer.Problem("Email")));
        Assert.Equal(2, await space.ReadAsync(db => db.Users.CountAsync(Stop)));
        Assert.Equal(1, await space.ReadAsync(db => db.AuditEvents.CountAsync(row => row.Act == "create user", Stop)));
    }

    [Theory]
    [InlineData("", "staff", "Email", "Write the e-mail with which they will sign in.")]
    [InlineData("ada", "staff", "Email", "“ada” is not an e-mail address. Write it like ada@example.org.")]
    [InlineData("admin@space.example", "staff", "Email", "admin@space.example has an account already.")]
    [InlineData("eve@space.example", "owner", "Role", "Choose a role: staff, manager or administrator.")]
    public async Task A_wrong_invitation_is_refused_beside_its_field(string email, string role, string field, string problem)
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var answer = await (await admin.GetAsync("/setup/users/new")).SubmitAsync("form[action='/setup/users/new']",
            ("Email", email), ("Role", role));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, problem), (answer.Status, answer.Problem(field)));
        Assert.Equal(email, answer.ValueOf("Email"));
        Assert.Equal(1, await space.ReadAsync(db => db.Users.CountAsync(Stop)));
    }

    [Fact]
    public async Task A_role_is_changed_and_an_account_disabled_and_enabled_with_its_sessions_ended_at_once()
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var staff = await space.SignInAsync(UserRole.Staff);
        var id = (await space.HaveUserAsync(UserRole.Staff)).Id;

        var preview = await admin.PressAsync(await admin.GetAsync($"/setup/users/{id}/role"), "Continue", ("Role", "manager"));
        Assert.Equal(
            "staff@space.example becomes manager: does what staff do, and sees transactions, reports and exports", preview.Effect());
        Assert.Equal($"/setup/users/{id}", (await admin.PressAsync(preview, "Yes, make them manager")).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.GetAsync("/members")).Status);

        staff = await space.SignInAsync(UserRole.Staff);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/postings")).Status);
        var closing = await admin.GetAsync($"/setup/users/{id}/disable");
        Assert.Equal("Signs staff@space.example out everywhere; they cannot sign in any more", closing.Effect());
        await admin.PressAsync(closing, "Yes, disable the account");
        Assert.Equal(HttpStatusCode.Redirect, (await staff.GetAsync("/members")).Status);
        Assert.Contains("Disabled", (await admin.GetAsync("/setup/users?state=disabled")).TextOf("tbody"), StringComparison.Ordinal);
        await admin.PressAsync(await admin.GetAsync($"/setup/users/{id}/enable"), "Yes, enable the account");
        Assert.Equal(HttpStatusCode.OK, (await (await space.SignInAsync(UserRole.Staff)).GetAsync("/members")).Status);

        await admin.PressAsync(await admin.GetAsync($"/setup/users/{id}/reset"), "Yes, remove the password");
        Assert.Null((await space.ReadAsync(db => db.Users.SingleAsync(user => user.Id == id, Stop))).PasswordHash);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_disabled_or_demoted()
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var id = (await space.HaveUserAsync(UserRole.Admin)).Id;
        foreach (var answer in new[]
        {
            await admin.GetAsync($"/setup/users/{id}/disable"),
            await admin.PressAsync(await admin.GetAsync($"/setup/users/{id}/role"), "Continue", ("Role", "staff")),
        })
        {
            Assert.Contains("last administrator who can sign in", answer.TextOf("main"), StringComparison.Ordinal);
            Assert.Null(answer.Effect());
        }

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/setup/users")).Status);
    }

    [Fact]
    public async Task The_audit_shows_who_did_what_from_where_and_what_was_refused()
    {
        await using var space = new LedgerSpace();
        await space.InitializeAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        var staff = await space.SignInAsync(UserRole.Staff);
        await staff.GetAsync("/setup/audit");
        await staff.GetAsync("/members.csv");
        var member = await space.AddMemberAsync();
        var form = await admin.GetAsync($"/members/{member}/credits/new");
        var preview = await admin.PressAsync(form, "Continue",
            ("Benefit", $"{await space.BenefitAsync(BenefitKind.Time)}"), ("Amount", "60"), ("Description", "A gift"));
        await admin.PressAsync(preview, "Yes, add 1 h");
        await (await space.Visitor().GetAsync("/account/sign-in")).SubmitAsync("form[action='/account/sign-in']",
            ("Email", "my secret password"), ("Password", "x"));

        var page = await admin.GetAsync("/setup/audit");
        var rows = page.Html.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Skip(1)
            .Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("not an e-mail|sign in|Denied|unknown account|unknown", rows);
        Assert.Contains(rows, row => row.StartsWith("admin@space.example|grant|Allowed|", StringComparison.Ordinal));
        Assert.Contains("staff@space.example|request|Denied|GET /members.csv|unknown", rows);
        Assert.Contains("staff@space.example|request|Denied|GET /setup/audit|unknown", rows);
        Assert.DoesNotContain("secret", page.TextOf("main"), StringComparison.Ordinal);

        var denied = await admin.GetAsync("/setup/audit?outcome=denied&who=staff");
        Assert.Contains("2 events match", denied.TextOf(".list-total"), StringComparison.Ordinal);
        var file = await admin.GetAsync("/setup/audit.csv?outcome=denied&who=staff");
        Assert.Equal(3, file.Body.Trim().Split('\n').Length);
        Assert.Contains("export audit", (await admin.GetAsync("/setup/audit?act=export")).TextOf("tbody"), StringComparison.Ordinal);
    }
}
