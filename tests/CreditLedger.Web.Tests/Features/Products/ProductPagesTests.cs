using System.Globalization;
using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Products;

/// <summary>Products: written, changed for later sales, archived, and everything that can be wrong on their form (R29).</summary>
public sealed class ProductPagesTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static string NewName() => "Pack " + Guid.NewGuid().ToString("N")[..8];

    private async Task<string> IdAsync(BenefitKind kind) => (await space.BenefitAsync(kind)).ToString(CultureInfo.InvariantCulture);

    // Where there is nothing to grant, the form says so instead.
    private async Task<SiteBrowser> AdminAsync()
    {
        foreach (var kind in new[] { BenefitKind.Time, BenefitKind.Money, BenefitKind.Uses }) await space.BenefitAsync(kind);
        return await space.AsAsync(UserRole.Admin);
    }

    private Task<Product?> FindAsync(string name) => space.ReadAsync(db =>
        db.Products.AsNoTracking().Include(product => product.Lines)
            .FirstOrDefaultAsync(product => product.Name == name, TestContext.Current.CancellationToken));

    private async Task<Product> CreateAsync(string name)
    {
        var admin = await AdminAsync();
        var form = await admin.PressAsync(await admin.GetAsync("/setup/products/new"), "Add a line", ("Name", name),
            ("Lines[0].Benefit", await IdAsync(BenefitKind.Time)), ("Lines[0].Amount", "10 h"), ("Lines[0].ValidDays", "90"));
        var done = await admin.PressAsync(form, "Create the product", ("Lines[1].Benefit", await IdAsync(BenefitKind.Money)),
            ("Lines[1].Amount", "£5"), ("Lines[1].Validity", "until"), ("Lines[1].ValidUntil", "2026-12-31"),
            ("Lines[2].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[2].Amount", "2"), ("Lines[2].Validity", "never"));
        Assert.Equal("/setup/products", done.Location);
        return (await FindAsync(name))!;
    }

    [Fact]
    public async Task A_product_is_written_with_lines_that_last_differently()
    {
        var (admin, name) = (await AdminAsync(), NewName());
        var product = await CreateAsync(name);

        Assert.Equal(
            [(600L, (int?)90, (DateOnly?)null), (500, null, new DateOnly(2026, 12, 31)), (2, null, null)],
            product.Lines.OrderBy(line => line.Position).Select(line => (line.Amount, line.ValidDays, line.ValidUntil)));
        Assert.Equal(
            [$"{name} 10 h of Time credit, for 90 days £5.00 of Money credit, until 31 Dec 2026 2 uses of Uses credit, never expires 0"],
            (await admin.GetAsync($"/setup/products?search={name}")).TextsOf("tbody tr"));
        Assert.Contains(space.Log.Audit, line => line.Contains("create product", StringComparison.Ordinal)
            && line.Contains($"product {product.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_says_that_it_counts_for_later_sales()
    {
        var (admin, name) = (await AdminAsync(), NewName());
        var product = await CreateAsync(name);
        var form = await admin.GetAsync($"/setup/products/{product.Id}");
        Assert.Contains("A change counts for later sales only", form.TextOf("main"), StringComparison.Ordinal);
        Assert.Equal(("10 h", "90", "until", "2026-12-31", "never"),
            (form.ValueOf("Lines[0].Amount"), form.ValueOf("Lines[0].ValidDays"), form.ValueOf("Lines[1].Validity"),
                form.ValueOf("Lines[1].ValidUntil"), form.ValueOf("Lines[2].Validity")));

        var done = await admin.PressAsync(form, "Save for later sales", ("Lines[0].ValidDays", "30"), ("Lines[1].Removed", "true"));
        Assert.Equal($"{name} is changed for later sales.", (await done.FollowAsync()).TextOf(".notice-text"));
        Assert.Equal([(600L, (int?)30), (2, null)],
            (await FindAsync(name))!.Lines.OrderBy(line => line.Position).Select(line => (line.Amount, line.ValidDays)));
        var stale = await admin.PressAsync(form, "Save for later sales", ("Lines[0].ValidDays", "60"));
        Assert.Equal((HttpStatusCode.Conflict, "60"), (stale.Status, stale.ValueOf("Lines[0].ValidDays")));
    }

    [Theory]
    [InlineData("Name", "", "Give the product a name, like Ten-hour package.")]
    [InlineData("Name", "long", "A name has at most 200 characters; this one has 201.")]
    [InlineData("Description", "long", "A description has at most 500 characters; this one has 501.")]
    [InlineData("Lines[0].Benefit", "", "Choose what this line grants, or empty it.")]
    [InlineData("Lines[0].Benefit", "999999", "There is no such benefit. Choose one of the list.")]
    [InlineData("Lines[0].Amount", "", "Enter an amount, for example 60 or 1 h 30 min.")]
    [InlineData("Lines[0].Amount", "-60", "The amount that is granted is above zero.")]
    [InlineData("Lines[0].Amount", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData("Lines[0].Validity", "soon", "Choose how long it lasts: days, until a day, or never expires.")]
    [InlineData("Lines[0].ValidDays", "", "Enter how many days, like 90; the day of the sale is the first.")]
    [InlineData("Lines[0].ValidDays", "0",
        "Days are a whole number from 1 to 36,500; the day of the sale is the first. For longer choose that it never expires.")]
    [InlineData("Lines[0].ValidDays", "36501",
        "Days are a whole number from 1 to 36,500; the day of the sale is the first. For longer choose that it never expires.")]
    [InlineData("Lines[0].ValidUntil", "2026-12-31", "Another validity is chosen: empty this, or choose until a day.")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost_or_stored(string field, string typed, string problem)
    {
        if (typed == "long") typed = new string('x', field == "Name" ? 201 : 501);
        var (admin, name) = (await AdminAsync(), NewName());
        var sent = (await admin.GetAsync("/setup/products/new")).FieldsFor("Create the product");
        foreach (var (key, value) in new[]
        {
            ("Name", name), ("Description", "Kept"), ("Lines[0].Benefit", await IdAsync(BenefitKind.Time)), ("Lines[0].Amount", "60"),
            ("Lines[0].ValidDays", "90"),
            ("Lines[1].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[1].Amount", "3"), ("Lines[1].Validity", "never"), (field, typed),
        }) sent[key] = value;

        var refused = await admin.SendFormAsync("/setup/products/new", sent);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(problem,
            refused.Problem(field.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal)));
        foreach (var key in new[] { "Name", "Description", "Lines[0].Amount", "Lines[0].ValidDays", "Lines[1].Benefit", "Lines[1].Amount" })
            Assert.Equal(sent[key], refused.ValueOf(key));
        Assert.Null(await FindAsync(name));
    }

    [Theory]
    [InlineData("2025-12-11", "That day is over: nothing sold today could be used. Choose a later day.")]
    [InlineData("31.12.2026", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    public async Task A_last_day_that_cannot_be_is_refused(string day, string problem)
    {
        var admin = await AdminAsync();
        var refused = await admin.PressAsync(await admin.GetAsync("/setup/products/new"), "Create the product", ("Name", NewName()),
            ("Lines[0].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[0].Amount", "1"), ("Lines[0].Validity", "until"),
            ("Lines[0].ValidUntil", day));
        Assert.Equal(problem, refused.Problem("Lines-0-ValidUntil"));
    }

    [Fact]
    public async Task A_product_without_lines_or_of_a_taken_name_is_refused_and_one_is_archived()
    {
        var (admin, name) = (await AdminAsync(), NewName());
        var product = await CreateAsync(name);
        var form = await admin.GetAsync("/setup/products/new");
        Assert.Equal("A product grants something: give it at least one line.",
            (await admin.PressAsync(form, "Create the product", ("Name", NewName()))).FormProblem());
        var taken = await admin.PressAsync(form, "Create the product", ("Name", name.ToUpperInvariant()),
            ("Lines[0].Benefit", await IdAsync(BenefitKind.Uses)), ("Lines[0].Amount", "1"), ("Lines[0].Validity", "never"));
        Assert.Equal($"{name} has this name already: each product has its own. Give another one.", taken.Problem("Name"));

        await (await admin.GetAsync($"/setup/products/{product.Id}")).SubmitAsync("form[action$='/archive']");
        Assert.NotNull((await FindAsync(name))!.ArchivedAt);
        Assert.Empty((await admin.GetAsync($"/setup/products?search={name}")).TextsOf("tbody tr"));
        await (await admin.GetAsync($"/setup/products/{product.Id}")).SubmitAsync("form[action$='/restore']");
        Assert.Null((await FindAsync(name))!.ArchivedAt);
    }
}
