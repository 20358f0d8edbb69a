using System.Globalization;
using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Grants;

/// <summary>"Add credit": from opening the form to the notice, and everything that can be wrong on it.</summary>
public sealed class GrantingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task Adding_a_credit_says_what_will_happen_and_does_it()
    {
        var member = await space.AddMemberAsync("Grace Hopper");
        var benefit = await IdAsync(BenefitKind.Time);
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/members/{member}/credits/new?kind=time");
        Assert.Equal((benefit, "2025-12-12"), (form.ValueOf("Benefit"), form.ValueOf("StartsOn")));
        var preview = await admin.PressAsync(form, "Continue", ("Amount", "5 h"), ("ExpiresOn", "2026-01-31"), ("Priority", "10"),
            ("Description", "Welcome"));
        Assert.Equal("Gives Grace Hopper 5 h of Time credit, from 12 Dec 2025 until the end of 31 Jan 2026", preview.Effect());
        Assert.Equal(0, await space.EntriesOfAsync(member));
        var done = await admin.PressAsync(preview, "Yes, add 5 h");

        Assert.Equal($"/members/{member}/benefits/time", done.Location);
        var credit = await CreditOfAsync(member);
        Assert.Equal((300, 10, "Welcome", CreditSource.Manual), (credit.Amount, credit.Priority, credit.Description, credit.Source));
        Assert.Equal(new DateTime(2025, 12, 12, 0, 0, 0, DateTimeKind.Utc), credit.StartsAt);
        Assert.Equal(new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), credit.ExpiresAt);
        var next = await admin.GetAsync("/postings/1");
        Assert.Equal("5 h of Time credit added, from 12 Dec 2025 until the end of 31 Jan 2026", next.TextOf(".notice-text"));
        Assert.Equal("Undo", next.TextOf(".notice form button"));
    }

    [Fact]
    public async Task Summer_days_end_by_the_sites_clock()
    {
        var member = await space.AddMemberAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        await IdAsync(BenefitKind.Money);
        var form = await admin.GetAsync($"/members/{member}/credits/new");

        var preview = await admin.PressAsync(
            form, "Continue", ("Benefit", await IdAsync(BenefitKind.Money)), ("Amount", "£25"), ("StartsOn", "2026-06-01"),
            ("ExpiresOn", "2026-06-30"));
        Assert.Contains("It cannot be used before it starts.", preview.TextsOf(".effect-note"));
        await admin.PressAsync(preview, "Yes, add £25.00");

        var credit = await CreditOfAsync(member);
        Assert.Equal(new DateTime(2026, 5, 31, 23, 0, 0, DateTimeKind.Utc), credit.StartsAt);
        Assert.Equal(new DateTime(2026, 6, 30, 23, 0, 0, DateTimeKind.Utc), credit.ExpiresAt);
    }

    [Fact]
    public async Task With_script_typing_shows_the_effect_and_an_empty_end_means_never()
    {
        var member = await space.AddMemberAsync("Grace Murray");
        var admin = await space.AsAsync(UserRole.Admin);
        var printing = await IdAsync(BenefitKind.Printing);
        var form = await admin.GetAsync($"/members/{member}/credits/new");

        var typed = await admin.TypeAsync(form, ("Benefit", printing), ("Amount", "900"));
        Assert.False(typed.Has("main"));
        Assert.Equal("Gives Grace Murray £9.00 · 90 pages of Printing credit, from 12 Dec 2025, never expires", typed.Effect());
        var sent = form.FieldsFor("Continue");
        foreach (var (name, value) in new[] { ("Benefit", printing), ("Amount", "900"),
            ("Confirmed", typed.Html.QuerySelector("button[name='Confirmed']")!.GetAttribute("value")!) })
            sent[name] = value;
        var done = await admin.SendFormAsync($"/members/{member}/credits/new", sent, byScript: true);

        Assert.Equal($"/members/{member}/benefits/printing", Assert.Single(done.Response.Headers.GetValues("HX-Redirect")));
        Assert.Null((await CreditOfAsync(member)).ExpiresAt);
    }

    [Theory]
    [InlineData("Benefit", "", "Choose a benefit.")]
    [InlineData("Benefit", "abc", "Choose a benefit.")]
    [InlineData("Benefit", "-1", "Choose a benefit.")]
    [InlineData("Benefit", "999999", "There is no such benefit. Choose one of the list.")]
    [InlineData("Benefit", "99999999999999999999", "Choose a benefit.")]
    [InlineData("Amount", "", "Enter an amount, for example 60 or 1 h 30 min.")]
    [InlineData("Amount", "0", "Zero changes nothing. Enter an amount like 60 or 1 h 30 min.")]
    [InlineData("Amount", "-60", "A new credit has an amount above zero.")]
    [InlineData("Amount", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData("Amount", "NaN", "'NaN' is not a whole number. Enter one like 60 or 1 h 30 min.")]
    [InlineData("Amount", "99999999999999999999", "That amount is too large for the ledger.")]
    [InlineData("StartsOn", "yesterday", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("StartsOn", "1999-12-31", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("ExpiresOn", "2026-02-30", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("ExpiresOn", "9999-12-31", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("ExpiresOn", "2025-12-11", "The last day lies before the first. Choose a later day, or leave it empty for never.")]
    [InlineData("Priority", "-1", "Priority is a whole number from 0 to 1000; lower is used first.")]
    [InlineData("Priority", "1001", "Priority is a whole number from 0 to 1000; lower is used first.")]
    [InlineData("Priority", "first", "Priority is a whole number from 0 to 1000; lower is used first.")]
    [InlineData("Description", null, "This text has 501 characters; at most 500 fit.")]
    public async Task What_cannot_be_is_said_beside_its_field_and_nothing_is_lost(string field, string? typed, string problem)
    {
        typed ??= new string('x', 501);
        var member = await space.AddMemberAsync();
        await IdAsync(BenefitKind.Time);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{member}/credits/new?kind=time");
        var sent = form.FieldsFor("Continue");
        foreach (var (name, value) in new[] { ("Amount", "60"), ("Description", "Kept"), ("Priority", "5"), ("ExpiresOn", "2026-01-31"),
            ("Confirmed", "1"), (field, typed) })
            sent[name] = value;

        var refused = await admin.SendFormAsync($"/members/{member}/credits/new", sent);
        var preview = await admin.SendFormAsync($"/members/{member}/credits/new/preview", sent);

        foreach (var page in new[] { refused, preview })
        {
            Assert.Equal(problem, page.Problem(field));
            Assert.Equal(field == "Description", page.Effect() is not null);
            foreach (var name in new[] { "Amount", "Description", "Priority", "ExpiresOn" })
                if (name != field || typed.Contains('2', StringComparison.Ordinal)) Assert.Equal(sent[name], page.ValueOf(name));
        }

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(0, await space.EntriesOfAsync(member));
    }

    [Fact]
    public async Task What_changed_after_the_preview_is_shown_again_and_a_double_click_posts_once()
    {
        var member = await space.AddMemberAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        await IdAsync(BenefitKind.Uses);
        var form = await admin.GetAsync($"/members/{member}/credits/new");
        var preview = await admin.PressAsync(form, "Continue", ("Benefit", await IdAsync(BenefitKind.Uses)), ("Amount", "3"));

        var again = await admin.PressAsync(preview, "Yes, add 3 uses", ("ExpiresOn", "2026-01-31"));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("until the end of 31 Jan 2026", again.Effect(), StringComparison.Ordinal);
        Assert.Equal(0, await space.EntriesOfAsync(member));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => admin.PressAsync(again, "Yes, add 3 uses")));
        Assert.All(answers, answer => Assert.Equal($"/members/{member}/benefits/items", answer.Location));
        Assert.Equal(1, await space.EntriesOfAsync(member));

        var reused = await admin.PressAsync(again, "Yes, add 3 uses", ("Description", "Other content"));
        Assert.Equal(HttpStatusCode.Conflict, reused.Status);
        Assert.Equal(1, await space.EntriesOfAsync(member));
    }

    [Fact]
    public async Task Names_of_other_fields_change_nothing()
    {
        var victim = await space.AddMemberAsync("Victim");
        var member = await space.AddMemberAsync();
        var admin = await space.AsAsync(UserRole.Admin);
        await IdAsync(BenefitKind.Uses);
        var preview = await admin.PressAsync(
            await admin.GetAsync($"/members/{member}/credits/new"), "Continue", ("Benefit", await IdAsync(BenefitKind.Uses)),
            ("Amount", "3"));
        string[] own =
        [
            "Benefit", "Amount", "StartsOn", "ExpiresOn", "Priority", "Category", "Paid", "Description", "InternalNote", "Key", "Confirmed",
        ];
        (string, string)[] extra =
            [.. new[] { typeof(Credit), typeof(GrantCommand), typeof(Posting), typeof(LedgerEntry), typeof(Benefit), typeof(Member) }
            .SelectMany(type => type.GetProperties()).Select(property => property.Name).Append("id").Distinct().Except(own)
            .Select(name => (name, victim.ToString(CultureInfo.InvariantCulture)))];

        await admin.PressAsync(preview, "Yes, add 3 uses", extra);

        var credit = await CreditOfAsync(member);
        Assert.Equal((3, CreditSource.Manual, null, null, null),
            (credit.Amount, credit.Source, credit.SourceName, credit.ExternalId, credit.OriginCreditId));
        Assert.Equal(0, await space.EntriesOfAsync(victim));
    }

    [Theory]
    [InlineData(UserRole.Staff)]
    [InlineData(UserRole.Manager)]
    public async Task Others_may_only_ask_an_admin(UserRole role)
    {
        var member = await space.AddMemberAsync();
        await IdAsync(BenefitKind.Time);
        var fields = (await (await space.AsAsync(UserRole.Admin)).GetAsync($"/members/{member}/credits/new")).FieldsFor("Continue");
        var other = await space.AsAsync(role);

        var form = await other.GetAsync($"/members/{member}/credits/new");
        Assert.Contains("An admin can do this", form.TextOf("main .alert-info"), StringComparison.Ordinal);
        fields["__RequestVerificationToken"] = form.FieldsFor("Continue")["__RequestVerificationToken"];
        (fields["Benefit"], fields["Amount"]) = (await IdAsync(BenefitKind.Uses), "3");
        Assert.Equal(["Ask an admin"], (await other.SendFormAsync($"/members/{member}/credits/new/preview", fields)).Buttons());
        Assert.Equal(HttpStatusCode.OK, (await other.SendFormAsync($"/members/{member}/credits/new", fields)).Status);
        Assert.Equal(0, await space.EntriesOfAsync(member));
    }

    [Fact]
    public async Task Without_a_member_or_the_antiforgery_field_nothing_is_taken()
    {
        var member = await space.AddMemberAsync();
        var admin = await space.AsAsync(UserRole.Admin);

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/members/999999/credits/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/members/abc/credits/new")).Status);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await admin.PostAsync($"/members/{member}/credits/new", ("Benefit", "1"), ("Amount", "60"))).Status);
    }

    private async Task<string> IdAsync(BenefitKind kind) => (await space.BenefitAsync(kind)).ToString(CultureInfo.InvariantCulture);

    private Task<Credit> CreditOfAsync(long member) =>
        space.ReadAsync(db => db.Credits.SingleAsync(credit => credit.OwnerId == member, TestContext.Current.CancellationToken));
}
