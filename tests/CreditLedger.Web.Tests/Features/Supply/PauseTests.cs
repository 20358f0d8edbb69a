using System.Net;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Supply;

/// <summary>"Pause" and "Resume" of a membership (R46). It is 12 December 2025; the period ends with 9 January.</summary>
public sealed class PauseTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_says_what_becomes_of_each_period_and_is_shown_until_it_is_over()
    {
        var (member, membership) = await AssignAsync("Paused");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/pause");
        Assert.Equal("Pauses Paused of Ada Brown from 12 Dec 2025 until it is resumed", form.Effect());
        Assert.Contains("Nothing more is granted until it is resumed.", form.TextsOf(".effect-note"));
        Assert.True(form.Has("input[name=IssuesLate][checked]"));

        var nameless = await admin.PressAsync(form, "Yes, pause it", ("UntilDay", "2026-01-20"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.Status);
        Assert.Equal("Give a reason; the member may read it.", nameless.Problem("Description"));
        var preview = await admin.PressAsync(nameless, "Yes, pause it", ("Description", "Travels"), ("Extends", "true"));
        Assert.Equal(
            [
                "The period of 10 Jan 2026 (5 h of Time credit) is given on 21 Jan 2026 and ends on 9 Feb 2026 as usual.",
                "What was granted before stays usable.",
                "On 21 Jan 2026 what remains is extended, each credit by the paused days within its life.",
                "The agreed last day stays 13 Jun 2026.",
            ],
            preview.TextsOf(".effect-note"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => admin.PressAsync(preview, "Yes, pause it from 12 Dec 2025 to 20 Jan 2026")));
        Assert.All(answers, answer => Assert.Equal($"/members/{member}/activity", answer.Location));
        Assert.Equal(1, await space.ReadAsync(db => db.MembershipPauses.CountAsync(row => row.MembershipId == membership, Stop)));

        foreach (var path in new[] { $"/members/{member}/activity", $"/memberships/{membership}" })
        {
            var text = (await admin.GetAsync(path)).TextOf("main");
            Assert.Contains("Paused since 12 Dec 2025, until 20 Jan 2026", text, StringComparison.Ordinal);
            Assert.Contains("21 Jan 2026 grants 5 h of Time credit", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pause_without_the_tick_gives_nothing_for_a_period_that_begins_in_it()
    {
        var (_, membership) = await AssignAsync("Not late");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/pause");
        var fields = new Dictionary<string, string>(form.FieldsFor("Yes, pause it")) { ["UntilDay"] = "2026-01-20", ["Description"] = "x" };
        fields.Remove("IssuesLate");
        var preview = await admin.SendFormAsync($"/memberships/{membership}/pause/preview", fields);
        Assert.Contains("The period of 10 Jan 2026 (5 h of Time credit) is not given.", preview.TextsOf(".effect-note"));
    }

    [Fact]
    public async Task The_agreed_last_day_moves_if_the_form_says_so_and_back_when_the_pause_is_taken_back()
    {
        var (member, membership) = await AssignAsync("Moved");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/pause");
        var preview = await admin.PressAsync(form, "Yes, pause it", ("FromDay", "2025-12-20"), ("UntilDay", "2025-12-29"),
            ("MovesEnd", "true"), ("Description", "Travels"));
        Assert.Contains("The agreed last day moves by 10 days, to 23 Jun 2026.", preview.TextsOf(".effect-note"));
        Assert.Contains("No period begins in these days.", preview.TextsOf(".effect-note"));
        await admin.PressAsync(preview, "Yes, pause it from 20 Dec 2025 to 29 Dec 2025");
        Assert.Equal(new DateTime(2026, 6, 23, 23, 0, 0, DateTimeKind.Utc), (await space.MembershipOfAsync(member)).EndsAt);
        Assert.Contains("Paused from 20 Dec 2025 to 29 Dec 2025: Travels",
            (await admin.GetAsync($"/members/{member}/activity")).TextOf("main"), StringComparison.Ordinal);

        var back = await admin.GetAsync($"/memberships/{membership}/resume");
        Assert.Equal("Takes the pause of Moved of Ada Brown back: it never begins", back.Effect());
        Assert.Contains("The agreed last day moves by 10 days back, to 13 Jun 2026.", back.TextsOf(".effect-note"));
        await admin.PressAsync(back, "Yes, take the pause back");
        Assert.Equal(new DateTime(2026, 6, 13, 23, 0, 0, DateTimeKind.Utc), (await space.MembershipOfAsync(member)).EndsAt);
        Assert.Contains("This membership is not paused.", (await admin.GetAsync($"/memberships/{membership}/resume")).TextOf("main"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_pause_is_resumed_on_a_day_and_what_is_wrong_is_said_beside_its_field()
    {
        var (_, membership) = await AssignAsync("Resumed");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/memberships/{membership}/pause");
        var preview = await admin.PressAsync(form, "Yes, pause it", ("FromDay", "2025-12-11"), ("Description", "Travels"));
        await admin.PressAsync(preview, "Yes, pause it from 11 Dec");
        var resume = await admin.GetAsync($"/memberships/{membership}/resume");
        Assert.Equal("Lets Resumed of Ada Brown go on from 12 Dec 2025", resume.Effect());
        var wrong = await admin.PressAsync(resume, "Yes, resume it", ("OnDay", "2025-12-11"));
        Assert.Equal("The pause began on 11 Dec 2025. Choose a later day.", wrong.Problem("OnDay"));
        var later = await admin.PressAsync(wrong, "Continue", ("OnDay", "2026-01-15"));
        Assert.Contains("The period of 10 Jan 2026 (5 h of Time credit) is given on 15 Jan 2026 and ends on 9 Feb 2026 as usual.",
            later.TextsOf(".effect-note"));
        await admin.PressAsync(later, "Yes, resume it on 15 Jan 2026");
        Assert.Contains("Paused since 11 Dec 2025, until 14 Jan 2026",
            (await admin.GetAsync($"/memberships/{membership}")).TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_pause_asks_an_admin()
    {
        var (_, membership) = await AssignAsync("Asked");
        var staff = await space.AsAsync(UserRole.Staff);
        var form = await staff.GetAsync($"/memberships/{membership}/pause");
        Assert.Equal(HttpStatusCode.OK, form.Status);
        Assert.Contains("Ask an admin", form.TextOf("main"), StringComparison.Ordinal);
    }

    // On the plan from 10 December 2025 to 13 June 2026.
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
