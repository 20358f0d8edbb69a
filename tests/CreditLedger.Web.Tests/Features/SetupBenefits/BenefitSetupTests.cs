using System.Globalization;
using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.SetupBenefits;

/// <summary>Benefits: written, changed, archived, and everything that can be wrong on their form.</summary>
public sealed class BenefitSetupTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string NewReference() => "B-" + Guid.NewGuid().ToString("N")[..8];

    private Task<SiteBrowser> AdminAsync() => space.AsAsync(UserRole.Admin);

    private Task<Benefit?> FindAsync(string reference) => space.ReadAsync(db =>
        db.Benefits.AsNoTracking().Include(benefit => benefit.Services)
            .FirstOrDefaultAsync(benefit => benefit.Reference == reference, Stop));

    private Task<long> AddServiceAsync(string name, bool isArchived = false) => space.ReadAsync(async db =>
    {
        var service = new Service
        {
            Reference = NewReference(),
            Name = name,
            ArchivedAt = isArchived ? space.Clock.GetUtcNow().UtcDateTime : null
        };
        db.Services.Add(service);
        await db.SaveChangesAsync(Stop);
        return service.Id;
    });

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private async Task<Benefit> CreateAsync(string reference, params (string, string)[] fields)
    {
        var admin = await AdminAsync();
        var done = await admin.PressAsync(await admin.GetAsync("/setup/benefits/new"), "Create the benefit",
            [("Reference", reference), ("Name", "Pod time"), ("Kind", "Time"), .. fields]);
        Assert.Equal("/setup/benefits", done.Location);
        return (await FindAsync(reference))!;
    }

    [Fact]
    public async Task A_benefit_is_written_with_all_that_it_says()
    {
        var (admin, reference, pod) = (await AdminAsync(), NewReference(), await AddServiceAsync("Pod"));
        var benefit = await CreateAsync(reference, ("Category", "Rooms"), ("Covers", "list"), ("Services", Text(pod)), ("Step", "30"),
            ("Priority", "7"),
            ("Rollover", "rolls"), ("RolloverMin", "30"), ("RolloverMax", "2 h"), ("Shared", "true"));

        Assert.Equal((BenefitKind.Time, null, "Rooms", 30, 7),
            (benefit.Kind, benefit.Currency, benefit.Category, benefit.StepMinutes, benefit.Priority));
        Assert.Equal((30L, 120L, true, true),
            (benefit.RolloverMin!.Value, benefit.RolloverMax!.Value, benefit.Shared, benefit.VisibleToMembers));
        Assert.Equal([pod], benefit.Services.Select(link => link.ServiceId));
        Assert.Equal([$"{reference} Pod time Time Rooms 1 service the owner's groups"],
            (await admin.GetAsync($"/setup/benefits?search={reference}")).TextsOf("tbody tr"));
        Assert.Contains(space.Log.Audit, line => line.Contains("create benefit", StringComparison.Ordinal)
            && line.Contains($"benefit {benefit.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_kind_is_fixed_and_the_rest_can_be_changed()
    {
        var (admin, reference) = (await AdminAsync(), NewReference());
        var benefit = await CreateAsync(reference, ("Kind", "Money"), ("Currency", "jpy"), ("Rollover", "rolls"), ("RolloverMax", "500"));
        Assert.Equal(("JPY", 500), (benefit.Currency, benefit.RolloverMax));
        var form = await admin.GetAsync($"/setup/benefits/{benefit.Id}");
        Assert.False(form.Has("[name=Kind], [name=Currency]"));
        Assert.Equal("Money, JPY", form.TextOf(".setup-fixed"));

        await admin.PressAsync(form, "Save the benefit", ("Name", "Wallet"), ("Kind", "Time"), ("Currency", "GBP"), ("Rollover", "expires"),
            ("RolloverMin", ""), ("RolloverMax", ""));
        var changed = (await FindAsync(reference))!;
        Assert.Equal((BenefitKind.Money, "JPY", "Wallet", null, null),
            (changed.Kind, changed.Currency, changed.Name, changed.RolloverMin, changed.RolloverMax));
    }

    [Theory]
    [InlineData("Reference", "", "Give a reference: a short text of its own, like ROOM-1. Imports name it by that.")]
    [InlineData("Name", "", "Give a name: what members and staff read.")]
    [InlineData("Name", "long", "A name has at most 200 characters; this one has 201.")]
    [InlineData("Kind", "", "Choose what its credits are counted in.")]
    [InlineData("Kind", "99", "Choose what its credits are counted in.")]
    [InlineData("Step", "0", "A step is a whole number of minutes from 1 to 1440, like 15. Empty means the site's.")]
    [InlineData("Priority", "1001", "Priority is a whole number from 0 to 1000; lower is used first.")]
    [InlineData("RolloverMin", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData("RolloverMin", "180", "The least that rolls over is more than the most. Make it the same or less.")]
    [InlineData("RolloverMax", "-60", "The most that rolls over is above zero. Where nothing shall roll over, choose that it expires; " +
        "where all shall, leave this empty.")]
    [InlineData("RolloverMax", "many", "'many' is not a whole number. Enter one like 60 or 1 h 30 min.")]
    [InlineData("Services", "", "Tick at least one service, or choose that it is good for all.", "Covers", "list")]
    [InlineData("Services", "999999", "There is no such service. Tick those of the list.", "Covers", "list")]
    [InlineData("Services", "archived", "Old room is archived: restore it first, or leave it out.", "Covers", "list")]
    [InlineData("Currency", "XXX", "Money and printing are counted in a currency: give its three letters, like GBP.", "Kind", "Money")]
    [InlineData("Step", "30", "Only time moves in steps: empty this, or choose the kind Time.", "Kind", "Uses")]
    [InlineData("RolloverMax", "60", "What remains expires, as chosen: empty this, or choose that it rolls over.", "Rollover", "expires")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost_or_stored(
        string field, string typed, string problem, string? other = null, string? value = null)
    {
        if (typed == "long") typed = new string('x', 201);
        if (typed == "archived") typed = Text(await AddServiceAsync("Old room", isArchived: true));
        var (admin, reference) = (await AdminAsync(), NewReference());
        var sent = (await admin.GetAsync("/setup/benefits/new")).FieldsFor("Create the benefit");
        foreach (var (key, text) in new[] { ("Reference", reference), ("Name", "Pod time"), ("Kind", "Time"), ("Category", "Kept"),
            ("Rollover", "rolls"), ("RolloverMax", "120"), (other ?? field, value ?? typed), (field, typed) })
            sent[key] = text;
        if (field == "Services" && typed.Length == 0) sent.Remove("Services");

        var refused = await admin.SendFormAsync("/setup/benefits/new", sent);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, problem), (refused.Status, refused.Problem(field)));
        foreach (var key in new[] { "Reference", "Name", "Category", "RolloverMax" }) Assert.Equal(sent[key], refused.ValueOf(key));
        Assert.Null(await FindAsync(reference));
    }

    [Fact]
    public async Task Archiving_says_what_grants_it_and_offers_it_no_more()
    {
        var (admin, reference) = (await AdminAsync(), NewReference());
        var benefit = await CreateAsync(reference, ("Name", "Going " + reference));
        await space.ReadAsync(async db =>
        {
            var plan = new Plan { Name = "Plan " + reference, SortName = "plan " + reference };
            plan.Lines.Add(new PlanLine
            {
                BenefitId = benefit.Id,
                Period = Ledger.Supply.Period.Month,
                Position = 1,
                Terms = { new PlanLineTerms { EffectiveFrom = PlanLineTerms.FromTheBeginning, Amount = 60 } }
            });
            db.Plans.Add(plan);
            var product = new Product { Name = "Product " + reference, SortName = "product " + reference };
            product.Lines.Add(new ProductLine { BenefitId = benefit.Id, Amount = 60, Position = 1 });
            db.Products.Add(product);
            return await db.SaveChangesAsync(Stop);
        });

        var page = await admin.GetAsync($"/setup/benefits/{benefit.Id}");
        var card = page.TextOf(".archive-card").Replace(" .", ".", StringComparison.Ordinal);
        Assert.Contains($"Plans that grant it: Plan {reference}.", card, StringComparison.Ordinal);
        Assert.Contains($"Products that grant it: Product {reference}.", card, StringComparison.Ordinal);
        await page.SubmitAsync("form[action$='/archive']");

        var member = await space.AddMemberAsync();
        foreach (var path in new[] { "/setup/plans/new", "/setup/products/new", $"/members/{member}/credits/new" })
            Assert.DoesNotContain($"Going {reference}", (await admin.GetAsync(path)).TextsOf("option"));
        Assert.Contains("Archived", (await admin.GetAsync($"/setup/benefits/{benefit.Id}")).TextOf(".title-row"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_reference_and_a_stale_edit_are_refused()
    {
        var (admin, reference) = (await AdminAsync(), NewReference());
        var benefit = await CreateAsync(reference);
        var again = await admin.PressAsync(await admin.GetAsync("/setup/benefits/new"), "Create the benefit", ("Reference", reference),
            ("Name", "Other"), ("Kind", "Uses"));
        Assert.Equal("Pod time has this reference already: each benefit has its own. Give another one.", again.Problem("Reference"));

        var (mine, theirs) = (await admin.GetAsync($"/setup/benefits/{benefit.Id}"), await admin.GetAsync($"/setup/benefits/{benefit.Id}"));
        await admin.PressAsync(theirs, "Save the benefit", ("Name", "Theirs"));
        var refused = await admin.PressAsync(mine, "Save the benefit", ("Name", "Mine"));
        Assert.Equal((HttpStatusCode.Conflict, "Mine"), (refused.Status, refused.ValueOf("Name")));
        Assert.Equal("Theirs", (await FindAsync(reference))!.Name);
    }

    [Theory]
    [InlineData("/setup/benefits/999999")]
    [InlineData("/setup/services/999999")]
    [InlineData("/setup/products/999999")]
    [InlineData("/setup/benefits/room")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await AdminAsync()).GetAsync(path)).Status);

    [Fact]
    public async Task The_setup_leads_to_all_of_it_for_those_who_may()
    {
        var page = await (await AdminAsync()).GetAsync("/setup");
        Assert.Equal(["/setup/services", "/setup/benefits", "/setup/plans", "/setup/products", "/setup/users", "/setup/settings",
            "/setup/audit"],
            page.Html.QuerySelectorAll(".setup-cards h2 a").Select(link => link.GetAttribute("href")));
        Assert.True(page.Has(".sidebar a[href='/setup'][aria-current=page]"));
        Assert.False((await (await space.AsAsync(UserRole.Manager)).GetAsync("/members")).Has("a[href='/setup']"));
        Assert.Contains("Products", (await (await AdminAsync()).GetAsync("/search?q=products")).TextOf("body"), StringComparison.Ordinal);
    }
}
