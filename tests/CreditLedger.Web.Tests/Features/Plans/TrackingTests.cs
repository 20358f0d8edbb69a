using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Plans;

/// <summary>Lines of plans that are unlimited, or not tracked, on their way from the form to the member (R48).</summary>
public sealed class TrackingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task An_unlimited_line_is_set_up_assigned_and_shown_as_unlimited_everywhere()
    {
        var admin = await space.AsAsync(UserRole.Admin);
        var (time, items) = (Text(await space.BenefitAsync(BenefitKind.Time)), Text(await space.BenefitAsync(BenefitKind.Uses)));
        var form = await admin.GetAsync("/setup/plans/new");
        var wrong = await admin.PressAsync(form, "Create the plan", ("Name", "Endless"), ("Lines[0].Benefit", time),
            ("Lines[0].Tracking", "Unlimited"), ("Lines[0].Amount", "5 h"));
        Assert.Equal("Only a limited line has an amount: empty it, or choose that the line is limited.", wrong.Problem("Lines-0-Amount"));
        var made = await admin.PressAsync(wrong, "Create the plan", ("Lines[0].Amount", ""), ("Lines[1].Benefit", items),
            ("Lines[1].Tracking", "Untracked"));
        var plan = (await admin.GetAsync(made.Location!)).TextOf("main");
        Assert.Contains("Unlimited", plan, StringComparison.Ordinal);
        Assert.Contains("Not tracked", plan, StringComparison.Ordinal);

        var member = await space.AddMemberAsync();
        var assign = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue",
            ("Plan", made.Location!.Split('/')[^1]), ("StartsOn", "2025-12-10"));
        Assert.Contains("unlimited use", assign.TextOf("main"), StringComparison.Ordinal);
        await admin.PressAsync(assign, "Yes, assign Endless and issue 1 period");
        Assert.Contains("Also included, not tracked: Uses credit",
            (await admin.GetAsync($"/members/{member}/activity")).TextOf("main"), StringComparison.Ordinal);

        var use = await admin.GetAsync($"/members/{member}/usages/new?what=kind:time");
        var preview = await admin.PressAsync(use, "Yes, use", ("Quantity", "90"));
        Assert.EndsWith("It is unlimited: nothing is deducted", Assert.Single(preview.TextsOf(".effect-note")), StringComparison.Ordinal);
        await admin.PressAsync(preview, "Yes, use 1 h 30 min");
        foreach (var path in new[] { $"/members/{member}", $"/members/{member}/benefits/time", $"/members/{member}/remaining",
            "/credits?kind=time" })
        {
            Assert.Contains("unlimited, 1 h 30 min used", (await admin.GetAsync(path)).TextOf("main"), StringComparison.Ordinal);
        }
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
