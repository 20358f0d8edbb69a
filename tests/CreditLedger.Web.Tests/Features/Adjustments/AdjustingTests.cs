using System.Net;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Adjustments;

/// <summary>The three forms, from opening them to the notice, without and with script (R17 to R22).</summary>
public sealed class AdjustingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task Adding_an_hour_through_use_time_credit_takes_minus_sixty()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        await space.AdjustAsync(credit.Id, -120);
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/credits/{credit.Id}/use");
        Assert.Equal("Use time credit", form.TextOf("h1"));
        Assert.Equal("0 min", form.TextOf("#current-balance"));
        Assert.Null(form.Effect());
        var preview = await admin.PressAsync(form, "Continue", ("Amount", "-60"), ("Description", "Overcharged on Friday"));
        Assert.Equal("Adds 1 h: 0 min → 1 h", preview.Effect());
        Assert.Equal(("-60", "Overcharged on Friday"), (preview.ValueOf("Amount"), preview.ValueOf("Description")));
        Assert.Equal(0, await space.BalanceAsync(credit.Id));
        var done = await admin.PressAsync(preview, "Yes, add 1 h");

        Assert.Equal($"/members/{credit.MemberId}/benefits/time", done.Location);
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        var entry = await space.LastEntryAsync(credit.Id);
        Assert.Equal("Overcharged on Friday", entry.Posting!.Description);
        Assert.Equal((ActorKind.User, (await space.HaveUserAsync(UserRole.Admin)).Id), (entry.Posting.ActorKind, entry.Posting.ActorId));

        var next = await done.FollowAsync();
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.Equal("1 h added: 0 min → 1 h", next.TextOf(".notice-text"));
        Assert.Equal("Undo", next.TextOf($".notice form[action='/postings/{entry.PostingId}/undo'] button"));
    }

    [Fact]
    public async Task With_script_typing_shows_the_effect_and_confirming_goes_to_the_benefits_tab()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Money, 15_000);
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/credits/{credit.Id}/adjust");
        var typed = await admin.TypeAsync(form, ("Amount", "-100"));
        Assert.Equal(HttpStatusCode.OK, typed.Status);
        Assert.False(typed.Has("main"), "script asks for a part of the page only");
        Assert.Equal("Removes £100.00: £150.00 → £50.00", typed.Effect());
        var confirm = typed.Html.QuerySelector("button[name='Confirmed']")!;
        Assert.Equal("Yes, remove £100.00", confirm.TextContent);

        var fields = form.FieldsFor("Continue");
        fields["Amount"] = "-100";
        fields["Description"] = "Double charge";
        fields["Confirmed"] = confirm.GetAttribute("value")!;
        var done = await admin.SendFormAsync($"/credits/{credit.Id}/adjust", fields, byScript: true);

        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal($"/members/{credit.MemberId}/benefits/money", Assert.Single(done.Response.Headers.GetValues("HX-Redirect")));
        Assert.Equal(5_000, await space.BalanceAsync(credit.Id));
    }

    [Theory]
    [InlineData(BenefitKind.Money, "adjust", "100", "Adds £100.00: £150.00 → £250.00", "Yes, add £100.00", 25_000)]
    [InlineData(BenefitKind.Money, "adjust", "-12.50", "Removes £12.50: £150.00 → £137.50", "Yes, remove £12.50", 13_750)]
    [InlineData(BenefitKind.Money, "adjust", "−£1", "Removes £1.00: £150.00 → £149.00", "Yes, remove £1.00", 14_900)]
    [InlineData(BenefitKind.Money, "set-balance", "0", "Removes £150.00: £150.00 → £0.00", "Yes, remove £150.00", 0)]
    [InlineData(BenefitKind.Money, "set-balance", "£1,000", "Adds £850.00: £150.00 → £1,000.00", "Yes, add £850.00", 100_000)]
    [InlineData(BenefitKind.Time, "use", "60", "Removes 1 h: 250 h → 249 h", "Yes, remove 1 h", 14_940)]
    [InlineData(BenefitKind.Time, "use", "1 h 30 min", "Removes 1 h 30 min: 250 h → 248 h 30 min", "Yes, remove 1 h 30 min", 14_910)]
    [InlineData(BenefitKind.Time, "use", "-15", "Adds 15 min: 250 h → 250 h 15 min", "Yes, add 15 min", 15_015)]
    [InlineData(BenefitKind.Time, "set-balance", "2 h", "Removes 248 h: 250 h → 2 h", "Yes, remove 248 h", 120)]
    [InlineData(BenefitKind.Printing, "use", "900", "Removes £9.00 · 90 pages: £150.00 · 1,500 pages → £141.00 · 1,410 pages",
        "Yes, remove £9.00 · 90 pages", 14_100)]
    [InlineData(BenefitKind.Printing, "use", "-£9.00", "Adds £9.00 · 90 pages: £150.00 · 1,500 pages → £159.00 · 1,590 pages",
        "Yes, add £9.00 · 90 pages", 15_900)]
    [InlineData(BenefitKind.Uses, "adjust", "1", "Adds 1 use: 15,000 uses → 15,001 uses", "Yes, add 1 use", 15_001)]
    [InlineData(BenefitKind.Uses, "adjust", "-2", "Removes 2 uses: 15,000 uses → 14,998 uses", "Yes, remove 2 uses", 14_998)]
    [InlineData(BenefitKind.Pass, "adjust", "-1", "Removes 1 pass: 15,000 passes → 14,999 passes", "Yes, remove 1 pass", 14_999)]
    [InlineData(BenefitKind.Pass, "set-balance", "1", "Removes 14,999 passes: 15,000 passes → 1 pass", "Yes, remove 14,999 passes", 1)]
    public async Task What_is_said_is_what_happens(
        BenefitKind kind, string form, string typed, string sentence, string button, long balance)
    {
        var credit = await space.AddCreditAsync(kind, 15_000);
        var admin = await space.AsAsync(UserRole.Admin);

        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/{form}"), "Continue", ("Amount", typed),
            ("Description", "Table"));
        Assert.Equal(sentence, preview.Effect());
        Assert.Equal(sentence, (await admin.TypeAsync(await admin.GetAsync($"/credits/{credit.Id}/{form}"), ("Amount", typed))).Effect());
        var done = await admin.PressAsync(preview, button);

        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Equal(balance, await space.BalanceAsync(credit.Id));
    }

    [Theory]
    [InlineData(BenefitKind.Money, "adjust", "money",
        "A positive number adds, a negative number removes: 100 adds £100.00, −100 removes £100.00.")]
    [InlineData(BenefitKind.Time, "use", "time",
        "A positive number removes, a negative number adds: 60 removes 1 h, −60 adds 1 h. Time moves in steps of 15 min.")]
    [InlineData(BenefitKind.Printing, "use", "printing",
        "A positive number removes, a negative number adds: 900 removes £9.00 · 90 pages, −900 adds £9.00 · 90 pages.")]
    [InlineData(BenefitKind.Uses, "adjust", "items", "A positive number adds, a negative number removes: 1 adds 1 use, −1 removes 1 use.")]
    [InlineData(BenefitKind.Pass, "set-balance", "passes", "What is to remain: 1 leaves 1 pass, 0 leaves nothing.")]
    public async Task The_form_says_how_its_sign_works(BenefitKind kind, string form, string tab, string hint)
    {
        var credit = await space.AddCreditAsync(kind, 15_000);

        var page = await (await space.AsAsync(UserRole.Admin)).GetAsync($"/credits/{credit.Id}/{form}");

        Assert.Equal(hint, page.TextOf("#Amount-hint"));
        Assert.Contains("The member may read it", page.TextOf("#Description-hint"), StringComparison.Ordinal);
        Assert.Equal(
            $"/members/{credit.MemberId}/benefits/{tab}",
            page.Html.QuerySelectorAll("main form a").Single(link => link.TextContent == "Cancel").GetAttribute("href"));
    }

    [Fact]
    public async Task A_form_of_the_other_sign_is_not_for_this_kind()
    {
        var time = await space.AddCreditAsync(BenefitKind.Time, 120);
        var money = await space.AddCreditAsync(BenefitKind.Money, 120);
        var admin = await space.AsAsync(UserRole.Admin);

        Assert.Equal($"/credits/{time.Id}/use", (await admin.GetAsync($"/credits/{time.Id}/adjust")).Location);
        Assert.Equal($"/credits/{money.Id}/adjust", (await admin.GetAsync($"/credits/{money.Id}/use")).Location);

        var fields = (await admin.GetAsync($"/credits/{time.Id}/use")).FieldsFor("Continue");
        foreach (var (name, value) in new[] { ("Amount", "60"), ("Description", "Wrong form"), ("Confirmed", "60") }) fields[name] = value;
        Assert.Equal(HttpStatusCode.NotFound, (await admin.SendFormAsync($"/credits/{time.Id}/adjust", fields)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.SendFormAsync($"/credits/{time.Id}/adjust/preview", fields)).Status);
        Assert.Equal(120, await space.BalanceAsync(time.Id));
    }

    [Fact]
    public async Task What_was_typed_after_the_preview_is_shown_again_before_it_happens()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "-60"),
            ("Description", "Changed my mind"));

        var again = await admin.PressAsync(preview, "Yes, add 1 h", ("Amount", "60"));

        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal("Removes 1 h: 2 h → 1 h", again.Effect());
        Assert.Equal("Changed my mind", again.ValueOf("Description"));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }
}
