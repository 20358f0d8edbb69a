using System.Net;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Adjustments;

/// <summary>Double clicks, re-sent forms, and two admins at once (R6, R9).</summary>
public sealed class SentTwiceTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Theory]
    [InlineData("use", "60")]
    [InlineData("set-balance", "60")]
    public async Task A_form_sent_again_posts_once_and_answers_the_same(string form, string amount)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/{form}"), "Continue", ("Amount", amount),
            ("Description", "Once"));

        var first = await admin.PressAsync(preview, "Yes, remove 1 h");
        var notice = (await admin.GetAsync($"/postings/{credit.GrantPostingId}")).TextOf(".notice-text");
        var second = await admin.PressAsync(preview, "Yes, remove 1 h");
        var again = (await admin.GetAsync($"/postings/{credit.GrantPostingId}")).TextOf(".notice-text");

        Assert.Equal((first.Status, first.Location), (second.Status, second.Location));
        Assert.Equal("1 h removed: 2 h → 1 h", notice);
        Assert.Equal(notice, again);
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        Assert.Equal(2, await space.EntriesOfAsync(credit.MemberId));
    }

    [Fact]
    public async Task Fifty_at_once_post_once()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Once"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => admin.PressAsync(preview, "Yes, remove 1 h")));

        Assert.All(answers, answer => Assert.Equal($"/members/{credit.MemberId}/benefits/time", answer.Location));
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        Assert.Equal(2, await space.EntriesOfAsync(credit.MemberId));
    }

    [Fact]
    public async Task Other_content_with_the_same_key_is_refused_and_may_be_confirmed_anew()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "First"));
        await admin.PressAsync(preview, "Yes, remove 1 h");
        var posting = (await space.LastEntryAsync(credit.Id)).PostingId;

        var refused = await admin.PressAsync(preview, "Yes, remove 1 h", ("Description", "Second"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains($"recorded transaction {posting}", refused.FormProblem(), StringComparison.Ordinal);
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        Assert.NotEqual(preview.ValueOf("Key"), refused.ValueOf("Key"));
        Assert.Equal("Removes 1 h: 1 h → 0 min", refused.Effect());
        await admin.PressAsync(refused, "Yes, remove 1 h");
        Assert.Equal(0, await space.BalanceAsync(credit.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-key")]
    public async Task A_form_without_its_key_is_shown_again_with_one(string key)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Key lost"));

        var again = await admin.PressAsync(preview, "Yes, remove 1 h", ("Key", key));

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.True(Guid.TryParse(again.ValueOf("Key"), out _));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task Two_admins_both_succeed_when_both_fit()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var other = await space.SignInAsync(UserRole.Admin);
        var first = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "One"));
        var second = await other.PressAsync(await other.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Two"));

        var answers = await Task.WhenAll(admin.PressAsync(first, "Yes, remove 1 h"), other.PressAsync(second, "Yes, remove 1 h"));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.Status));
        Assert.Equal(0, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task The_second_of_two_admins_is_told_the_new_balance_when_it_does_not_fit()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var other = await space.SignInAsync(UserRole.Admin);
        var first = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "90"),
            ("Description", "One"));
        var second = await other.PressAsync(await other.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "60"),
            ("Description", "Two"));

        await admin.PressAsync(first, "Yes, remove 1 h 30 min");
        var refused = await other.PressAsync(second, "Yes, remove 1 h");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("The balance is 30 min; at most 30 min can be removed.", refused.Problem("Amount"));
        Assert.Equal("30 min", refused.TextOf("#current-balance"));
        Assert.Equal(("60", "Two"), (refused.ValueOf("Amount"), refused.ValueOf("Description")));
        Assert.Equal(30, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task A_target_chosen_from_an_old_balance_is_shown_again_with_the_new_one()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/set-balance"), "Continue", ("Amount", "60"),
            ("Description", "Target"));
        await space.AdjustAsync(credit.Id, -90);

        var refused = await admin.PressAsync(preview, "Yes, remove 1 h");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("not what was shown to be confirmed", refused.FormProblem(), StringComparison.Ordinal);
        Assert.Equal("Adds 30 min: 30 min → 1 h", refused.Effect());
        Assert.Equal(30, await space.BalanceAsync(credit.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PressAsync(refused, "Yes, add 30 min")).Status);
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
    }
}
