using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.SetupServices;

/// <summary>Services: written, changed, archived, and everything that can be wrong on their form.</summary>
public sealed class ServicePagesTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static string NewReference() => "S-" + Guid.NewGuid().ToString("N")[..8];

    private Task<SiteBrowser> AdminAsync() => space.AsAsync(UserRole.Admin);

    private Task<Service?> FindAsync(string reference) => space.ReadAsync(db =>
        db.Services.AsNoTracking().FirstOrDefaultAsync(service => service.Reference == reference, TestContext.Current.CancellationToken));

    private async Task<Service> CreateAsync(string reference)
    {
        var admin = await AdminAsync();
        var done = await admin.PressAsync(await admin.GetAsync("/setup/services/new"), "Create the service",
            ("Reference", $" {reference} "), ("Name", "Pod"), ("Category", "Rooms"), ("Interval", "30"), ("Price", "£12.50"));
        Assert.Equal("/setup/services", done.Location);
        return (await FindAsync(reference))!;
    }

    [Fact]
    public async Task A_service_is_written_and_changed_and_stands_in_the_list()
    {
        var (admin, reference) = (await AdminAsync(), NewReference());
        var service = await CreateAsync(reference);
        Assert.Equal(("Pod", "Rooms", 30, 1250L, "GBP"),
            (service.Name, service.Category, service.IntervalMinutes, service.Price, service.Currency));
        Assert.Equal([$"{reference} Pod Rooms 30 min £12.50"],
            (await admin.GetAsync($"/setup/services?search={reference}")).TextsOf("tbody tr"));

        var form = await admin.GetAsync($"/setup/services/{service.Id}");
        Assert.Equal(("12.50", "30"), (form.ValueOf("Price"), form.ValueOf("Interval")));
        await admin.PressAsync(form, "Save the service", ("Name", "Quiet pod"), ("Interval", ""), ("Price", ""));
        var changed = (await FindAsync(reference))!;
        Assert.Equal(("Quiet pod", null, null, null), (changed.Name, changed.IntervalMinutes, changed.Price, changed.Currency));
        Assert.Contains(space.Log.Audit, line => line.Contains("edit service", StringComparison.Ordinal)
            && line.Contains($"service {service.Id}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Reference", "", "Give a reference: a short text of its own, like ROOM-1. Imports name it by that.")]
    [InlineData("Reference", "long", "A reference has at most 100 characters; this one has 101.")]
    [InlineData("Reference", "A\tB", "A reference is one line of plain text.")]
    [InlineData("Name", "", "Give a name: what members and staff read.")]
    [InlineData("Name", "long", "A name has at most 200 characters; this one has 201.")]
    [InlineData("Category", "long", "A category has at most 100 characters; this one has 101.")]
    [InlineData("Interval", "0", "An interval is a whole number of minutes from 1 to 1440, like 15. Empty means the site's.")]
    [InlineData("Interval", "1441", "An interval is a whole number of minutes from 1 to 1440, like 15. Empty means the site's.")]
    [InlineData("Interval", "ten", "An interval is a whole number of minutes from 1 to 1440, like 15. Empty means the site's.")]
    [InlineData("Price", "12.505", "GBP has 2 decimals. Enter an amount like 100 or 12.50.")]
    [InlineData("Price", "-1", "A price is 0 or more.")]
    [InlineData("Price", "99999999999999", "That price is too large for the ledger.")]
    [InlineData("Currency", "XXX", "Give a currency by its three letters, like GBP.")]
    [InlineData("Currency", "", "A price has a currency: give its three letters, like GBP.")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost_or_stored(string field, string typed, string problem)
    {
        if (typed == "long") typed = new string('x', field == "Name" ? 201 : 101);
        var (admin, reference) = (await AdminAsync(), NewReference());
        var sent = (await admin.GetAsync("/setup/services/new")).FieldsFor("Create the service");
        foreach (var (key, value) in new[] { ("Reference", reference), ("Name", "Pod"), ("Category", "Rooms"), ("Price", "10"),
            (field, typed) })
            sent[key] = value;

        var refused = await admin.SendFormAsync("/setup/services/new", sent);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, problem), (refused.Status, refused.Problem(field)));
        foreach (var key in new[] { "Reference", "Name", "Category", "Price" }) Assert.Equal(sent[key], refused.ValueOf(key));
        Assert.Null(await FindAsync(reference));
    }

    [Fact]
    public async Task A_taken_reference_and_a_stale_edit_are_refused()
    {
        var (admin, reference) = (await AdminAsync(), NewReference());
        var service = await CreateAsync(reference);
        var again = await admin.PressAsync(await admin.GetAsync("/setup/services/new"), "Create the service", ("Reference", reference),
            ("Name", "Other"));
        Assert.Equal("Pod has this reference already: each service has its own. Give another one.", again.Problem("Reference"));

        var (mine, theirs) = (await admin.GetAsync($"/setup/services/{service.Id}"), await admin.GetAsync($"/setup/services/{service.Id}"));
        await admin.PressAsync(theirs, "Save the service", ("Name", "Theirs"));
        var refused = await admin.PressAsync(mine, "Save the service", ("Name", "Mine"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.StartsWith("Someone changed this service after you opened it; nothing was saved.", refused.FormProblem(),
            StringComparison.Ordinal);
        Assert.Equal(("Mine", "Theirs"), (refused.ValueOf("Name"), (await FindAsync(reference))!.Name));
        await admin.PressAsync(refused, "Save the service");
        Assert.Equal("Mine", (await FindAsync(reference))!.Name);
    }

    [Fact]
    public async Task Archiving_names_the_benefits_that_are_limited_to_it()
    {
        var (admin, service) = (await AdminAsync(), await CreateAsync(NewReference()));
        await space.ReadAsync(async db =>
        {
            db.Benefits.Add(new Benefit
            {
                Reference = NewReference(),
                Name = "Pod time",
                Kind = Ledger.Kinds.BenefitKind.Time,
                Services = { new BenefitService { ServiceId = service.Id } }
            });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var page = await admin.GetAsync($"/setup/services/{service.Id}");
        Assert.Contains("Benefits that are limited to it: Pod time.",
            page.TextOf(".archive-card").Replace(" .", ".", StringComparison.Ordinal), StringComparison.Ordinal);

        var archived = await (await page.SubmitAsync("form[action$='/archive']")).FollowAsync();
        Assert.Contains("Archived", archived.TextOf(".title-row"), StringComparison.Ordinal);
        Assert.Empty((await admin.GetAsync($"/setup/services?search={service.Reference}")).TextsOf("tbody tr"));
        Assert.Single((await admin.GetAsync($"/setup/services?search={service.Reference}&archived=1")).TextsOf("tbody tr"));
        await archived.SubmitAsync("form[action$='/restore']");
        Assert.Null((await FindAsync(service.Reference))!.ArchivedAt);
    }

    [Fact]
    public async Task None_yet_is_told_from_none_that_match()
    {
        await using var empty = new SiteFactory();
        Assert.Contains("No services yet",
            (await (await empty.SignInAsync(UserRole.Admin)).GetAsync("/setup/services")).TextOf(".empty-state"), StringComparison.Ordinal);
        await CreateAsync(NewReference());
        Assert.Contains("No name has “nothing” in it.",
            (await (await AdminAsync()).GetAsync("/setup/services?search=nothing")).TextOf(".empty-state"), StringComparison.Ordinal);
    }
}
