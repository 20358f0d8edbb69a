using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Usages;

/// <summary>
/// "Record usage" (R33): from opening the form to the notice, what it says of shared credits, and what can be wrong on it.
/// </summary>
public sealed class RecordingUsageTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task Recording_says_what_is_drawn_from_where_and_does_it()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 3, owner: "Bea Brown");
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/members/{credit.MemberId}/usages/new?what=kind:items");
        Assert.Equal(("kind:items", "1", "2025-12-12"), (form.ValueOf("What"), form.ValueOf("Quantity"), form.ValueOf("UsedOn")));
        Assert.Equal("Uses 1 use for Bea Brown, from one credit", form.Effect());
        var preview = await admin.TypeAsync(await admin.GetAsync($"/members/{credit.MemberId}/usages/new"), ("What", "kind:items"),
            ("Quantity", "2"));
        Assert.Equal("Uses 2 uses for Bea Brown, from one credit", preview.Effect());
        Assert.Equal("Uses credit, added by hand. Removes 2 uses: 3 uses → 1 use", Assert.Single(preview.TextsOf(".effect-note")));
        Assert.Equal(1, await space.EntriesOfAsync(credit.MemberId));

        var done = await admin.PressAsync(form, "Yes, use 1 use", ("Description", "Yoga"));

        Assert.Equal($"/members/{credit.MemberId}/benefits/items", done.Location);
        var entry = await space.LastEntryAsync(credit.Id);
        Assert.Equal((EntryKind.Usage, -1L, credit.MemberId, "Yoga"),
            (entry.Kind, entry.Amount, entry.UsedById!.Value, entry.Posting!.Description));
        var next = await admin.GetAsync("/postings/1");
        Assert.Equal("1 use of Uses credit used, 2 uses left", next.TextOf(".notice-text"));
        Assert.Equal("Undo", next.TextOf(".notice form button"));
    }

    [Fact]
    public async Task Staff_record_within_the_window_and_are_offered_to_undo_it()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 300);
        var staff = await space.AsAsync(UserRole.Staff);
        var form = await staff.GetAsync($"/members/{credit.MemberId}/usages/new?what=credit:{credit.Id}");
        Assert.Equal("15 min", form.ValueOf("Quantity"));

        var late = await staff.PressAsync(form, "Yes, use 15 min", ("UsedOn", "2025-09-01"),
            ("Confirmed", $"credit:{credit.Id}|15|2025-09-01|"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Equal("The date is more than 60 days back. Only an admin may record a usage that old.", late.Problem("UsedOn"));
        var preview = await staff.PressAsync(form, "Yes, use 15 min", ("UsedOn", "2025-12-01"));
        await staff.PressAsync(preview, "Yes, use 15 min");

        Assert.Equal(new DateTime(2025, 12, 1, 23, 59, 0, DateTimeKind.Utc), (await space.LastEntryAsync(credit.Id)).UsedAt);
        Assert.True((await staff.GetAsync($"/members/{credit.MemberId}")).Has(".notice form button"));
    }

    [Fact]
    public async Task Shared_credits_are_drawn_after_the_own_and_a_cap_refuses_with_its_sentence()
    {
        var own = await space.AddCreditAsync(BenefitKind.Time, 60, stepMinutes: 15, owner: "Cleo Brown");
        var shared = await space.AddCreditAsync(BenefitKind.Time, 300, stepMinutes: 15);
        await ShareAsync(shared.MemberId, own.MemberId, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{own.MemberId}/usages/new?what=kind:time");

        var preview = await admin.PressAsync(form, "Yes, use 15 min", ("Quantity", "150"));
        Assert.Equal("Uses 2 h 30 min for Cleo Brown, from 2 credits, in this order", preview.Effect());
        Assert.Equal(
            ["Time credit, added by hand. Removes 1 h: 1 h → 0 min",
                "Time credit, added by hand, of Acme Ltd. Removes 1 h 30 min: 5 h → 3 h 30 min"],
            preview.TextsOf(".effect-note"));
        await admin.PressAsync(preview, "Yes, use 2 h 30 min");
        Assert.Equal((0, 210), (await space.BalanceAsync(own.Id), await space.BalanceAsync(shared.Id)));

        var refused = await admin.TypeAsync(await admin.GetAsync($"/members/{own.MemberId}/usages/new"), ("What", "kind:time"),
            ("Quantity", "60"));
        Assert.Null(refused.Effect());
        Assert.Equal(
            "Short by 30 min: 30 min of 1 h is available. Cleo Brown may use 2 h of Acme Ltd's time credits per month; 30 min are left " +
                "until 1 Jan 2026.",
            refused.Problem("Quantity"));
        Assert.Contains("Time credit, added by hand, of Acme Ltd: cap reached", refused.TextsOf(".passed-over li"));
        Assert.Contains("Time credit, added by hand: used up", refused.TextsOf(".passed-over li"));
    }

    [Theory]
    [InlineData("What", "", "Choose what was used.")]
    [InlineData("What", "kind:gold", "Choose what was used.")]
    [InlineData("What", "benefit:999999", "The member has no live credit of that now. Choose something of the list.")]
    [InlineData("Quantity", "", "Enter an amount, for example 60 or 1 h 30 min.")]
    [InlineData("Quantity", "-15", "What was used is above zero. To give something back, undo the use or adjust the credit.")]
    [InlineData("Quantity", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData("Quantity", "315", "Short by 15 min: 5 h of 5 h 15 min is available.")]
    [InlineData("UsedOn", "2025-12-13", "The date lies in the future. Use today or an earlier date.")]
    [InlineData("UsedOn", "soon", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("Service", "999999", "There is no such service. Choose one of the list, or none.")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_recorded(string field, string value, string message)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 300);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{credit.MemberId}/usages/new?what=kind:time");

        var answer = await admin.PressAsync(form, "Yes, use 15 min", ("Description", "Kept"), (field, value));

        Assert.Equal(message, answer.Problem(field));
        Assert.Equal("Kept", answer.ValueOf("Description"));
        Assert.Equal(1, await space.EntriesOfAsync(credit.MemberId));
    }

    [Fact]
    public async Task Sent_twice_it_records_once_and_what_was_not_shown_is_not_recorded()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 3, owner: "Dot Brown");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{credit.MemberId}/usages/new?what=credit:{credit.Id}");

        var other = await admin.PressAsync(form, "Yes, use 1 use", ("Quantity", "3"));
        Assert.Equal("Uses 3 uses for Dot Brown, from one credit", other.Effect());
        Assert.Equal(3, await space.BalanceAsync(credit.Id));
        await admin.PressAsync(form, "Yes, use 1 use");
        await admin.PressAsync(form, "Yes, use 1 use");

        Assert.Equal(2, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task The_overview_leads_to_it()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 3);
        var staff = await space.AsAsync(UserRole.Staff);

        var overview = await staff.GetAsync($"/members/{credit.MemberId}");
        var link = overview.Html.QuerySelector("main td a[href*='usages/new']")!;
        Assert.Equal("Record usage of Uses credit", link.TextContent.Trim() + link.QuerySelector("svg")?.GetAttribute("aria-label"));
        Assert.StartsWith("benefit:", (await staff.GetAsync(link.GetAttribute("href")!)).ValueOf("What"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/members/999999/usages/new")).Status);
    }

    private Task<int> ShareAsync(long owner, long member, long cap) => space.ReadAsync(async db =>
    {
        // Only what this owner holds: the other benefits are those of all tests of the class.
        await db.Benefits.Where(benefit => db.Credits.Any(credit => credit.BenefitId == benefit.Id && credit.OwnerId == owner))
            .ExecuteUpdateAsync(set => set.SetProperty(benefit => benefit.Shared, true), TestContext.Current.CancellationToken);
        await db.Members.Where(one => one.Id == owner).ExecuteUpdateAsync(set => set.SetProperty(one => one.Name, "Acme Ltd"),
            TestContext.Current.CancellationToken);
        var row = new GroupMember
        { MemberId = member, Caps = { new GroupCap { Kind = BenefitKind.Time, Amount = cap, Period = Period.Month } } };
        db.Groups.Add(new Group
        {
            Name = "Acme",
            SortName = "acme",
            Kind = GroupKind.Business,
            OwnerId = owner,
            Shares = { new GroupShare { Kind = BenefitKind.Time } },
            Members = { row },
        });
        return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });
}
