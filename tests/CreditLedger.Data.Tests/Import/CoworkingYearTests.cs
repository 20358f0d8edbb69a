using CreditLedger.Data.Import;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Import;

/// <summary>The imported year: the figures are those that come with the data.</summary>
public sealed class CoworkingYearTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_coworking_year_gives_exactly_the_figures_that_come_with_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await ImportUpToCreditsAsync(database);

        using (var refused = await ImportAsync(database, ImportKind.Usages, new ImportOptions()))
        {
            Assert.False(refused.IsKept);
            Assert.Equal(1_672, refused.Counts.Refused);
            Assert.Equal(1_672, refused.Refusals().Count());
            Assert.All(refused.Refusals(), row => Assert.Equal("amount", row.Column));
        }

        await AssertNothingUsedAsync(database);

        using (var dry = await ImportAsync(database, ImportKind.Usages, new ImportOptions(DryRun: true, SkipRefused: true)))
        {
            Assert.False(dry.IsKept);
            Assert.Equal((4_768, 5_010, 1_672), (dry.Counts.Posted, dry.Counts.Entries, dry.Counts.Refused));
        }

        await AssertNothingUsedAsync(database);

        using (var posted = await ImportAsync(database, ImportKind.Usages, new ImportOptions(SkipRefused: true)))
        {
            Assert.True(posted.IsKept);
            Assert.Equal((6_440, 4_768, 5_010, 1_672),
                (posted.Counts.Rows, posted.Counts.Posted, posted.Counts.Entries, posted.Counts.Refused));
            Assert.Equal("4,768 posted (5,010 entries), 1,672 refused, 0 already there.", posted.Summary());
        }

        await AssertFiguresAsync(database);

        using (var again = await ImportAsync(database, ImportKind.Usages, new ImportOptions(SkipRefused: true)))
            Assert.Equal((0, 1_672, 4_768), (again.Counts.Posted, again.Counts.Refused, again.Counts.AlreadyThere));
        await AssertFiguresAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_catalogue_and_the_credits_again_change_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await ImportUpToCreditsAsync(database);
        var before = await database.RowsAsync();
        foreach (var (kind, rows) in new[] { (ImportKind.Members, 1_500), (ImportKind.Services, 150), (ImportKind.Benefits, 5),
            (ImportKind.Credits, 4_809) })
        {
            using var again = await ImportAsync(database, kind, new ImportOptions());
            Assert.Equal((rows, 0, 0, 0), (again.Counts.AlreadyThere, again.Counts.Created, again.Counts.Changed, again.Counts.Posted));
        }

        Assert.Equal(before, await database.RowsAsync());
    }

    private static async Task ImportUpToCreditsAsync(TestDatabase database)
    {
        foreach (var kind in new[] { ImportKind.Members, ImportKind.Services, ImportKind.Benefits, ImportKind.Credits })
        {
            using var report = await ImportAsync(database, kind, new ImportOptions());
            Assert.True(report.IsKept && report.IsClean, $"{kind}: {report.Summary()}");
        }
    }

    private static async Task<ImportReport> ImportAsync(TestDatabase database, ImportKind kind, ImportOptions options)
    {
        await using var file = File.OpenRead(Path.Combine(Importing.SharedData("coworking"), $"{kind.ToString().ToLowerInvariant()}.csv"));
        return await database.ImportAsync(kind, file, options);
    }

    private static async Task AssertNothingUsedAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        Assert.Equal(0, await context.LedgerEntries.CountAsync(entry => entry.Kind == EntryKind.Usage, Stop));
    }

    private static async Task AssertFiguresAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        Assert.Equal(4_768, await context.Postings.CountAsync(posting => posting.Kind == PostingKind.Usage, Stop));
        Assert.Equal(5_010, await context.LedgerEntries.CountAsync(entry => entry.Kind == EntryKind.Usage, Stop));
        var sums = await context.Credits
            .GroupBy(credit => credit.Benefit!.Name)
            .Select(group => new
            {
                group.Key,
                Granted = group.Sum(credit => credit.Amount),
                Balance = group.Sum(credit => credit.Balance!.Balance)
            })
            .ToDictionaryAsync(sum => sum.Key, sum => (sum.Granted, sum.Balance), Stop);
        Assert.Equal((827_700, 302_100), sums["Desk time"]);
        Assert.Equal((192_840, 138_000), sums["Meeting room time"]);
        Assert.Equal((116_550, 65_970), sums["Flexible time"]);
        Assert.Equal(sums["Printing"].Granted, sums["Printing"].Balance);
        Assert.Equal(sums["Booking wallet"].Granted, sums["Booking wallet"].Balance);
    }
}
