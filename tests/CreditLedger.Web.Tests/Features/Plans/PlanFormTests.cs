using System.Globalization;
using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Plans;

/// <summary>The form of a plan: from an empty one to an edit that was previewed, and everything that can be wrong on it.</summary>
public sealed class PlanFormTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static string NewName() => "Hub " + Guid.NewGuid().ToString("N")[..8];

    private async Task<string> IdAsync(BenefitKind kind) => (await space.BenefitAsync(kind)).ToString(CultureInfo.InvariantCulture);

    // Where there is nothing to grant, the form says so instead.
    private async Task<SiteBrowser> AdminAsync()
    {
        foreach (var kind in new[] { BenefitKind.Time, BenefitKind.Money, BenefitKind.Uses }) await space.BenefitAsync(kind);
        return await space.AsAsync(UserRole.Admin);
    }

    private Task<Plan?> FindAsync(string name) => space.ReadAsync(
        db => db.Plans.AsNoTracking().Include(plan => plan.Lines).ThenInclude(line => line.Terms)
        .FirstOrDefaultAsync(plan => plan.Name == name, TestContext.Current.CancellationToken));

    private async Task<Plan> PlanAsync(string name) => Assert.IsType<Plan>(await FindAsync(name));

    private async Task<(string Name, string Path)> CreateAsync()
    {
        var (admin, name) = (await AdminAsync(), NewName());
        var form = await admin.GetAsync("/setup/plans/new");
        var done = await admin.PressAsync(form, "Create the plan", ("Name", name),
            ("Lines[0].Benefit", await IdAsync(BenefitKind.Time)), ("Lines[0].Amount", "5 h"), ("Lines[0].Rollover", "rolls"),
            ("Lines[0].RolloverMax", "60"),
            ("Lines[2].Benefit", await IdAsync(BenefitKind.Money)), ("Lines[2].Amount", "£20"), ("Lines[2].Period", "Quarter"));
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        return (name, done.Location!);
    }

    [Fact]
    public async Task A_plan_is_created_from_the_lines_that_are_filled_in()
    {
        var (name, path) = await CreateAsync();
        var plan = await PlanAsync(name);

        Assert.Equal($"/setup/plans/{plan.Id}", path);
        Assert.Equal(
            [(Period.Month, 300L, (long?)0, (long?)60), (Period.Quarter, 2000L, null, null)],
            plan.Lines.OrderBy(line => line.Position).Select(
                line => (line.Period, line.Terms.Single().Amount, line.Terms.Single().RolloverMin, line.Terms.Single().RolloverMax)));
        Assert.All(plan.Lines, line => Assert.Equal(PlanLineTerms.FromTheBeginning, line.Terms.Single().EffectiveFrom));
        var page = await (await AdminAsync()).GetAsync(path);
        Assert.Equal(name, page.TextOf("h1"));
        Assert.Equal(["Time credit 5 h month rolls over, at most 1 h –", "Money credit £20.00 quarter expires –"],
            page.TextsOf("section[aria-labelledby=lines] tbody tr"));
        Assert.Contains("the beginning", page.TextOf("section[aria-labelledby=history] tbody tr"), StringComparison.Ordinal);
        Assert.Contains("admin@space.example", page.TextOf("section[aria-labelledby=history] tbody tr"), StringComparison.Ordinal);
        Assert.Contains(name, (await (await AdminAsync()).GetAsync($"/setup/plans?search={name}")).TextOf("tbody tr"),
            StringComparison.Ordinal);
        Assert.Contains(space.Log.Audit,
            line => line.Contains("create plan", StringComparison.Ordinal) && line.Contains($"plan {plan.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_more_keeps_everything_typed_and_judges_nothing()
    {
        var admin = await AdminAsync();
        var form = await admin.GetAsync("/setup/plans/new");
        var more = await admin.PressAsync(form, "Add a line", ("Name", "  Kept "), ("Description", "Kept too"),
            ("Lines[0].Amount", "twenty"), ("Lines[0].Rollover", "expires"), ("Lines[1].Period", "Week"));

        Assert.Equal(HttpStatusCode.OK, more.Status);
        Assert.Equal(4, more.Html.QuerySelectorAll("fieldset.supply-line").Length);
        Assert.Equal(("  Kept ", "Kept too", "twenty", "expires", "Week"),
            (more.ValueOf("Name"), more.ValueOf("Description"), more.ValueOf("Lines[0].Amount"), more.ValueOf("Lines[0].Rollover"),
                more.ValueOf("Lines[1].Period")));
        Assert.DoesNotContain(more.TextsOf(".field-problem"), text => text.Length > 0);
    }

    [Theory]
    [InlineData("Name", "", "Give the plan a name, like Hub 10.")]
    [InlineData("Name", "long", "A name has at most 200 characters; this one has 201.")]
    [InlineData("Description", "long", "A description has at most 500 characters; this one has 501.")]
    [InlineData("Lines[0].Benefit", "", "Choose what this line grants, or empty its amount.")]
    [InlineData("Lines[0].Benefit", "999999", "There is no such benefit. Choose one of the list.")]
    [InlineData("Lines[0].Benefit", "archived",
        "Old benefit is archived: nothing new grants it. Restore it first, or choose another benefit.")]
    [InlineData("Lines[0].Amount", "", "Enter an amount, for example 60 or 1 h 30 min.")]
    [InlineData("Lines[0].Amount", "0", "Zero changes nothing. Enter an amount like 60 or 1 h 30 min.")]
    [InlineData("Lines[0].Amount", "-60", "The amount that is granted is above zero.")]
    [InlineData("Lines[0].Amount", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData("Lines[0].Amount", "99999999999999999999", "That amount is too large for the ledger.")]
    [InlineData("Lines[0].Period", "fortnight", "Choose how often: a day, a week, a month, a quarter or a year.")]
    [InlineData("Lines[0].RolloverMin", "120", "The least that rolls over is more than the most. Make it the same or less.")]
    [InlineData("Lines[0].RolloverMin", "some", "'some' is not a whole number. Enter one like 60 or 1 h 30 min.")]
    [InlineData("Lines[0].RolloverMax", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData("Lines[0].Rollover", "expires", "What remains expires, as chosen: empty this, or choose that it rolls over.",
        "Lines[0].RolloverMax")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost_or_stored(
        string field, string typed, string problem, string? beside = null)
    {
        if (typed == "long") typed = new string('x', field == "Name" ? 201 : 501);
        if (typed == "archived") typed = (await ArchivedAsync()).ToString(CultureInfo.InvariantCulture);
        var (admin, name) = (await AdminAsync(), NewName());
        var form = await admin.GetAsync("/setup/plans/new");
        var sent = form.FieldsFor("Create the plan");
        foreach (var (key, value) in new[]
        {
            ("Name", name), ("Description", "Kept"), ("Lines[0].Benefit", await IdAsync(BenefitKind.Time)), ("Lines[0].Amount", "60"),
            ("Lines[0].Rollover", "rolls"), ("Lines[0].RolloverMax", "60"),
            ("Lines[1].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[1].Amount", "3"), (field, typed),
        }) sent[key] = value;

        var refused = await admin.SendFormAsync("/setup/plans/new", sent);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(problem,
            refused.Problem((beside ?? field).Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal)));
        foreach (var key in new[] { "Name", "Description", "Lines[0].Amount", "Lines[0].RolloverMax", "Lines[1].Benefit",
            "Lines[1].Amount" })
            Assert.Equal(sent[key], refused.ValueOf(key));
        Assert.Null(await FindAsync(name));
    }

    [Fact]
    public async Task A_plan_without_lines_or_of_a_taken_name_is_refused()
    {
        var admin = await AdminAsync();
        var (taken, _) = await CreateAsync();
        var form = await admin.GetAsync("/setup/plans/new");
        var name = NewName();

        Assert.Equal("A plan grants something: give it at least one line.",
            (await admin.PressAsync(form, "Create the plan", ("Name", name))).FormProblem());
        Assert.Null(await FindAsync(name));
        var again = await admin.PressAsync(form, "Create the plan", ("Name", taken.ToUpperInvariant()),
            ("Lines[0].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[0].Amount", "1"));
        Assert.Equal($"{taken} has this name already: each plan has its own. Give another one.", again.Problem("Name"));
    }

    private Task<long> ArchivedAsync() => space.ReadAsync(async db =>
    {
        var benefit = new Benefit
        {
            Reference = Guid.NewGuid().ToString("N"),
            Name = "Old benefit",
            Kind = BenefitKind.Time,
            ArchivedAt = space.Clock.GetUtcNow().UtcDateTime
        };
        db.Benefits.Add(benefit);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return benefit.Id;
    });
}
