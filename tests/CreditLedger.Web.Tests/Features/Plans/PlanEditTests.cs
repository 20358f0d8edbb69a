using System.Globalization;
using System.Net;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Plans;

/// <summary>Editing a plan: what changes is said first, and of two at once one is told (R27).</summary>
public sealed class PlanEditTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private Task<SiteBrowser> AdminAsync() => space.AsAsync(UserRole.Admin);

    private async Task<string> IdAsync(BenefitKind kind) => (await space.BenefitAsync(kind)).ToString(CultureInfo.InvariantCulture);

    /// <summary>5 h a month, and £20.00 a month.</summary>
    private async Task<long> AddPlanAsync()
    {
        var (room, wallet) = (await space.BenefitAsync(BenefitKind.Time), await space.BenefitAsync(BenefitKind.Money));
        return await space.ReadAsync(async db =>
        {
            var name = "Plan " + Guid.NewGuid().ToString("N")[..8];
            var plan = new Plan { Name = name, SortName = SearchText.Fold(name) };
            foreach (var (index, (benefit, amount)) in new[] { (room, 300L), (wallet, 2000) }.Index())
            {
                var terms = new PlanLineTerms { EffectiveFrom = PlanLineTerms.FromTheBeginning, Amount = amount };
                plan.Lines.Add(new PlanLine { BenefitId = benefit, Period = Period.Month, Position = index + 1, Terms = { terms } });
            }

            db.Plans.Add(plan);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return plan.Id;
        });
    }

    private Task<List<PlanLineTerms>> TermsAsync(long plan) => space.ReadAsync(db =>
        db.PlanLines.Where(line => line.PlanId == plan).SelectMany(line => line.Terms).AsNoTracking().OrderBy(terms => terms.PlanLineId)
            .ThenBy(terms => terms.EffectiveFrom)
            .ToListAsync(TestContext.Current.CancellationToken));

    private static IReadOnlyList<string> Changes(SitePage page) => page.TextsOf(".plan-changes tbody tr");

    [Fact]
    public async Task An_edit_says_what_changes_and_from_when_before_it_stores()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var form = await admin.GetAsync($"/setup/plans/{plan}/edit");
        Assert.Equal(("5 h", "20.00", "expires"),
            (form.ValueOf("Lines[0].Amount"), form.ValueOf("Lines[1].Amount"), form.ValueOf("Lines[0].Rollover")));

        var preview = await admin.PressAsync(form, "Continue", ("Lines[0].Amount", "6 h"), ("Lines[1].Ends", "true"),
            ("Lines[2].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[2].Amount", "3"), ("Lines[2].Period", "Week"));
        Assert.Equal(
            [
                "Changes Time credit 5 h a month; what remains expires 6 h a month; what remains expires from each membership's next month",
                "New Uses credit nothing 3 uses a week; what remains expires from each membership's next week",
                "Ends Money credit £20.00 a month; what remains expires nothing from each membership's next month",
            ],
            Changes(preview));
        Assert.Contains("What was granted stays as it was granted.", preview.TextsOf(".effect-note"));
        Assert.Equal(2, (await TermsAsync(plan)).Count);
        var done = await admin.PressAsync(preview, "Yes, change the plan");

        Assert.Equal($"/setup/plans/{plan}", done.Location);
        Assert.Equal([300L, 360, 2000, 0, 3], (await TermsAsync(plan)).Select(terms => terms.Amount));
        var page = await done.FollowAsync();
        Assert.Equal(["Time credit 6 h month expires –", "Uses credit 3 uses week expires –"],
            page.TextsOf("section[aria-labelledby=lines] tbody tr"));
        Assert.Contains("nothing: the line has ended", page.TextOf("section[aria-labelledby=history]"), StringComparison.Ordinal);
        Assert.Contains(space.Log.Audit,
            line => line.Contains("edit plan", StringComparison.Ordinal) && line.Contains($"plan {plan}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_how_many_memberships_it_reaches_and_when_first()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var today = DateOnly.FromDateTime(space.Clock.GetUtcNow().UtcDateTime);
        foreach (var days in new[] { -3, -3, -10 }) await AssignAsync(plan, today.AddDays(days));
        await AssignAsync(plan, today.AddDays(-20), today.AddDays(1));

        var preview = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "360"));
        var first = today.AddDays(-10).AddMonths(1).ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        Assert.EndsWith($"from each membership's next month: 3 memberships, the first on {first}", Changes(preview)[0],
            StringComparison.Ordinal);
        Assert.DoesNotContain("No membership runs on it yet.", preview.TextsOf(".effect-note"));

        var page = await admin.GetAsync($"/setup/plans/{plan}");
        Assert.Equal("4", page.TextOf(".figure-main dd"));
        Assert.Contains("4 memberships run on it and go on being granted what the plan says, until they end.", page.TextOf(".archive-card"),
            StringComparison.Ordinal);
        Assert.EndsWith(" 4", (await admin.GetAsync($"/setup/plans?search={Uri.EscapeDataString(page.TextOf("h1"))}")).TextOf("tbody tr"),
            StringComparison.Ordinal);
    }

    private async Task AssignAsync(long plan, DateOnly startsOn, DateOnly? lastDay = null)
    {
        var command = new AssignPlanCommand(Guid.NewGuid().ToString("D"), Actor.User(1))
        {
            MemberId = await space.AddMemberAsync(),
            PlanId = plan,
            StartsOn = startsOn,
            LastDay = lastDay,
        };
        Assert.IsType<Done>(await space.Services.GetRequiredService<LedgerStore>()
            .ExecuteAsync(command, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_script_the_changes_are_said_while_one_types_and_refusals_stand_at_their_fields()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var form = await admin.GetAsync($"/setup/plans/{plan}/edit");

        var typed = await admin.TypeAsync(form, ("Lines[0].Amount", "315"));
        Assert.False(typed.Has("main"));
        Assert.Contains("5 h 15 min", Changes(typed)[0], StringComparison.Ordinal);
        var wrong = await admin.TypeAsync(form, ("Lines[0].Amount", "20"));
        Assert.Empty(Changes(wrong));
        Assert.Contains("20 is not a whole step", wrong.TextOf("#Lines-0-Amount-error"), StringComparison.Ordinal);
        Assert.False(wrong.Has("button[name=Confirmed]"));
    }

    [Fact]
    public async Task What_was_not_shown_is_not_stored()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var preview = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "360"));

        var other = await admin.PressAsync(preview, "Yes, change the plan", ("Lines[0].Amount", "420"));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.StartsWith("This is not what was shown to be confirmed.", other.FormProblem(), StringComparison.Ordinal);
        Assert.Contains("7 h", Changes(other)[0], StringComparison.Ordinal);
        Assert.Equal(2, (await TermsAsync(plan)).Count);
    }

    [Fact]
    public async Task Whom_it_reaches_is_confirmed_too()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var preview = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "360"));
        await AssignAsync(plan, DateOnly.FromDateTime(space.Clock.GetUtcNow().UtcDateTime));

        var asked = await admin.PressAsync(preview, "Yes, change the plan");
        Assert.Equal(HttpStatusCode.Conflict, asked.Status);
        Assert.Contains("1 membership, on ", Changes(asked)[0], StringComparison.Ordinal);
        Assert.Equal(2, (await TermsAsync(plan)).Count);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(asked, "Yes, change the plan")).Status);
    }

    [Fact]
    public async Task A_form_that_is_opened_changes_nothing_and_one_that_changes_nothing_says_so()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var form = await admin.GetAsync($"/setup/plans/{plan}/edit");
        Assert.False(form.Has("button[name=Confirmed]"));
        Assert.StartsWith("Change something.", form.TextOf(".effect-prompt"), StringComparison.Ordinal);

        var same = await admin.PressAsync(form, "Continue");
        Assert.Equal("What the plan grants stays as it is.", same.Effect());
        var done = await admin.PressAsync(same, "Yes, change the plan");
        Assert.Contains("is unchanged.", (await done.FollowAsync()).TextOf(".notice-text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_someone_else_changed_is_said_while_one_types_until_it_was_shown()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var mine = await admin.GetAsync($"/setup/plans/{plan}/edit");
        var theirs = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[1].Amount", "30"));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(theirs, "Yes, change the plan")).Status);

        var wrong = await admin.TypeAsync(mine, ("Lines[0].Amount", "x"));
        Assert.Equal("1", wrong.Html.QuerySelector("[name=Version]")!.GetAttribute("value"));
        var typed = await admin.TypeAsync(mine, ("Lines[0].Amount", "360"));
        Assert.StartsWith("Someone changed this plan after you opened it", typed.TextsOf(".effect-note")[0], StringComparison.Ordinal);
        Assert.Equal(2, Changes(typed).Count(change => change.StartsWith("Changes", StringComparison.Ordinal)));
        Assert.Equal("2", typed.Html.QuerySelector("[name=Version]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_and_lines_that_cannot_be_are_said_at_once_and_the_first_has_the_focus()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var form = await admin.GetAsync($"/setup/plans/{plan}/edit");

        var wrong = await admin.PressAsync(form, "Continue", ("Lines[0].Amount", "twenty"), ("Lines[1].Amount", "0"));

        Assert.Contains("'twenty' is not a whole number", wrong.Problem("Lines-0-Amount"), StringComparison.Ordinal);
        Assert.StartsWith("Zero changes nothing.", wrong.Problem("Lines-1-Amount"), StringComparison.Ordinal);
        Assert.True(wrong.Has("[autofocus][name='Lines[0].Amount']"));
        Assert.False(wrong.Has("button[name=Confirmed]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await admin.SendFormAsync($"/setup/plans/{plan}/edit", wrong.FieldsFor("Continue"))).Status);
    }

    [Fact]
    public async Task An_edit_sent_after_the_session_ended_is_there_again_as_it_was()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var preview = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "6 h"));
        await preview.SubmitAsync("form[action='/account/sign-out']");

        var asked = await (await admin.PressAsync(preview, "Yes, change the plan")).FollowAsync();
        var signedIn = await asked.SubmitAsync("form[action='/account/sign-in']", ("Email", SiteFactory.EmailOf(UserRole.Admin)),
            ("Password", SiteFactory.Password));
        var again = await signedIn.FollowAsync();

        Assert.Contains("You were signed out; nothing was recorded", again.FormProblem(), StringComparison.Ordinal);
        Assert.Equal("6 h", again.ValueOf("Lines[0].Amount"));
        Assert.Equal(2, (await TermsAsync(plan)).Count);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(again, "Yes, change the plan")).Status);
    }

    [Fact]
    public async Task Whoever_edits_what_someone_else_has_edited_is_told_and_may_confirm_again()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var mine = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "360"));
        var theirs = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "420"));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(theirs, "Yes, change the plan")).Status);
        var now = space.Clock.GetUtcNow();
        try
        {
            space.Clock.Advance(TimeSpan.FromMinutes(1));

            var refused = await admin.PressAsync(mine, "Yes, change the plan");
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.StartsWith(
                "Someone changed this plan after you opened it; nothing was saved.", refused.FormProblem(), StringComparison.Ordinal);
            Assert.Equal(
                "Changes Time credit 7 h a month; what remains expires 6 h a month; what remains expires from each membership's next month",
                Changes(refused)[0]);
            Assert.Equal(3, (await TermsAsync(plan)).Count);
            Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(refused, "Yes, change the plan")).Status);
            Assert.Equal([300L, 420, 360, 2000], (await TermsAsync(plan)).Select(terms => terms.Amount));
        }
        finally
        {
            space.Clock.Set(now);
        }
    }

    [Fact]
    public async Task The_same_confirmation_twice_changes_once()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var preview = await admin.PressAsync(await admin.GetAsync($"/setup/plans/{plan}/edit"), "Continue", ("Lines[0].Amount", "360"));

        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(preview, "Yes, change the plan")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(preview, "Yes, change the plan")).Status);
        Assert.Equal(3, (await TermsAsync(plan)).Count);
    }

    [Fact]
    public async Task All_lines_ended_is_a_plan_without_lines()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var form = await admin.GetAsync($"/setup/plans/{plan}/edit");
        var refused = await admin.PressAsync(form, "Continue", ("Lines[0].Ends", "true"), ("Lines[1].Ends", "true"));

        Assert.Equal("A plan grants something: give it at least one line.", refused.FormProblem());
        Assert.True(refused.Has("[name='Lines[0].Ends'][checked]"));
    }

    [Fact]
    public async Task An_archived_plan_says_so_and_comes_back()
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var page = await admin.GetAsync($"/setup/plans/{plan}");
        Assert.Contains("No membership runs on it.", page.TextOf("section[aria-labelledby=archiving]"), StringComparison.Ordinal);

        var archived = await (await page.SubmitAsync("form[action$='/archive']")).FollowAsync();
        Assert.Contains("Archived", archived.TextOf(".record-facts"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.TextOf("h1"), (await admin.GetAsync("/setup/plans")).TextsOf("tbody td:first-child"));
        Assert.Contains(page.TextOf("h1"), (await admin.GetAsync("/setup/plans?archived=1")).TextsOf("tbody td:first-child"));
        var restored = await (await archived.SubmitAsync("form[action$='/restore']")).FollowAsync();
        Assert.Contains("In use", restored.TextOf(".record-facts"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/setup/plans/999999")]
    [InlineData("/setup/plans/999999/edit")]
    [InlineData("/setup/plans/0")]
    [InlineData("/setup/plans/hub")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await AdminAsync()).GetAsync(path)).Status);

    [Theory]
    [InlineData("Lines[0]", "x")]
    [InlineData("Lines", "x")]
    [InlineData("Lines[0].Line", "999999")]
    [InlineData("Lines[0].Line", "-1")]
    [InlineData("Lines[99].Benefit", "1")]
    [InlineData("Lines[0].Benefit", "99999999999999999999")]
    [InlineData("Lines[0].Period", "99")]
    [InlineData("Version", "0")]
    public async Task A_forged_form_is_answered(string field, string value)
    {
        var (admin, plan) = (await AdminAsync(), await AddPlanAsync());
        var form = await admin.GetAsync($"/setup/plans/{plan}/edit");
        foreach (var button in new[] { "Continue", "Add a line" })
            Assert.Equal(HttpStatusCode.OK, (await admin.PressAsync(form, button, (field, value))).Status);
        Assert.Equal(2, (await TermsAsync(plan)).Count);
    }
}
