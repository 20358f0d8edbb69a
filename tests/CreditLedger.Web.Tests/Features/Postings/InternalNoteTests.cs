using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Postings;

/// <summary>R21: every form that takes a description takes a note that only staff can read.</summary>
public sealed class InternalNoteTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static readonly DateTime NewYear = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => ["adjustment", "grant", "extension", "transfer", "revocation", "usage", "undo"];

    [Theory, MemberData(nameof(Forms))]
    public async Task A_note_is_recorded_and_shown_on_the_posting_and_in_the_history(string form)
    {
        var (_, path, fields) = await OpenAsync(form);
        var admin = await space.AsAsync(UserRole.Admin);
        var note = $"see <b>invoice</b> of {form}";
        var page = await admin.GetAsync(path);
        Assert.Equal("Only staff can read it.", page.TextOf("#InternalNote-hint"));

        var done = await ConfirmAsync(admin, page, [.. fields, ("InternalNote", $" {note} ")]);

        Assert.NotNull(done.Location);
        var posting = await space.ReadAsync(db => db.Postings.SingleAsync(row => row.InternalNote == note, Stop));
        Assert.NotEqual(note, posting.Description);
        var facts = (await admin.GetAsync($"/postings/{posting.Id}")).TextsOf("main dl div");
        Assert.Contains($"Internal note{note}", facts);
        var changed = await space.ReadAsync(
            db => db.LedgerEntries.Where(row => row.PostingId == posting.Id).MinAsync(row => row.CreditId, Stop));
        Assert.Contains($"Internal note: {note}", (await admin.GetAsync($"/credits/{changed}/history")).TextsOf("main tbody td small"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task A_note_that_is_too_long_is_said_beside_its_field_and_nothing_is_lost(string form)
    {
        var (credit, path, fields) = await OpenAsync(form);
        var admin = await space.AsAsync(UserRole.Admin);
        var (before, tooLong, longest) = (await space.EntriesOfAsync(credit.MemberId), new string('n', 501), new string('n', 500));

        var refused = await ConfirmAsync(admin, await admin.GetAsync(path), [.. fields, ("InternalNote", tooLong)]);

        Assert.Null(refused.Location);
        Assert.Equal("This text has 501 characters; at most 500 fit.", refused.Problem("InternalNote"));
        Assert.Equal(tooLong, refused.ValueOf("InternalNote"));
        Assert.Equal(before, await space.EntriesOfAsync(credit.MemberId));

        var done = await ConfirmAsync(admin, refused, [.. fields, ("InternalNote", longest)]);
        Assert.NotNull(done.Location);
        Assert.Equal(1, await space.ReadAsync(db => db.Postings.CountAsync(
            row => row.InternalNote == longest && row.Entries.Any(entry => entry.OwnerId == credit.MemberId), Stop)));
    }

    /// <summary>A credit, the path of a form about it, and what is typed there.</summary>
    private async Task<(SpaceCredit Credit, string Path, (string Name, string Value)[] Fields)> OpenAsync(string form)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, NewYear);
        return form switch
        {
            "adjustment" => (credit, $"/credits/{credit.Id}/use", [("Amount", "-60"), ("Description", "Goodwill")]),
            "grant" => (credit, $"/members/{credit.MemberId}/credits/new?kind=time", [("Amount", "60")]),
            "extension" => (credit, $"/credits/{credit.Id}/extend", []),
            "transfer" => (credit, $"/credits/{credit.Id}/transfer", [("Member", await OtherMemberAsync())]),
            "revocation" => (credit, $"/credits/{credit.Id}/revoke", [("Description", "Left")]),
            "usage" => (credit, $"/members/{credit.MemberId}/usages/new?what=credit:{credit.Id}", [("What", $"credit:{credit.Id}")]),
            _ => (credit, $"/postings/{(await space.AdjustAsync(credit.Id, -60)).PostingId}/undo", []),
        };
    }

    private async Task<string> OtherMemberAsync()
    {
        var member = await space.AddMemberAsync("Ben Green");
        return await space.ReadAsync(db => db.Members.Where(row => row.Id == member).Select(row => row.Reference).SingleAsync(Stop));
    }

    // Continue where the page asks for it, and confirm.
    private static async Task<SitePage> ConfirmAsync(SiteBrowser browser, SitePage page, (string Name, string Value)[] fields)
    {
        if (!MayConfirm(page)) page = await browser.PressAsync(page, "Continue", fields);
        return MayConfirm(page) ? await browser.PressAsync(page, "Yes", fields) : page;
    }

    private static bool MayConfirm(SitePage page) =>
        page.TextsOf("main form button").Any(text => text.StartsWith("Yes", StringComparison.Ordinal));
}
