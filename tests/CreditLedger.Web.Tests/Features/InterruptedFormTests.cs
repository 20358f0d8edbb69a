using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Tests.Features;

/// <summary>What every form does the same way, tried on one of each sort.</summary>
public sealed class InterruptedFormTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_there_again_as_it_was_and_nothing_was_recorded()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(
            await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"), ("Description", "Kept é 🎉"),
            ("InternalNote", "note"));
        await preview.SubmitAsync("form[action='/account/sign-out']");

        var asked = await admin.PressAsync(preview, "Yes, remove 1 h");
        Assert.Contains("/account/sign-in", asked.Location, StringComparison.Ordinal);
        var signedIn = await (await asked.FollowAsync()).SubmitAsync(
            "form[action='/account/sign-in']", ("Email", SiteFactory.EmailOf(UserRole.Admin)), ("Password", SiteFactory.Password));
        var again = await signedIn.FollowAsync();

        Assert.Contains("You were signed out; nothing was recorded", again.FormProblem(), StringComparison.Ordinal);
        Assert.Equal(("60", "Kept é 🎉", "note"), (again.ValueOf("Amount"), again.ValueOf("Description"), again.ValueOf("InternalNote")));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(again, "Yes, remove 1 h")).Status);
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        Assert.Equal("", (await admin.GetAsync($"/credits/{credit.Id}/use")).ValueOf("Description"));
    }

    [Theory]
    [InlineData("/credits/{0}/use/preview", "/credits/{0}/use")]
    [InlineData("/setup/plans/new/line", "/setup/plans/new")]
    [InlineData("/setup/plans/1/archive", "/setup/plans/1")]
    [InlineData("/setup/plans/1/edit/preview", "/setup/plans/1/edit")]
    [InlineData("/setup/plans/1/edit/line", "/setup/plans/1/edit")]
    public async Task A_page_at_the_address_that_a_form_is_sent_to_shows_the_form(string address, string form)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, credit.Id));
        Assert.Equal((HttpStatusCode.Redirect, string.Format(System.Globalization.CultureInfo.InvariantCulture, form, credit.Id)),
            (page.Status, page.Location));
    }

    [Fact]
    public void Every_form_with_a_preview_goes_through_the_pattern() => Assert.Empty(
        typeof(FormTools).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Controller)) && type.GetMethods()
                .Any(method => method.Name == "Preview"))
            .Where(type => !Ancestors(type)
                .Any(ancestor => ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == typeof(ConfirmedFormController<,>)))
            .Select(type => type.Name));

    private static IEnumerable<Type> Ancestors(Type type) => type.BaseType is { } parent ? Ancestors(parent).Prepend(parent) : [];
}
