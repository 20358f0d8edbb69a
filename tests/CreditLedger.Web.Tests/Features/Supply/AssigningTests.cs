using System.Net;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Supply;

/// <summary>
/// "Assign a plan": from the form to the notice, and everything that can be wrong on it. The site's clock says 12 December 2025.
/// </summary>
public sealed class AssigningTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_in_the_past_says_which_periods_are_issued_and_issues_them_once()
    {
        var member = await space.AddMemberAsync("Grace Hopper");
        var plan = await space.AddPlanAsync("Past");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/memberships/new");
        Assert.Equal("2025-12-12", form.ValueOf("StartsOn"));

        var preview = await admin.PressAsync(form, "Continue", ("Plan", plan), ("StartsOn", "2025-09-30"));
        Assert.Equal("Puts Grace Hopper on Past from 30 Sep 2025, and issues 3 periods that have begun: 15 h of Time credit",
            preview.Effect());
        Assert.Contains("30 Nov to 29 Dec 2025", preview.TextOf(".outlook"), StringComparison.Ordinal);
        Assert.Equal(0, await space.EntriesOfAsync(member));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => admin.PressAsync(preview, "Yes, assign Past and issue 3 periods")));
        Assert.All(answers, answer => Assert.Equal($"/members/{member}/activity", answer.Location));
        Assert.Equal(1, await space.ReadAsync(db => db.Memberships.CountAsync(membership => membership.MemberId == member, Stop)));

        // Three grants; two rollovers, each a row out and a row in.
        Assert.Equal(7, await space.EntriesOfAsync(member));
        var activity = await admin.GetAsync($"/members/{member}/activity");
        Assert.Contains("grants 5 h of Time credit, 2 h roll over; 5 h expire unless used before", activity.TextOf("main"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Plan", "", "Choose a plan.")]
    [InlineData("Plan", "999999", "There is no such plan. Choose one of the list.")]
    [InlineData("Plan", "archived", "This plan is archived. Choose another, or take it out of the archive first.")]
    [InlineData("Plan", "empty", "This plan has no line that grants anything in that time. Give it a line first.")]
    [InlineData("StartsOn", "", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("StartsOn", "2015-12-11", "The start lies more than 10 years back. Use a later day.")]
    [InlineData("StartsOn", "2030-12-13", "The start lies more than 5 years ahead. Use an earlier day.")]
    [InlineData("LastDay", "2025-12-11", "The last day lies before the first. Use a later day, or none.")]
    [InlineData("LastDay", "soon", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost(string field, string typed, string problem)
    {
        var member = await space.AddMemberAsync();
        var name = Guid.NewGuid().ToString("N");
        var plan = await space.AddPlanAsync(name);
        if (typed == "archived") typed = await space.AddPlanAsync(name + "A", archivedAt: DateTime.UnixEpoch);
        if (typed == "empty") typed = await space.AddPlanAsync(name + "E", minutes: 0);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/memberships/new");
        var sent = form.FieldsFor("Continue");
        foreach (var (key, value) in new[] { ("Plan", plan), ("StartsOn", "2025-12-12"), ("LastDay", "2036-03-31"), ("Confirmed", "1"),
            (field, typed) })
            sent[key] = value;

        foreach (var path in new[] { "", "/preview" })
        {
            var page = await admin.SendFormAsync($"/members/{member}/memberships/new{path}", sent);
            Assert.Equal(path.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, page.Status);
            Assert.Equal(problem, page.Problem(field));
            Assert.Null(page.Effect());
            if (field != "LastDay") Assert.Equal("2036-03-31", page.ValueOf("LastDay"));
        }

        Assert.Equal(0, await space.ReadAsync(db => db.Memberships.CountAsync(membership => membership.MemberId == member, Stop)));
    }

    [Fact]
    public async Task The_same_plan_at_the_same_time_warns_and_is_done_when_it_is_meant()
    {
        var member = await space.AddMemberAsync();
        var plan = await space.AddPlanAsync("Twice");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/memberships/new");
        await admin.PressAsync(await admin.PressAsync(form, "Continue", ("Plan", plan)), "Yes, assign Twice");

        var second = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan));
        Assert.Contains("is on Twice in this time already (From 12 Dec 2025, until it is ended). Both would grant.",
            second.Problem("Overlap"), StringComparison.Ordinal);
        Assert.Null(second.Effect());
        var meant = await admin.PressAsync(second, "Continue", ("Overlap", "true"));
        await admin.PressAsync(meant, "Yes, assign Twice", ("Overlap", "true"));
        Assert.Equal(2, await space.ReadAsync(db => db.Memberships.CountAsync(membership => membership.MemberId == member, Stop)));
    }

    [Fact]
    public async Task A_second_form_confirmed_after_the_first_is_warned_like_any_other()
    {
        var member = await space.AddMemberAsync();
        var plan = await space.AddPlanAsync("Two tabs");
        var admin = await space.AsAsync(UserRole.Admin);
        var one = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan));
        var other = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan));
        await admin.PressAsync(one, "Yes, assign Two tabs");

        var warned = await admin.PressAsync(other, "Yes, assign Two tabs");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, warned.Status);
        Assert.Contains("Both would grant.", warned.Problem("Overlap"), StringComparison.Ordinal);
        Assert.Equal(1, await space.ReadAsync(db => db.Memberships.CountAsync(membership => membership.MemberId == member, Stop)));
    }

    [Theory]
    [InlineData("/members/{0}/memberships/new")]
    [InlineData("/members/{0}/sales/new")]
    public async Task Staff_and_managers_are_told_that_an_admin_can_and_may_ask(string path)
    {
        var member = await space.AddMemberAsync();
        foreach (var role in new[] { UserRole.Staff, UserRole.Manager })
        {
            var visitor = await space.AsAsync(role);
            var page = await visitor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, member));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(page.Buttons(), button => button.StartsWith("Yes", StringComparison.Ordinal));
            Assert.Contains("Assign a plan", (await visitor.GetAsync($"/members/{member}/activity")).TextOf("main"),
                StringComparison.Ordinal);
        }
    }
}
