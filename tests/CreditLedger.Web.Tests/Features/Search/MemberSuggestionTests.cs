using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Search;

/// <summary>What fields that name a member suggest while one types, and which fields do.</summary>
public sealed class MemberSuggestionTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vera qui")]
    [InlineData("VERA QUI ")]
    [InlineData("vq1@space.exam")]
    [InlineData("TYPED-VQ1")]
    [InlineData("ped-vq1")]
    public async Task A_part_of_name_e_mail_or_reference_suggests_the_reference_with_name_and_e_mail(string typed)
    {
        await HaveAsync("TYPED-VQ1", "Vera Quist", "vq1@space.example");

        Assert.Equal([("TYPED-VQ1", "Vera Quist · TYPED-VQ1 · vq1@space.example")], await SuggestAsync(typed));
    }

    [Fact]
    public async Task Members_of_one_name_are_told_apart_and_one_who_has_left_comes_last_and_is_named_as_such()
    {
        await HaveAsync("TWIN-3", "Tessa Twin", null, MemberStatus.Left);
        await HaveAsync("TWIN-1", "Tessa Twin", "t1@space.example");
        await HaveAsync("TWIN-2", "Tessa Twin", null, MemberStatus.Suspended);

        Assert.Equal(
            [
                ("TWIN-1", "Tessa Twin · TWIN-1 · t1@space.example"),
                ("TWIN-2", "Tessa Twin · TWIN-2 · Suspended"),
                ("TWIN-3", "Tessa Twin · TWIN-3 · Left"),
            ],
            await SuggestAsync("tessa"));
    }

    [Theory]
    [InlineData("leo oneil", "Léo O’Neil <b> · ODD-1 · found by leo oneil")]
    [InlineData("o'neil léo", "Léo O’Neil <b> · ODD-1 · found by o'neil léo")]
    [InlineData("léo", "Léo O’Neil <b> · ODD-1")]
    public async Task What_a_browser_would_hide_because_it_was_typed_otherwise_says_what_found_it(string typed, string text)
    {
        await HaveAsync("ODD-1", "Léo O’Neil <b>", null);

        Assert.Equal([("ODD-1", text)], await SuggestAsync(typed));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" v ")]
    [InlineData("nobody at all")]
    [InlineData("%%")]
    [InlineData("' OR 1=1 --")]
    [InlineData("<script>")]
    [InlineData("\0\0")]
    public async Task What_finds_nobody_empties_the_list(string typed) => Assert.Empty(await SuggestAsync(typed));

    [Fact]
    public async Task An_address_without_a_field_suggests_nobody() =>
        Assert.Equal((HttpStatusCode.OK, ""), await BodyAsync("/search/members"));

    [Fact]
    public async Task A_text_that_is_too_long_is_cut_even_within_a_character()
    {
        await HaveAsync("LONG-1", new string('y', 150), null);

        Assert.Single(await SuggestAsync(new string('y', 4_000)));
        Assert.Single(await SuggestAsync(new string('y', 199) + "🎉"));
    }

    [Fact]
    public async Task No_more_than_ten_are_suggested()
    {
        for (var index = 0; index < 12; index++) await HaveAsync($"MANY-{index:00}", $"Many {index:00}", null);

        Assert.Equal(10, (await SuggestAsync("many")).Count);
    }

    [Theory]
    [InlineData("/credits/{0}/transfer", "Member")]
    [InlineData("/groups/new", "Owner")]
    [InlineData("/groups/{1}/edit", "Owner")]
    [InlineData("/groups/{1}", "Member")]
    public async Task Each_field_that_names_a_member_suggests_and_is_a_plain_field_without_script(string path, string field)
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 60);
        var group = await GroupOfAsync(credit.MemberId);
        var page = await (await space.AsAsync(UserRole.Admin))
            .GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, credit.Id, group));

        var input = page.Html.QuerySelector($"main form[method=post] input[name={field}]")!;
        Assert.Equal(("/search/members", $"#{field}-suggestions", $"{field}-suggestions", "this:replace"),
            (input.GetAttribute("hx-get"), input.GetAttribute("hx-target"), input.GetAttribute("list"), input.GetAttribute("hx-sync")));
        Assert.Equal("200", input.GetAttribute("maxlength"));
        Assert.Equal("", page.TextOf($"datalist#{field}-suggestions"));
        Assert.True(page.Has($"label[for={field}]"));
    }

    [Fact]
    public async Task The_chosen_reference_is_all_that_the_preview_needs()
    {
        var credit = await space.AddCreditAsync(BenefitKind.Time, 60);
        await HaveAsync("CHOSEN-1", "Fay Chosen", null);
        await HaveAsync("CHOSEN-2", "Fay Chosen", null);
        var admin = await space.AsAsync(UserRole.Admin);

        var typed = await admin.TypeAsync(await admin.GetAsync($"/credits/{credit.Id}/transfer"), ("Member", "CHOSEN-2"));

        Assert.Contains("Fay Chosen", typed.Effect(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UserRole.Staff, HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.Redirect)]
    public async Task Whoever_is_signed_in_may_ask(UserRole? role, HttpStatusCode status)
    {
        var browser = role is { } signedIn ? await space.AsAsync(signedIn) : space.Visitor();

        Assert.Equal(status, (await browser.GetAsync("/search/members?Member=ada")).Status);
    }

    private async Task<IReadOnlyList<(string? Value, string Text)>> SuggestAsync(string typed)
    {
        var (status, body) = await BodyAsync($"/search/members?Member={Uri.EscapeDataString(typed)}");
        Assert.Equal(HttpStatusCode.OK, status);
        var list = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<datalist>{body}</datalist>");
        return [.. list.QuerySelectorAll("option").Select(option => (option.GetAttribute("value"), option.TextContent))];
    }

    private async Task<(HttpStatusCode Status, string Body)> BodyAsync(string path)
    {
        var page = await (await space.AsAsync(UserRole.Staff)).GetAsync(path);
        return (page.Status, page.Body.Trim());
    }

    private Task<int> HaveAsync(string reference, string name, string? email, MemberStatus status = MemberStatus.Active) =>
        space.ReadAsync(async db =>
        {
            if (await db.Members.AnyAsync(one => one.Reference == reference, Stop)) return 0;
            var member = new Member
            { Reference = reference, Name = name, SortName = SearchText.Fold(name), Email = email, Status = status };
            foreach (var term in SearchText.TermsOf(reference, name, email)) member.SearchTerms.Add(new MemberSearchTerm { Term = term });
            db.Members.Add(member);
            return await db.SaveChangesAsync(Stop);
        });

    private Task<long> GroupOfAsync(long owner) => space.ReadAsync(async db =>
    {
        var group = new Group { Name = $"Group of {owner}", SortName = $"group of {owner}", Kind = GroupKind.Team, OwnerId = owner };
        db.Groups.Add(group);
        await db.SaveChangesAsync(Stop);
        return group.Id;
    });
}
