using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Credits;

/// <summary>
/// Extending, transferring and revoking one credit (R23): the form says what will happen, does it once, and the notice undoes it.
/// </summary>
public sealed class MovingTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static readonly DateTime NewYear = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Extending_says_what_will_happen_does_it_and_is_undone_from_the_notice()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, NewYear);
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/credits/{credit.Id}/extend");
        Assert.Equal("2026-01-31", form.ValueOf("ExpiresOn"));
        Assert.Equal("Moves 2 h of Time credit to a new credit that lasts until the end of 31 Jan 2026", form.Effect());
        var typed = await admin.PressAsync(form, "Yes, extend 2 h until 31 Jan 2026", ("ExpiresOn", "2026-03-31"),
            ("Description", "was ill"));
        Assert.Equal(HttpStatusCode.Conflict, typed.Status);
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
        var done = await admin.PressAsync(typed, "Yes, extend 2 h until 31 Mar 2026");

        Assert.Equal($"/members/{credit.MemberId}/benefits/time", done.Location);
        Assert.Equal(0, await space.BalanceAsync(credit.Id));
        var extended = await space.ReadAsync(db => db.Credits.SingleAsync(one => one.OriginCreditId == credit.Id, Stop));
        Assert.Equal((120L, CreditSource.Extension, new DateTime(2026, 3, 31, 23, 0, 0, DateTimeKind.Utc), "was ill"),
            (extended.Amount, extended.Source, extended.ExpiresAt, extended.Description));
        var page = await done.FollowAsync();
        Assert.Equal("2 h of Time credit extended until the end of 31 Mar 2026", page.TextOf(".notice-text"));

        Assert.True((await admin.GetAsync($"/credits/{credit.Id}")).Has($"[aria-labelledby=terms] a[href='/credits/{extended.Id}']"));
        Assert.True((await admin.GetAsync($"/credits/{extended.Id}")).Has($"[aria-labelledby=terms] a[href='/credits/{credit.Id}']"));

        await admin.PressAsync(page, "Undo");
        Assert.False((await admin.GetAsync($"/credits/{credit.Id}")).Has($"[aria-labelledby=terms] a[href='/credits/{extended.Id}']"));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
        Assert.Equal(0, await space.BalanceAsync(extended.Id));
    }

    [Fact]
    public async Task Days_are_counted_from_the_credits_own_end()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, NewYear);
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/credits/{credit.Id}/extend");
        var preview = await admin.PressAsync(form, "Yes, extend 2 h until 31 Jan 2026", ("Days", "7"));
        Assert.Equal("Moves 2 h of Time credit to a new credit that lasts until the end of 7 Jan 2026", preview.Effect());
        await admin.PressAsync(preview, "Yes, extend 2 h until 7 Jan 2026");

        var extended = await space.ReadAsync(db => db.Credits.SingleAsync(one => one.OriginCreditId == credit.Id, Stop));
        Assert.Equal(NewYear.AddDays(7), extended.ExpiresAt);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1.5")]
    [InlineData("3661")]
    [InlineData("soon")]
    [InlineData("\U0001F600")]
    public async Task A_number_of_days_that_cannot_be_is_refused_beside_its_field(string days)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, NewYear);
        var admin = await space.AsAsync(UserRole.Admin);

        var refused = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/extend"), "Yes, extend", ("Days", days),
            ("Description", "kept"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Enter a whole number of days from 1 to 3,660.", refused.Problem("Days"));
        Assert.Equal((days, "kept"), (refused.ValueOf("Days"), refused.ValueOf("Description")));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Theory]
    [InlineData("", "Choose the new last day, a number of days, or no end.")]
    [InlineData("soon", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("2025-12-31", "Time credit lasts as long already: choose a later end.")]
    [InlineData("2025-12-01", "The new end lies in the past. Choose a later one.")]
    public async Task A_day_that_cannot_be_is_refused_beside_the_field_and_stays_there(string day, string problem)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, NewYear);
        var admin = await space.AsAsync(UserRole.Admin);

        var refused = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/extend"), "Yes, extend", ("ExpiresOn", day),
            ("Description", "kept"));

        Assert.Equal(problem, refused.Problem("ExpiresOn"));
        Assert.Equal((day, "kept"), (refused.ValueOf("ExpiresOn"), refused.ValueOf("Description")));
        Assert.Null(refused.Effect());
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task An_expired_credit_is_extended_without_end_and_script_hears_the_same()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Money, 5_000, NewYear.AddDays(-30));
        var admin = await space.AsAsync(UserRole.Admin);

        var form = await admin.GetAsync($"/credits/{credit.Id}/extend");
        var heard = await admin.SendFormAsync($"/credits/{credit.Id}/extend/preview",
            new Dictionary<string, string>(form.FieldsFor("Yes")) { ["Never"] = "true" }, byScript: true);
        Assert.Equal("Moves £50.00 of Money credit to a new credit that lasts without end", heard.Effect());
        Assert.Equal("Money credit has expired: its £50.00 can be used again from now on.", heard.TextOf(".effect-note"));
        await admin.PressAsync(await admin.PressAsync(form, "Yes", ("Never", "true")), "Yes, extend £50.00 without end");

        Assert.Null((await space.ReadAsync(db => db.Credits.SingleAsync(one => one.OriginCreditId == credit.Id, Stop))).ExpiresAt);
        var origin = await admin.GetAsync($"/credits/{credit.Id}");
        Assert.Contains("it ended on 1 Dec, and nothing is left of it", origin.TextOf(".statement"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_extends_once_and_answers_the_same()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 60, NewYear);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/credits/{credit.Id}/extend");

        var first = await admin.PressAsync(form, "Yes, extend");
        var second = await admin.PressAsync(form, "Yes, extend");

        Assert.Equal((HttpStatusCode.Redirect, first.Location), (second.Status, second.Location));
        Assert.Equal(3, await space.EntriesOfAsync(credit.MemberId));
    }

    [Fact]
    public async Task A_name_that_several_have_lists_them_to_choose_from_and_a_part_goes_to_the_chosen_one()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120, NewYear);
        var (first, second) = (await AddNamedAsync("Quentin Quill"), await AddNamedAsync("Quentin Quack"));
        var admin = await space.AsAsync(UserRole.Admin);

        var asked = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/transfer"), "Continue", ("Member", "quentin"),
            ("Amount", "45"));
        Assert.Equal("2 members match. Choose one, or type more of the name.", asked.Problem("Member"));
        Assert.Equal([$"{second}", $"{first}"],
            asked.Html.QuerySelectorAll("input[name=MemberId]").Select(choice => choice.GetAttribute("value")!));
        var chosen = await admin.PressAsync(asked, "Continue", ("MemberId", $"{first}"));
        Assert.Equal("Moves 45 min of Time credit to Quentin Quill: 2 h → 1 h 15 min left here", chosen.Effect());
        var done = await admin.PressAsync(chosen, "Yes, transfer 45 min to Quentin Quill");

        Assert.Equal("45 min of Time credit transferred to Quentin Quill", (await done.FollowAsync()).TextOf(".notice-text"));
        Assert.Equal(75, await space.BalanceAsync(credit.Id));
        var moved = await space.ReadAsync(db => db.Credits.SingleAsync(one => one.OwnerId == first, Stop));
        Assert.Equal((45L, (DateTime?)NewYear, CreditSource.Transfer), (moved.Amount, moved.ExpiresAt, moved.Source));
        Assert.Contains("transferred from another member", (await admin.GetAsync($"/credits/{moved.Id}")).TextOf(".statement"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quincy", "50", "Amount", "Time credit moves in steps of 15 min: 50 is not a whole step. Use 45 or 60.")]
    [InlineData("quincy", "135", "Amount", "Time credit has 2 h left, not 2 h 15 min.")]
    [InlineData("quincy", "-15", "Amount", "Enter an amount above zero.")]
    [InlineData("nobodyatall", "", "Member", "No member matches: every word must be part of the name, the e-mail or the reference.")]
    [InlineData("", "", "Member", "Name the other member: name, e-mail or reference.")]
    [InlineData("owner", "", "Member", "Time credit belongs to that member already.")]
    public async Task What_cannot_be_transferred_is_refused_beside_the_field(string member, string amount, string field, string problem)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 120);
        if (!await space.ReadAsync(db => db.Members.AnyAsync(one => one.Name == "Quincy Quartz", Stop)))
            await AddNamedAsync("Quincy Quartz");
        if (member == "owner")
            member = await space.ReadAsync(
            db => db.Members.Where(one => one.Id == credit.MemberId).Select(one => one.Reference).SingleAsync(Stop));
        var admin = await space.AsAsync(UserRole.Admin);

        var refused = await admin.PressAsync(await admin.GetAsync($"/credits/{credit.Id}/transfer"), "Continue", ("Member", member),
            ("Amount", amount));

        Assert.Equal(problem, refused.Problem(field));
        Assert.Equal((member, amount), (refused.ValueOf("Member"), refused.ValueOf("Amount")));
        Assert.Equal(120, await space.BalanceAsync(credit.Id));
    }

    [Fact]
    public async Task Revoking_needs_a_reason_and_the_credit_then_says_it()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Uses, 3);
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/credits/{credit.Id}/revoke");
        Assert.Equal("Takes 3 uses of Uses credit away: 3 uses → 0 uses", form.Effect());

        var refused = await admin.PressAsync(form, "Yes, revoke 3 uses");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Give a reason; the member may read it.", refused.Problem("Description"));
        await admin.PressAsync(refused, "Yes, revoke 3 uses", ("Description", "Left the space"));

        var page = await admin.GetAsync($"/credits/{credit.Id}");
        Assert.Equal("Revoked", page.TextOf(".record-facts .status"));
        Assert.Contains("3 uses revoked on 12 Dec (Left the space); it was revoked, so nothing is left", page.TextOf(".statement"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(page.TextsOf(".record-menu .menu-item"), item => item is "Extend" or "Transfer" or "Revoke");
        Assert.Contains("was revoked", (await admin.GetAsync($"/credits/{credit.Id}/extend")).FormProblem(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_offers_what_the_credit_can_to_those_who_may_or_may_ask()
    {
        var ends = await space.AddCreditAsync(BenefitKind.Time, 60, NewYear);
        var lasts = await space.AddCreditAsync(BenefitKind.Time, 60);
        var over = await space.AddCreditAsync(BenefitKind.Time, 60, NewYear.AddDays(-30));

        Assert.Equal(["Extend", "Transfer", "Revoke"], await OfferedAsync(UserRole.Admin, ends));
        Assert.Equal(["Transfer", "Revoke"], await OfferedAsync(UserRole.Admin, lasts));
        Assert.Equal(["Extend"], await OfferedAsync(UserRole.Admin, over));
        Assert.Equal(["Extend", "Transfer", "Revoke"], await OfferedAsync(UserRole.Manager, ends));
    }

    private async Task<IEnumerable<string>> OfferedAsync(UserRole role, SpaceCredit credit) =>
        (await (await space.AsAsync(role)).GetAsync($"/credits/{credit.Id}")).TextsOf(".record-menu .menu-item")
            .Where(item => item is "Extend" or "Transfer" or "Revoke");

    private Task<long> AddNamedAsync(string name) => space.ReadAsync(async db =>
    {
        var reference = Guid.NewGuid().ToString("N");
        var member = new Member { Reference = reference, Name = name, SortName = SearchText.Fold(name) };
        foreach (var term in SearchText.TermsOf(reference, name, null)) member.SearchTerms.Add(new MemberSearchTerm { Term = term });
        db.Members.Add(member);
        await db.SaveChangesAsync(Stop);
        return member.Id;
    });
}
