using System.Globalization;
using System.Net;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Postings;

/// <summary>The page of a posting, and undoing it as a whole, once (R24).</summary>
public sealed class UndoingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    [Fact]
    public async Task A_posting_says_who_why_and_what_each_balance_became()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/use"), "Continue", ("Amount", "-60"),
            ("Description", "Goodwill <b>"));
        await admin.PressAsync(preview, "Yes, add 1 h");
        var posting = (await space.LastEntryAsync(credit.Id)).PostingId;

        var page = await admin.GetAsync($"/postings/{posting}");

        var facts = page.TextsOf("main dl dd");
        Assert.Equal(["Balance adjusted", "12 Dec 2025, 12:00", "admin@space.example", "1", "Goodwill <b>"], facts);
        Assert.Equal(["Ada Brown", "Time credit", "Adjustment", "12 Dec 2025, 12:00", "+1 h", "3 h"], page.TextsOf("main tbody tr td"));
        Assert.True(page.Has($"main a[href='/members/{credit.MemberId}']"));
        Assert.True(page.Has($"main a[href='/credits/{credit.Id}']"));
        Assert.True(page.Has($"main a[href='/postings/{posting}/undo']"));
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("%23{0}", true)]
    [InlineData("Transaction%20{0}", true)]
    [InlineData("{0}000000", false)]
    [InlineData("-{0}", false)]
    [InlineData("99999999999999999999", false)]
    public async Task The_command_menu_finds_a_transaction_by_its_number(string typed, bool isFound)
    {
        var posting = (await space.LastEntryAsync((await space.AddCreditAsync(BenefitKind.Time, 120)).Id)).PostingId;
        var words = string.Format(CultureInfo.InvariantCulture, typed, posting);

        var found = await (await space.AsAsync(UserRole.Staff)).GetAsync($"/search?search={words}");

        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal(isFound, found.Has($"a[href='/postings/{posting}']"));
        Assert.Equal(isFound, found.Has("a[href^='/postings']"));
    }

    [Fact]
    public async Task Undoing_says_what_will_happen_does_it_and_names_the_other_posting_on_both()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var posting = (await space.AdjustAsync(credit.Id, -60)).PostingId;
        var admin = await space.AsAsync(UserRole.Admin);

        var preview = await admin.GetAsync($"/postings/{posting}/undo");
        Assert.Equal(["Ada Brown", "Time credit", "Adds 1 h: 1 h → 2 h"], preview.TextsOf("main tbody tr td"));
        Assert.Equal(60, await space.BalanceAsync(credit.Id));
        var done = await admin.PressAsync(preview, "Yes, add 1 h", ("Description", "Mistaken"));

        Assert.Equal($"/members/{credit.MemberId}/benefits/time", done.Location);
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
        var reversal = await space.LastEntryAsync(credit.Id);
        Assert.Equal((EntryKind.Reversal, "Mistaken"), (reversal.Kind, reversal.Posting!.Description));
        var undone = await admin.GetAsync($"/postings/{posting}");
        Assert.Equal("Undone. 1 h added: 1 h → 2 h", undone.TextOf(".notice-text"));
        Assert.False(undone.Has(".notice form"), "an undoing cannot be undone");
        Assert.True(undone.Has($"main a[href='/postings/{reversal.PostingId}']"));
        Assert.False(undone.Has($"main a[href='/postings/{posting}/undo']"));
        var undoing = await admin.GetAsync($"/postings/{reversal.PostingId}");
        Assert.True(undoing.Has($"main a[href='/postings/{posting}']"));
        Assert.False(undoing.Has("main a[href$='/undo']"));
    }

    [Fact]
    public async Task The_button_of_the_notice_undoes_at_once_and_pressed_twice_undoes_once()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Money, 5_000);
        var admin = await space.AsAsync(UserRole.Admin);
        var preview = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/adjust"), "Continue", ("Amount", "20"),
            ("Description", "Oops"));
        await admin.PressAsync(preview, "Yes, add £20.00");
        var notice = await admin.GetAsync($"/postings/{credit.GrantPostingId}");

        var done = await admin.PressAsync(notice, "Undo");
        var again = await admin.PressAsync(notice, "Undo");

        Assert.Equal($"/members/{credit.MemberId}/benefits/money", done.Location);
        Assert.Equal(done.Location, again.Location);
        Assert.Equal(5_000, await space.BalanceAsync(credit.Id));
        Assert.Equal(3, await space.EntriesOfAsync(credit.MemberId));
    }

    [Fact]
    public async Task What_was_undone_cannot_be_undone_again_nor_can_an_undoing()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var posting = (await space.AdjustAsync(credit.Id, -60)).PostingId;
        var admin = await space.AsAsync(UserRole.Admin);
        var first = await admin.GetAsync($"/postings/{posting}/undo");
        var second = await admin.GetAsync($"/postings/{posting}/undo");
        await admin.PressAsync(first, "Yes, add 1 h");
        var reversal = (await space.LastEntryAsync(credit.Id)).PostingId;

        var refused = await admin.PressAsync(second, "Yes, add 1 h");
        var page = await admin.GetAsync($"/postings/{reversal}/undo");

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("undone before", refused.FormProblem(), StringComparison.Ordinal);
        Assert.Contains("An undoing cannot be undone", page.FormProblem(), StringComparison.Ordinal);
        Assert.False(page.Has("main form[action^='/postings']"));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task What_was_given_and_used_since_is_not_taken_back_and_the_credit_is_named()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        await space.AdjustAsync(credit.Id, -90);
        var admin = await space.AsAsync(UserRole.Admin);
        var fields = (await admin.GetAsync($"/postings/{(await space.LastEntryAsync(credit.Id)).PostingId}/undo")).FieldsFor("Yes");

        var preview = await admin.GetAsync($"/postings/{credit.GrantPostingId}/undo");
        var refused = await admin.SendFormAsync($"/postings/{credit.GrantPostingId}/undo", fields);

        Assert.Contains("Time credit, added by hand, would go down to", preview.FormProblem(), StringComparison.Ordinal);
        Assert.False(preview.Has("main form[action^='/postings']"));
        Assert.True(preview.Has($"main a[href='/credits/{credit.Id}/history']"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(30, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task What_comes_back_to_an_expired_credit_expires_and_the_preview_says_so()
    {
        var now = space.Clock.GetUtcNow();
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, now.UtcDateTime.AddMinutes(5));
        var posting = (await space.AdjustAsync(credit.Id, -60)).PostingId;
        var admin = await space.AsAsync(UserRole.Admin);
        try
        {
            space.Clock.Advance(TimeSpan.FromMinutes(5));

            var preview = await admin.GetAsync($"/postings/{posting}/undo");

            Assert.Contains(preview.TextsOf("main .effect-note"), note => note.Contains("has expired", StringComparison.Ordinal));
        }
        finally
        {
            space.Clock.Set(now);
        }
    }

    [Fact]
    public async Task A_usage_over_several_credits_is_undone_as_a_whole()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 2);
        var benefit = await space.BenefitAsync(BenefitKind.Uses);
        await space.RecordAsync(
            new GrantCommand(Guid.NewGuid().ToString(), Actor.User(1)) { MemberId = credit.MemberId, BenefitId = benefit, Amount = 5 });
        var usage = await space.RecordAsync(
            new UsageCommand(Guid.NewGuid().ToString(), Actor.User(1)) { MemberId = credit.MemberId, BenefitId = benefit, Amount = 4 });
        var admin = await space.AsAsync(UserRole.Admin);

        var preview = await admin.GetAsync($"/postings/{usage.PostingId}/undo");
        Assert.Equal(2, preview.Html.QuerySelectorAll("main tbody tr").Length);
        await admin.PressAsync(preview, "Yes, undo 2 changes");

        Assert.Equal(7,
            await space.ReadAsync(db => db.LedgerEntries.Where(entry => entry.OwnerId == credit.MemberId)
            .SumAsync(entry => entry.Amount, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(UserRole.Staff)]
    [InlineData(UserRole.Manager)]
    public async Task Others_may_read_a_posting_but_not_undo_it(UserRole role)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var other = await space.AsAsync(role);
        var fields = (await (await space.AsAsync(UserRole.Admin)).GetAsync($"/postings/{credit.GrantPostingId}/undo")).FieldsFor("Yes");
        var asking = await other.GetAsync($"/postings/{credit.GrantPostingId}/undo");
        fields["__RequestVerificationToken"] = asking.FieldsFor("Ask")["__RequestVerificationToken"];

        var page = await other.GetAsync($"/postings/{credit.GrantPostingId}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Ask an admin to undo", page.TextOf("a[href$='/undo']"));
        Assert.Equal(HttpStatusCode.Conflict, (await other.SendFormAsync($"/postings/{credit.GrantPostingId}/undo", fields)).Status);
        fields.Remove("Confirmed");
        Assert.Equal(HttpStatusCode.OK, (await other.SendFormAsync($"/postings/{credit.GrantPostingId}/undo", fields)).Status);
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Theory]
    [InlineData("/postings/999999")]
    [InlineData("/postings/999999/undo")]
    [InlineData("/postings/abc")]
    [InlineData("/postings/-1/undo")]
    public async Task A_posting_that_is_not_there_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await space.AsAsync(UserRole.Admin)).GetAsync(path)).Status);

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused_and_nothing_is_undone()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        var admin = await space.AsAsync(UserRole.Admin);

        var refused = await admin.PressAsync(await admin.GetAsync($"/postings/{credit.GrantPostingId}/undo"), "Yes",
            ("Description", new string('x', 501)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("This text has 501 characters; at most 500 fit.", refused.Problem("Description"));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }
}
