using System.Net;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Members;

/// <summary>"Merge with ..." and its "Undo" (R50).</summary>
public sealed class MergeTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_records_become_one_whose_pages_both_addresses_open_and_undoing_it_says_what_stays()
    {
        var (other, survivor) = await RecordsAsync("Ada Merged");
        await space.RecordAsync(new GrantCommand(NewKey(), Actor.User(1))
        { MemberId = other.Id, BenefitId = await space.BenefitAsync(BenefitKind.Time), Amount = 300 });
        await UseAsync(other.Id, 15);
        var admin = await space.AsAsync(UserRole.Admin);
        var overview = await admin.GetAsync($"/members/{survivor.Id}");
        Assert.Contains($"/members/{survivor.Id}/merge", overview.Html.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));

        // Of two of one name the other one is meant.
        var preview = await admin.PressAsync(await admin.GetAsync($"/members/{survivor.Id}/merge"), "Continue", ("Member", "Ada Merged"));
        Assert.Equal($"Merges {other.Name} into {survivor.Name}", preview.Effect());
        Assert.Contains($"{survivor.Name} gets 4 h 45 min of Time credit.", preview.TextsOf(".effect-note"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.PressAsync(preview, "Yes, merge")));
        Assert.All(answers, answer => Assert.Equal($"/members/{survivor.Id}", answer.Location));

        // Sent once more, after the other record is found by nobody: the same answer, and nothing new.
        Assert.Equal($"/members/{survivor.Id}", (await admin.PressAsync(preview, "Yes, merge")).Location);
        var merge = await space.ReadAsync(db => db.MemberMerges.SingleAsync(row => row.FromId == other.Id, Stop));

        foreach (var tail in new[] { "", "/benefits/time?past=1", "/activity", "/edit", "/merge" })
            Assert.Equal($"/members/{survivor.Id}{tail}", (await admin.GetAsync($"/members/{other.Id}{tail}")).Location);
        var page = await admin.GetAsync($"/members/{survivor.Id}");
        Assert.Contains($"Merged from {other.Name} on 12 Dec 2025", page.TextOf("main"), StringComparison.Ordinal);
        Assert.Contains("15 min", (await admin.GetAsync($"/members/{survivor.Id}/benefits/history/time")).TextOf("main"),
            StringComparison.Ordinal);
        Assert.Contains("15 min", (await admin.GetAsync($"/members/{survivor.Id}/credits")).TextOf("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Undo", (await admin.GetAsync($"/postings/{merge.PostingId}")).TextOf("main"), StringComparison.Ordinal);

        await UseAsync(survivor.Id, 120);
        var undo = await admin.GetAsync($"/merges/{merge.Id}/undo");
        Assert.Contains($"{other.Name} gets 2 h 45 min of Time credit.", undo.TextsOf(".effect-note"));
        Assert.Contains($"2 h of Time credit used since the merge: stays with {survivor.Name}.", undo.TextsOf(".effect-note"));
        Assert.Equal($"/members/{other.Id}", (await admin.PressAsync(undo, "Yes, undo the merge")).Location);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/members/{other.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/merges/{merge.Id}/undo")).Status);
    }

    [Fact]
    public async Task What_cannot_be_merged_is_said_beside_the_field()
    {
        var (_, survivor) = await RecordsAsync("Ada Refused");
        var admin = await space.AsAsync(UserRole.Admin);
        var form = await admin.GetAsync($"/members/{survivor.Id}/merge");
        var nobody = await admin.PressAsync(form, "Continue", ("Member", "zzzz"));
        Assert.Equal("No member is found by “zzzz”. Type a reference, an e-mail or a name.", nobody.Problem("Member"));
        var itself = await admin.PressAsync(form, "Continue", ("Member", survivor.Reference));
        Assert.Equal("Choose a record other than this one.", itself.Problem("Member"));
        var nothing = await admin.PressAsync(form, "Continue");
        Assert.Equal("Name the other record: reference, e-mail or name.", nothing.Problem("Member"));
    }

    [Theory]
    [InlineData(UserRole.Staff)]
    [InlineData(UserRole.Manager)]
    public async Task Only_admins_merge(UserRole role)
    {
        var (_, survivor) = await RecordsAsync("Ada Guarded");
        var browser = await space.AsAsync(role);
        Assert.DoesNotContain("Merge with", (await browser.GetAsync($"/members/{survivor.Id}")).TextOf("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/members/{survivor.Id}/merge")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/merges/1/undo")).Status);
    }

    private async Task<(MergedMember Other, MergedMember Survivor)> RecordsAsync(string name) =>
        (await AddAsync(name), await AddAsync(name));

    private async Task<MergedMember> AddAsync(string name)
    {
        var reference = Guid.NewGuid().ToString("N");
        var added = await space.RecordAsync(new SaveMemberCommand(NewKey(), Actor.User(1))
        { Id = 0, Wanted = new MemberRow { Reference = reference, Name = name } });
        return new MergedMember(added.Id, reference, $"{name} ({reference})");
    }

    private Task<Done> UseAsync(long member, long minutes) => space.RecordAsync(
        new UsageCommand(NewKey(), Actor.User(1)) { MemberId = member, Kind = BenefitKind.Time, Amount = minutes });

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private sealed record MergedMember(long Id, string Reference, string Name);
}
