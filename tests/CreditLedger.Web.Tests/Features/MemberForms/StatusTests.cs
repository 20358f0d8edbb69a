using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Features.Supply;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.MemberForms;

/// <summary>What a status does on the forms (R54). The clock says 12 December 2025.</summary>
public sealed class StatusTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private async Task<SitePage> SetAsync(long member, string status, UserRole role = UserRole.Staff)
    {
        var user = await space.AsAsync(role);
        return await user.PressAsync(await user.GetAsync($"/members/{member}/edit"), "Continue", ("Status", status));
    }

    // Yesterday: what begins today begins after it.
    private async Task<long> WhoLeftAsync(string name)
    {
        var member = await space.AddMemberAsync(name);
        var staff = await space.AsAsync(UserRole.Staff);
        await staff.PressAsync(await SetAsync(member, "Left"), "Yes, change");
        var yesterday = space.Clock.GetUtcNow().UtcDateTime.AddDays(-1);
        await space.ReadAsync(db => db.MemberStatuses.Where(row => row.MemberId == member && row.Status == MemberStatus.Left)
            .ExecuteUpdateAsync(row => row.SetProperty(status => status.FromAt, yesterday), TestContext.Current.CancellationToken));
        return member;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_offers_to_end_the_memberships_and_lists_what_remains(bool ends)
    {
        var member = await space.AddMemberAsync("Ivy Left");
        var (admin, plan) = (await space.AsAsync(UserRole.Admin), await space.AddPlanAsync($"Leaving {ends}"));
        var assign = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan));
        await admin.PressAsync(assign, "Yes, assign");

        var preview = await SetAsync(member, "Left", UserRole.Admin);
        Assert.Equal($"Leaving {ends}, until 11 Jan 2026", preview.TextOf("#effect .field li"));
        Assert.Contains("Still remaining: 5 h.", preview.TextOf("#effect"), StringComparison.Ordinal);
        if (!ends)
        {
            var sent = preview.FieldsFor("Yes, change");
            sent["EndMemberships"] = "false";
            preview = await admin.SendFormAsync($"/members/{member}/edit/preview", sent);
            Assert.Equal($"Leaving {ends}, until it is ended", preview.TextOf("#effect .field li"));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(preview, "Yes, change")).Status);
        Assert.Equal(ends, (await space.MembershipOfAsync(member)).EndsAt is not null);
    }

    [Fact]
    public async Task Who_may_not_end_memberships_sets_the_status_and_they_go_on()
    {
        var member = await space.AddMemberAsync("Kim Left");
        var (admin, plan) = (await space.AsAsync(UserRole.Admin), await space.AddPlanAsync("Goes on"));
        var assign = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan));
        await admin.PressAsync(assign, "Yes, assign");
        var preview = await SetAsync(member, "Left");
        Assert.Contains("An admin can end them.", preview.TextOf("#effect .field"), StringComparison.Ordinal);

        // The field is forged.
        var done = await (await space.AsAsync(UserRole.Staff)).PressAsync(preview, "Yes, change", ("EndMemberships", "true"));

        Assert.Equal($"/members/{member}", done.Location);
        Assert.Null((await space.MembershipOfAsync(member)).EndsAt);
    }

    [Fact]
    public async Task A_plan_and_a_product_for_who_left_must_be_meant()
    {
        var member = await WhoLeftAsync("Joe Left");
        var admin = await space.AsAsync(UserRole.Admin);
        foreach (var (path, field, choice) in new[]
        {
            ("memberships/new", "Plan", await space.AddPlanAsync("For who left")),
            ("sales/new", "Product", await space.AddProductAsync("Sold")),
        })
        {
            var asked = await admin.PressAsync(await admin.GetAsync($"/members/{member}/{path}"), "Continue", (field, choice));
            Assert.Null(asked.Effect());
            Assert.Contains(
                "left on 11 Dec 2025. Tick the box to confirm.", asked.Problem("DespiteStatus"), StringComparison.Ordinal);
            var meant = await admin.PressAsync(asked, "Continue", ("DespiteStatus", "true"));
            Assert.NotNull(meant.Effect());
            Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(meant, "Yes,")).Status);
        }

        var membership = await space.MembershipOfAsync(member);
        var page = await admin.GetAsync($"/memberships/{membership.Id}");
        Assert.Contains("Time credit 12 Dec 2025 to 11 Jan 2026: the member had left when it began",
            page.TextOf("section[aria-labelledby=skipped]"), StringComparison.Ordinal);

        // Back again: the skipped period still runs, and is ticked.
        var back = await SetAsync(member, "Active");
        Assert.Contains("For who left, 12 Dec 2025 to 11 Jan 2026: 5 h of Time credit", back.TextOf("#effect fieldset"),
            StringComparison.Ordinal);
        var entries = await space.EntriesOfAsync(member);
        await (await space.AsAsync(UserRole.Staff)).PressAsync(back, "Yes, change");
        Assert.Equal(entries + 1, await space.EntriesOfAsync(member));
    }

    [Fact]
    public async Task A_usage_of_who_left_is_for_an_admin_to_confirm()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var staff = await space.AsAsync(UserRole.Staff);
        await staff.PressAsync(await SetAsync(credit.MemberId, "Left"), "Yes, change");
        var path = $"/members/{credit.MemberId}/usages/new?what=credit:{credit.Id}";
        var refused = await staff.PressAsync(await staff.GetAsync(path), "Continue", ("Quantity", "60"), ("DespiteStatus", "true"));
        Assert.Null(refused.Effect());
        Assert.Contains("left on 12 Dec 2025. Members who are not active cannot use credits; an admin can record it anyway.",
            refused.FormProblem(), StringComparison.Ordinal);

        var admin = await space.AsAsync(UserRole.Admin);
        var asked = await admin.PressAsync(await admin.GetAsync(path), "Continue", ("Quantity", "60"));
        Assert.Contains("left on 12 Dec 2025", asked.Problem("DespiteStatus"), StringComparison.Ordinal);
        var meant = await admin.PressAsync(asked, "Continue", ("DespiteStatus", "true"));
        await admin.PressAsync(meant, "Yes, use 1 h");
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task Of_two_of_one_name_the_forms_say_which_and_a_far_last_day_is_pointed_out()
    {
        var name = $"Twin {Guid.NewGuid():N}";
        var (one, _) = (await space.AddMemberAsync(name), await space.AddMemberAsync(name));
        var admin = await space.AsAsync(UserRole.Admin);
        var reference = await space.ReadAsync(
            async db => (await db.Members.FindAsync([one], TestContext.Current.CancellationToken))!.Reference);
        var form = await admin.GetAsync($"/members/{one}/credits/new?kind=time");
        Assert.Contains($"{name} ({reference})", form.TextOf(".act-facts"), StringComparison.Ordinal);

        var preview = await admin.PressAsync(form, "Continue", ("Amount", "60"), ("ExpiresOn", "2999-01-31"));
        Assert.NotNull(preview.Effect());
        Assert.Contains("The last day, 31 Jan 2999, lies more than 10 years ahead: check the year.", preview.TextsOf(".effect-note"));
    }
}
