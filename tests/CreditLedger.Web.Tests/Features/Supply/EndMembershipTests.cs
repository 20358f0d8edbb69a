using System.Net;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Supply;

/// <summary>"End", "Take back the end" and "Change plan" (R28).</summary>
public sealed class EndMembershipTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_end_at_the_periods_end_is_set_and_taken_back()
    {
        var (member, membership) = await AssignAsync("End later");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/end");
        Assert.Equal("Ends End later of Ada Brown at the end of 9 Jan 2026: nothing more is granted after that", form.Effect());
        var done = await admin.PressAsync(form, "Yes, end it after 9 Jan 2026");
        Assert.Equal($"/members/{member}/activity", done.Location);
        Assert.Equal(new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc), (await space.MembershipOfAsync(member)).EndsAt);

        await admin.PressAsync(await admin.GetAsync($"/memberships/{membership}/continue"), "Yes, let it go on");
        Assert.Null((await space.MembershipOfAsync(member)).EndsAt);
    }

    [Fact]
    public async Task An_end_now_asks_for_a_reason_to_revoke_names_what_is_taken_and_happens_once()
    {
        var (member, membership) = await AssignAsync("End now");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/end");
        var nameless = await admin.PressAsync(form, "Yes, end it after", ("When", "now"), ("Remainder", "revoke"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.Status);
        Assert.Equal("Give a reason; the member may read it.", nameless.Problem("Description"));
        Assert.Equal(1, await space.EntriesOfAsync(member));

        var preview = await admin.SendFormAsync(
            $"/memberships/{membership}/end/preview", new Dictionary<string, string>(nameless.FieldsFor("Yes, end it now"))
            { ["When"] = "now", ["Remainder"] = "revoke", ["Description"] = "Left us" });
        Assert.Equal(["5 h of Time credit are revoked"], preview.TextsOf(".effect-note"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => admin.PressAsync(preview, "Yes, end it now and revoke 5 h of Time credit")));
        Assert.All(answers, answer => Assert.Equal($"/members/{member}/activity", answer.Location));
        Assert.Equal(2, await space.EntriesOfAsync(member));

        var again = await admin.GetAsync($"/memberships/{membership}/end");
        Assert.Null(again.Effect());
    }

    [Fact]
    public async Task A_change_of_plan_now_shows_the_arithmetic_line_by_line_and_happens_once()
    {
        var (member, membership) = await AssignAsync("Small");
        var large = await space.AddPlanAsync("Large", 600);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/change");
        var preview = await admin.PressAsync(form, "Continue", ("Plan", large), ("When", "now"), ("Description", "Moved up"));
        Assert.Equal("Moves Ada Brown from Small to Large now", preview.Effect());
        Assert.Equal(
            ["Time credit Revoked: 5 h → 0 min −5 h", "Time credit Granted for 12 Dec 2025 to 11 Jan 2026, then each month +10 h"],
            preview.TextsOf(".outlook tbody tr"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PressAsync(preview, "Yes, change to Large now")));
        Assert.All(answers, answer => Assert.Equal($"/members/{member}/activity", answer.Location));
        Assert.Equal((2, 3), (await space.ReadAsync(db => db.Memberships.CountAsync(row => row.MemberId == member, Stop)),
            await space.EntriesOfAsync(member)));
    }

    [Fact]
    public async Task A_change_to_the_same_or_no_plan_is_refused_beside_the_field()
    {
        var (_, membership) = await AssignAsync("Same");
        await space.AddPlanAsync("Another");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/change");
        Assert.Equal("Choose a plan.", (await admin.PressAsync(form, "Continue")).Problem("Plan"));
        var same = (await space.ReadAsync(db => db.Plans.SingleAsync(plan => plan.Name == "Same", Stop)))
            .Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("The member is on this plan already. Choose another one.",
            (await admin.PressAsync(form, "Continue", ("Plan", same))).Problem("Plan"));
    }

    [Fact]
    public async Task A_sale_says_what_it_grants_and_is_undone_from_the_notice()
    {
        var member = await space.AddMemberAsync("Grace Hopper");
        var product = await space.AddProductAsync("Three-pack");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/sales/new");
        var future = await admin.PressAsync(form, "Continue", ("Product", product), ("SoldOn", "2025-12-13"));
        Assert.Equal("The date of the sale lies in the future. Use today or an earlier date.", future.Problem("SoldOn"));

        var preview = await admin.PressAsync(form, "Continue", ("Product", product));
        Assert.Equal("Sells Three-pack to Grace Hopper: gives 3 uses of Uses credit", preview.Effect());
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => admin.PressAsync(preview, "Yes, sell Three-pack")));
        Assert.All(answers, answer => Assert.Equal($"/members/{member}/activity/packages", answer.Location));
        Assert.Equal(1, await space.EntriesOfAsync(member));
        var packages = await admin.GetAsync($"/members/{member}/activity/packages");
        Assert.Contains("3 uses of Uses credit, until 21 Dec 2025", packages.TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sale_keeps_the_internal_note_and_one_that_is_too_long_is_said_beside_its_field()
    {
        var member = await space.AddMemberAsync();
        var product = await space.AddProductAsync("Noted pack");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/sales/new");
        var wrong = await admin.PressAsync(form, "Continue", ("Product", product), ("InternalNote", new string('x', 501)));
        Assert.StartsWith("This text has 501 characters", wrong.Problem("InternalNote"), StringComparison.Ordinal);
        var preview = await admin.PressAsync(form, "Continue", ("Product", product), ("InternalNote", "paid in cash"));
        await admin.PressAsync(preview, "Yes, sell Noted pack");
        var posting = await space.ReadAsync(db => db.Postings.SingleAsync(row => row.InternalNote == "paid in cash", Stop));
        Assert.Null(posting.Description);
        var history = await admin.GetAsync($"/members/{member}/use-history");
        Assert.Contains("Noted pack sold", history.TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_to_a_plan_that_another_membership_is_on_is_done_when_it_is_meant()
    {
        var (member, first) = await AssignAsync("Doubled from");
        var other = await space.AddPlanAsync("Doubled to");
        var admin = await space.AsAsync(UserRole.Admin);
        var assign = await admin.GetAsync($"/members/{member}/memberships/new");
        await admin.PressAsync(await admin.PressAsync(assign, "Continue", ("Plan", other)), "Yes, assign Doubled to");

        var form = await admin.GetAsync($"/memberships/{first}/change");
        var warned = await admin.PressAsync(form, "Continue", ("Plan", other), ("When", "now"), ("Remainder", "keep"));
        Assert.Contains("is on Doubled to in this time already", warned.Problem("Overlap"), StringComparison.Ordinal);
        Assert.Null(warned.Effect());
        var meant = await admin.PressAsync(warned, "Continue", ("Overlap", "true"));
        Assert.Equal("Moves Ada Brown from Doubled from to Doubled to now", meant.Effect());
        await admin.PressAsync(meant, "Yes, change to Doubled to now", ("Overlap", "true"));
        Assert.Equal(3, await space.ReadAsync(db => db.Memberships.CountAsync(row => row.MemberId == member, Stop)));
    }

    [Fact]
    public async Task A_line_that_a_rule_refused_is_shown_with_its_reason()
    {
        var (member, membership) = await AssignAsync("Refused plan");
        var at = new DateTime(2025, 12, 12, 9, 0, 0, DateTimeKind.Utc);
        await space.ReadAsync(db => db.MembershipLines.Where(line => line.MembershipId == membership).ExecuteUpdateAsync(
            line => line.SetProperty(row => row.SetAsideAt, at).SetProperty(row => row.SetAsideReason, "That amount is too large."), Stop));
        var admin = await space.AsAsync(UserRole.Admin);
        foreach (var path in new[] { $"/members/{member}/activity", $"/memberships/{membership}" })
        {
            var text = (await admin.GetAsync(path)).TextOf("main");
            Assert.Contains("Needs a person: Time credit could not be granted on 12 Dec 2025", text, StringComparison.Ordinal);
            Assert.Contains("That amount is too large.", text, StringComparison.Ordinal);
        }
    }

    // On the plan since 10 December 2025: its period ends with 9 January.
    private async Task<(long Member, long Membership)> AssignAsync(string name)
    {
        var member = await space.AddMemberAsync();
        var plan = await space.AddPlanAsync(name);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan),
            ("StartsOn", "2025-12-10"));
        await admin.PressAsync(preview, $"Yes, assign {name} and issue 1 period");
        return (member, (await space.MembershipOfAsync(member)).Id);
    }
}
