using System.Globalization;
using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Adjustments;

/// <summary>Everything that can be typed wrongly or sent behind a form's back: a clear message, nothing lost, nothing posted.</summary>
public sealed class BadAdjustmentTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Theory]
    [InlineData(BenefitKind.Time, "use", "", "Enter an amount, for example 60 or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "   ", "Enter an amount, for example 60 or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "0", "Zero changes nothing. Enter an amount like 60 or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "20", "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData(BenefitKind.Time, "use", "-20", "Time moves in steps of 15 min: −20 is not a whole step. Use −15 or −30.")]
    [InlineData(BenefitKind.Time, "use", "5", "Time moves in steps of 15 min: 5 is not a whole step. Use 15.")]
    [InlineData(BenefitKind.Time, "use", "-5", "Time moves in steps of 15 min: −5 is not a whole step. Use −15.")]
    [InlineData(BenefitKind.Time, "use", "1.5", "Time is counted in whole minutes. Enter 90, 1:30, 1.5 h or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "an hour", "'an hour' is not a whole number. Enter one like 60 or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "NaN", "'NaN' is not a whole number. Enter one like 60 or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "Infinity", "'Infinity' is not a whole number. Enter one like 60 or 1 h 30 min.")]
    [InlineData(BenefitKind.Time, "use", "135", "The balance is 2 h; at most 2 h can be removed.")]
    [InlineData(BenefitKind.Time, "use", "99999999999999999999", "That amount is too large for the ledger.")]
    [InlineData(BenefitKind.Time, "use", "9223372036854775807",
        "Time moves in steps of 15 min: 9223372036854775807 is not a whole step. Use 9223372036854775800.")]
    [InlineData(BenefitKind.Time, "use", "-9223372036854775807",
        "Time moves in steps of 15 min: −9223372036854775807 is not a whole step. Use −9223372036854775800.")]
    [InlineData(BenefitKind.Time, "set-balance", "130", "Time moves in steps of 15 min: no whole step leads from 120 to 130. Use 135.")]
    [InlineData(BenefitKind.Time, "set-balance", "110", "Time moves in steps of 15 min: no whole step leads from 120 to 110. Use 105.")]
    [InlineData(BenefitKind.Time, "set-balance", "-15", "A balance is never below zero.")]
    [InlineData(BenefitKind.Time, "set-balance", "120", "The balance is 2 h already.")]
    [InlineData(BenefitKind.Money, "adjust", "1.999", "GBP has 2 decimals. Enter an amount like 100 or 12.50.")]
    [InlineData(BenefitKind.Money, "adjust", "1,00",
        "A thousands separator stands before every three digits: write 100, and decimals after a point.")]
    [InlineData(BenefitKind.Money, "adjust", "-1.21", "The balance is £1.20; at most £1.20 can be removed.")]
    [InlineData(BenefitKind.Money, "adjust", "92233720368547758.07",
        "That amount is too large for the ledger: a credit holds at most 1,000,000,000,000 of its smallest unit.")]
    [InlineData(BenefitKind.Money, "adjust", "-92233720368547758.07", "The balance is £1.20; at most £1.20 can be removed.")]
    [InlineData(BenefitKind.Money, "adjust", "92233720368547758.08", "That amount is too large for the ledger.")]
    [InlineData(BenefitKind.Money, "adjust", "--1", "'-1' is not an amount in GBP. Enter one like 100 or 12.50.")]
    [InlineData(BenefitKind.Money, "adjust", "1e3", "'1e3' is not an amount in GBP. Enter one like 100 or 12.50.")]
    [InlineData(BenefitKind.Money, "adjust", "12345678901234567890123456789012345678901",
        "That is too long for an amount. Enter one like 100 or 12.50.")]
    [InlineData(BenefitKind.Money, "adjust", "<script>", "'<script>' is not an amount in GBP. Enter one like 100 or 12.50.")]
    [InlineData(BenefitKind.Uses, "adjust", "1.5", "'1.5' is not a whole number. Enter one like 1.")]
    public async Task An_amount_that_cannot_be_says_what_would_be_right(BenefitKind kind, string form, string typed, string problem)
    {
        var credit = await space.AddCreditAsync(kind, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var open = await admin.GetAsync($"/credits/{credit.Id}/{form}");

        var preview = await admin.PressAsync(open, "Continue", ("Amount", typed), ("Description", "Kept"));
        var sent = open.FieldsFor("Continue");
        foreach (var (name, value) in new[] { ("Amount", typed), ("Description", "Kept"), ("Confirmed", "1"), ("SeenBalance", "120") })
            sent[name] = value;
        var refused = await admin.SendFormAsync($"/credits/{credit.Id}/{form}", sent);
        var whileTyping = await admin.TypeAsync(open, ("Amount", typed));

        Assert.Equal(problem, preview.Problem("Amount"));
        Assert.Null(preview.Effect());
        Assert.Equal(problem, refused.Problem("Amount"));
        Assert.Equal((typed.Trim(), "Kept"), (refused.ValueOf("Amount"), refused.ValueOf("Description")));
        Assert.Null(refused.Effect());
        Assert.Equal(HttpStatusCode.OK, whileTyping.Status);
        Assert.Equal(string.IsNullOrWhiteSpace(typed) ? "" : problem, whileTyping.Problem("Amount"));
        Assert.Equal(1, await space.EntriesOfAsync(credit.MemberId));
    }

    [Theory]
    [InlineData("", "Give a reason; the member may read it.")]
    [InlineData("  \t ", "Give a reason; the member may read it.")]
    [InlineData(null, "This text has 501 characters; at most 500 fit.")]
    public async Task A_reason_is_asked_for_beside_its_field(string? reason, string problem)
    {
        reason ??= new string('x', 501);
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Fine"));

        var refused = await admin.PressAsync(preview, "Yes, remove 1 h", ("Description", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(problem, refused.Problem("Description"));
        Assert.Equal("60", refused.ValueOf("Amount"));
        Assert.Equal("Removes 1 h: 2 h → 1 h", refused.Effect());
        Assert.Equal("true", refused.Html.QuerySelector("#Description")!.GetAttribute("aria-invalid"));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task A_reason_of_five_hundred_characters_is_kept_whole()
    {
        var reason = new string('é', 500);
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", reason));

        await admin.PressAsync(preview, "Yes, remove 1 h");

        Assert.Equal(reason, (await space.LastEntryAsync(credit.Id)).Posting!.Description);
    }

    [Theory]
    [InlineData("/credits/999999/adjust")]
    [InlineData("/credits/999999/use")]
    [InlineData("/credits/999999/set-balance")]
    [InlineData("/credits/abc/adjust")]
    [InlineData("/credits/-1/use")]
    [InlineData("/credits/99999999999999999999/set-balance")]
    [InlineData("/credits/1.5/adjust")]
    public async Task A_credit_that_is_not_there_is_not_found(string path)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var fields = (await admin.GetAsync($"/credits/{credit.Id}/use")).FieldsFor("Continue");
        foreach (var (name, value) in new[] { ("Amount", "60"), ("Description", "Nowhere"), ("Confirmed", "60"), ("SeenBalance", "0") })
            fields[name] = value;

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.SendFormAsync(path, fields)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.SendFormAsync(path + "/preview", fields)).Status);
    }

    [Fact]
    public async Task A_credit_that_expired_is_refused_with_advice_even_when_it_expired_while_one_typed()
    {
        var now = space.Clock.GetUtcNow();
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, now.UtcDateTime.AddMinutes(10));
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Too late"));
        try
        {
            space.Clock.Advance(TimeSpan.FromMinutes(10));
            var refused = await admin.PressAsync(preview, "Yes, remove 1 h");
            var open = await admin.GetAsync($"/credits/{credit.Id}/set-balance");

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("has expired", refused.FormProblem(), StringComparison.Ordinal);
            Assert.Contains("has expired", open.FormProblem(), StringComparison.Ordinal);
            Assert.False(open.Has("#Amount"));
            Assert.True(open.Has($"main a[href='/members/{credit.MemberId}/credits/new?kind=time']"));
            Assert.Equal(120, await space.BalanceAsync(credit.Id));
        }
        finally
        {
            space.Clock.Set(now);
        }
    }

    [Fact]
    public async Task A_credit_whose_grant_was_undone_is_refused_with_advice()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 3);
        await space.RecordAsync(new ReversalCommand(Guid.NewGuid().ToString(), Actor.User(1)) { PostingId = credit.GrantPostingId });

        var page = await (await space.AsAsync(UserRole.Admin)).GetAsync($"/credits/{credit.Id}/adjust");

        Assert.Contains("was revoked", page.FormProblem(), StringComparison.Ordinal);
        Assert.False(page.Has("#Amount"));
    }

    [Theory]
    [InlineData("adjust")]
    [InlineData("adjust/preview")]
    [InlineData("set-balance")]
    public async Task Without_the_antiforgery_field_nothing_is_taken(string form)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Money, 120);
        var admin = await space.AsAsync(UserRole.Admin);

        var refused = await admin.PostAsync(
            $"/credits/{credit.Id}/{form}", ("Amount", "1"), ("Description", "Forged"), ("Confirmed", "100"), ("SeenBalance", "120"),
            ("Key", Guid.NewGuid().ToString()));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task Names_of_other_fields_change_nothing()
    {
        var victim = await space.AddCreditAsync(BenefitKind.Time, 600);
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Only this"));
        var other = victim.Id.ToString(CultureInfo.InvariantCulture);
        (string, string)[] extra = [.. new[]
            { typeof(LedgerEntry), typeof(Posting), typeof(Credit), typeof(CreditBalance), typeof(AdjustmentCommand), typeof(Member) }
            .SelectMany(type => type.GetProperties()).Select(property => property.Name).Append("id").Append("mode").Distinct()
            .Where(name => name is not ("Amount" or "Description" or "Key" or "Confirmed" or "SeenBalance"))
            .SelectMany(name => new[] { (name, other), ($"Credit.{name}", "7") })];

        var done = await admin.PressAsync(preview, "Yes, remove 1 h", extra);

        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Equal((600, 60), (await space.BalanceAsync(victim.Id), await space.BalanceAsync(credit.Id)));
        var entry = await space.LastEntryAsync(credit.Id);
        Assert.Equal((credit.MemberId, -60, EntryKind.Adjustment, space.Clock.GetUtcNow().UtcDateTime),
            (entry.OwnerId, entry.Amount, entry.Kind, entry.RecordedAt));
        Assert.Equal("Only this", entry.Posting!.Description);
        Assert.Equal(
            "Ada Brown",
            await space.ReadAsync(db => db.Members.Where(member => member.Id == credit.MemberId).Select(member => member.Name)
                .SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(UserRole.Staff, "adjust")]
    [InlineData(UserRole.Staff, "set-balance")]
    [InlineData(UserRole.Manager, "adjust")]
    [InlineData(UserRole.Manager, "set-balance")]
    public async Task Others_may_only_ask_an_admin(UserRole role, string form)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Money, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var fields = (await admin.GetAsync($"/credits/{credit.Id}/{form}")).FieldsFor("Continue");
        var other = await space.AsAsync(role);

        var page = await other.GetAsync($"/credits/{credit.Id}/{form}");
        Assert.Contains("An admin can do this", page.TextOf("main .alert-info"), StringComparison.Ordinal);
        fields["__RequestVerificationToken"] = page.FieldsFor("Continue")["__RequestVerificationToken"];
        (fields["Amount"], fields["Description"]) = ("1", "Counted");
        Assert.Equal(["Ask an admin"], (await other.SendFormAsync($"/credits/{credit.Id}/{form}/preview", fields)).Buttons());
        Assert.Equal(HttpStatusCode.OK, (await other.SendFormAsync($"/credits/{credit.Id}/{form}", fields)).Status);
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
        foreach (var path in new[] { $"/members/{credit.MemberId}/benefits/money", $"/credits/{credit.Id}" })
        {
            Assert.True((await admin.GetAsync(path)).Has($"a[href='/credits/{credit.Id}/{form}']"));
            Assert.True((await other.GetAsync(path)).Has($"a[href='/credits/{credit.Id}/{form}']"));
        }
    }

    [Fact]
    public async Task A_visitor_is_sent_to_sign_in()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Money, 120);

        var page = await space.Visitor().GetAsync($"/credits/{credit.Id}/adjust");

        Assert.StartsWith("/account/sign-in", page.Location, StringComparison.Ordinal);
    }
}
