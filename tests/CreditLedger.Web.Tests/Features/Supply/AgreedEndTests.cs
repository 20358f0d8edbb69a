using System.Net;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Supply;

/// <summary>The agreed last day and a requested end are two facts, and the forms say which day holds (R28).</summary>
public sealed class AgreedEndTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static readonly DateTime Agreed = new(2026, 6, 13, 23, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_change_of_plan_and_an_end_open_at_the_same_moment()
    {
        var plan = long.Parse(await space.AddPlanAsync("Same moment"), System.Globalization.CultureInfo.InvariantCulture);
        await space.AddPlanAsync("To change to");
        var member = await space.AddMemberAsync();
        await space.RecordAsync(new AssignPlanCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = member, PlanId = plan, StartsOn = new DateOnly(2025, 12, 10) });
        var membership = (await space.MembershipOfAsync(member)).Id;
        var admin = await space.AsAsync(UserRole.Admin);
        foreach (var act in (string[])["end", "change"])
        {
            var form = await admin.GetAsync($"/memberships/{membership}/{act}");
            Assert.Equal((act, "period"), (act, form.Html.QuerySelector("input[name=When][checked]")?.GetAttribute("value")));
        }
    }

    [Fact]
    public async Task A_chosen_day_is_set_and_taking_it_back_returns_to_the_agreed_last_day()
    {
        var (member, membership) = await AssignAsync("Chosen");
        var admin = await space.AsAsync(UserRole.Admin);
        Assert.DoesNotContain("Take back the end", (await admin.GetAsync($"/memberships/{membership}")).TextOf("main"),
            StringComparison.Ordinal);
        var form = await admin.GetAsync($"/memberships/{membership}/end");
        Assert.True(form.Has("input[name=When][value=period][checked]"));
        Assert.True(form.Has("#LastDay[min='2025-12-12'][max='2026-06-13']"));
        var preview = await admin.PressAsync(form, "Yes, end it after 9 Jan 2026", ("When", "day"), ("LastDay", "2026-03-20"));
        Assert.Equal("Ends Chosen of Ada Brown at the end of 20 Mar 2026: nothing more is granted after that", preview.Effect());
        Assert.Contains(
            "The agreed last day, 13 Jun 2026, stays on record: it holds again if this end is taken back.",
            preview.TextsOf(".effect-note"));
        await admin.PressAsync(preview, "Yes, end it after 20 Mar 2026");
        Assert.Equal(new DateTime(2026, 3, 21, 0, 0, 0, DateTimeKind.Utc), (await space.MembershipOfAsync(member)).EndsAt);
        Assert.Contains("until the end of 20 Mar 2026 (agreed: 13 Jun 2026)", (await admin.GetAsync($"/memberships/{membership}"))
            .TextOf("main"), StringComparison.Ordinal);

        var back = await admin.GetAsync($"/memberships/{membership}/continue");
        Assert.Equal(
            "Chosen of Ada Brown goes on and grants each period until the end of 13 Jun 2026, its agreed last day", back.Effect());
        await admin.PressAsync(back, "Yes, let it go on until 13 Jun 2026");
        Assert.Equal(Agreed, (await space.MembershipOfAsync(member)).EndsAt);
    }

    [Theory]
    [InlineData("", "Choose the last day: today or later.")]
    [InlineData("soon", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("2025-12-11", "This day is over. Choose a day from 12 Dec 2025 to 13 Jun 2026.")]
    [InlineData("2026-06-14", "The agreed last day is 13 Jun 2026. Choose an earlier day.")]
    public async Task A_wrong_day_is_refused_beside_its_field_and_what_was_typed_stays(string day, string problem)
    {
        var (member, membership) = await AssignAsync($"Wrong {day}");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/end");
        var answer = await admin.PressAsync(form, "Yes, end it after", ("When", "day"), ("LastDay", day));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(problem, answer.Problem("LastDay"));
        Assert.Equal(day, answer.ValueOf("LastDay"));
        Assert.Equal(Agreed, (await space.MembershipOfAsync(member)).EndsAt);
    }

    [Fact]
    public async Task A_change_of_plan_now_keeps_the_agreed_last_day_and_the_preview_says_so()
    {
        var (member, membership) = await AssignAsync("Kept from");
        var plan = await space.AddPlanAsync("Kept to", 600);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/change");
        Assert.True(form.Has("input[name=When][value=period][checked]"));
        var preview = await admin.PressAsync(form, "Continue", ("Plan", plan), ("When", "now"), ("Remainder", "keep"));
        Assert.Contains("Kept to ends at the end of 13 Jun 2026, the agreed last day.", preview.TextsOf(".effect-note"));
        await admin.PressAsync(preview, "Yes, change to Kept to now");
        var next = await space.ReadAsync(db => db.Memberships.SingleAsync(
            row => row.MemberId == member && row.FollowsId == membership, TestContext.Current.CancellationToken));
        Assert.Equal((Agreed, Agreed), (next.EndsAt, next.AgreedEndsAt));
    }

    // On the plan since 10 December 2025, until 13 June 2026 as agreed.
    private async Task<(long Member, long Membership)> AssignAsync(string name)
    {
        var member = await space.AddMemberAsync();
        var plan = await space.AddPlanAsync(name);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan),
            ("StartsOn", "2025-12-10"), ("LastDay", "2026-06-13"));
        await admin.PressAsync(preview, $"Yes, assign {name} and issue 1 period");
        return (member, (await space.MembershipOfAsync(member)).Id);
    }
}
