using CreditLedger.Data.Demo;
using CreditLedger.Data.Tests.Import;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Demo;

/// <summary>The demo space.</summary>
public sealed class DemoSpaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Is_the_same_for_the_same_seed_and_another_for_another(string provider)
    {
        var first = await RowsAsync(provider, new DemoOptions(30, 6, 1));
        Assert.Equal(first, await RowsAsync(provider, new DemoOptions(30, 6, 1)));
        Assert.NotEqual(first, await RowsAsync(provider, new DemoOptions(30, 6, 2)));
    }

    [Fact]
    public async Task Shows_a_bit_of_everything()
    {
        await using var database = await TestDatabase.CreateAsync();
        var counts = await FillAsync(database, new DemoOptions(80, 12));
        Assert.NotNull(counts);
        Assert.InRange(counts.Usages, 500, 20_000);
        await using var context = database.NewContext();
        var kinds = await context.Credits.Select(credit => credit.BenefitKind).Distinct().CountAsync(Stop);
        Assert.Equal(5, kinds);
        foreach (var posting in new[] { PostingKind.Grant, PostingKind.Usage, PostingKind.Adjustment, PostingKind.Reversal })
            Assert.True(await context.Postings.AnyAsync(row => row.Kind == posting, Stop), $"no {posting}");
        var now = database.Clock.Now;
        Assert.True(await context.CreditBalances.AnyAsync(credit => credit.ExpiresAt < now && credit.Balance > 0, Stop), "nothing expired");
        Assert.True(await context.CreditBalances.AnyAsync(credit => credit.ExpiresAt > now && credit.Balance == 0, Stop),
            "nothing used up");
        Assert.True(await context.CreditBalances.AnyAsync(credit => credit.StartsAt > now, Stop), "nothing upcoming");
        Assert.Equal(3, await context.Members.Select(member => member.Status).Distinct().CountAsync(Stop));
        Assert.Equal(2, await context.Members.Select(member => member.Kind).Distinct().CountAsync(Stop));
        var merged = await context.MemberMerges.SingleAsync(Stop);
        Assert.Equal(merged.IntoId, (await context.Members.SingleAsync(member => member.Id == merged.FromId, Stop)).MergedIntoId);
        Assert.Equal(3, await context.Groups.Select(group => group.Kind).Distinct().CountAsync(Stop));
        Assert.True(await context.SharedUses.AnyAsync(Stop), "nobody used what others share");
        Assert.True(await context.GroupCaps.AnyAsync(Stop), "no caps");
        Assert.Equal(3, await context.Benefits.Where(benefit => benefit.Kind == BenefitKind.Money).CountAsync(Stop));
    }

    [Fact]
    public async Task Leaves_a_database_alone_that_holds_members()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddMemberAsync("M1");
        Assert.Null(await FillAsync(database, new DemoOptions(5, 2)));
        Assert.Equal((1, 0, 0, 0, 0, 0), await database.RowsAsync());
    }

    private static Task<DemoCounts?> FillAsync(TestDatabase database, DemoOptions options) =>
        new DemoSpace(database.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), database.Store,
            Importing.London, database.Clock)
            .FillAsync(options, Stop);

    // The heads of all chains: equal heads, equal rows (R8).
    private static async Task<List<string>> RowsAsync(string provider, DemoOptions options)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await FillAsync(database, options);
        await using var context = database.NewContext();
        var rows = await context.LedgerEntries.OrderBy(entry => entry.Id)
            .Select(entry => new
            {
                entry.OwnerId,
                entry.Sequence,
                entry.CreditId,
                entry.Kind,
                entry.Amount,
                entry.UsedAt,
                entry.UsedById,
                entry.Posting!.Description
            })
            .ToListAsync(Stop);
        var names = await context.Members.OrderBy(member => member.Id).Select(member => member.Reference + member.Name).ToListAsync(Stop);
        return [.. rows.Select(row => row.ToString()!), .. names];
    }
}
