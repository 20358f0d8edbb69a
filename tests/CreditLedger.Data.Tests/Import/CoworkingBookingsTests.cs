using System.Globalization;
using System.Text;
using CreditLedger.Data.Import;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Import;

/// <summary>
/// The imported year as bookings: each usage is one that starts when it was used and lasts as long as it took. They draw from the same
/// credits, imported when they are over and entered before they begin.
/// </summary>
public sealed class CoworkingBookingsTests
{
    private static readonly DateTime NewYear = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bookings_of_the_year_draw_what_its_usages_draw_imported_afterwards_or_ahead_and_run_day_by_day(string provider)
    {
        await using var used = await TestDatabase.CreateAsync(provider);
        await ImportCatalogueAsync(used);
        var usages = await File.ReadAllTextAsync(Path.Combine(Importing.SharedData("coworking"), "usages.csv"), Stop);
        using (var report = await used.ImportAsync(ImportKind.Usages, usages, new ImportOptions(SkipRefused: true)))
            Assert.Equal((4_768, 1_672), (report.Counts.Posted, report.Counts.Refused));
        var expected = await DrawsAsync(used, byBooking: false);
        Assert.Equal(5_010, expected.Count);
        var bookings = BookingsOf(usages);

        await using (var after = await TestDatabase.CreateAsync(provider))
        {
            await ImportCatalogueAsync(after);
            using (var report = await after.ImportAsync(ImportKind.Bookings, bookings, new ImportOptions(SkipRefused: true)))
                Assert.Equal((4_768, 1_672), (report.Counts.Posted, report.Counts.Refused));
            Assert.Equal(expected, await DrawsAsync(after, byBooking: true));
            using var again = await after.ImportAsync(ImportKind.Bookings, bookings, new ImportOptions(SkipRefused: true));
            Assert.Equal((0, 4_768), (again.Counts.Posted, again.Counts.AlreadyThere));
            await after.AssertVerifiedAsync();
        }

        await using var ahead = await TestDatabase.CreateAsync(provider, NewYear);
        await ImportCatalogueAsync(ahead);
        using (var report = await ahead.ImportAsync(ImportKind.Bookings, bookings, new ImportOptions(SkipRefused: true)))
            Assert.Equal((4_768, 1_672), (report.Counts.Posted, report.Counts.Refused));
        for (var day = NewYear; day.Year == 2025; day = day.AddDays(1))
        {
            ahead.Clock.Now = day.AddHours(1);
            await ahead.IssueAsync();
        }

        Assert.Equal(expected, await DrawsAsync(ahead, byBooking: true));
        await using (var context = ahead.NewContext()) Assert.Equal(0, await context.OpenCommitments.CountAsync(Stop));
        await ahead.AssertVerifiedAsync();
    }

    private static async Task ImportCatalogueAsync(TestDatabase database)
    {
        foreach (var kind in new[] { ImportKind.Members, ImportKind.Services, ImportKind.Benefits, ImportKind.Credits })
        {
            var name = $"{kind.ToString().ToLowerInvariant()}.csv";
            await using var file = File.OpenRead(Path.Combine(Importing.SharedData("coworking"), name));
            using var report = await database.ImportAsync(kind, file, new ImportOptions());
            Assert.True(report.IsKept && report.IsClean, $"{kind}: {report.Summary()}");
        }
    }

    // The file has no quotes and no commas within cells.
    private static string BookingsOf(string usages)
    {
        var text = new StringBuilder("external_id,member,service,starts_at,ends_at,paid_by,description\n");
        foreach (var line in usages.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1))
        {
            var cells = line.Split(',');
            var startsAt = DateTime.ParseExact(cells[3], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var endsAt = startsAt.AddMinutes(int.Parse(cells[2], CultureInfo.InvariantCulture));
            text.Append(CultureInfo.InvariantCulture,
                $"{cells[0]},{cells[1]},{cells[4]},{cells[3]},{endsAt:yyyy-MM-dd HH:mm},credits,{cells[5]}\n");
        }

        return text.ToString();
    }

    // (booking, credit, amount)
    private static async Task<List<string>> DrawsAsync(TestDatabase database, bool byBooking)
    {
        await using var context = database.NewContext();
        var entries = await context.LedgerEntries.Where(entry => entry.Kind == EntryKind.Usage)
            .Select(entry => new { entry.BookingId, Key = entry.Posting!.IdempotencyKey, entry.Credit!.ExternalId, entry.Amount })
            .ToListAsync(Stop);
        var names = await context.Bookings.ToDictionaryAsync(booking => booking.Id, booking => booking.ExternalId, Stop);
        return
        [
            .. entries.Select(entry => string.Create(CultureInfo.InvariantCulture,
                $"{(byBooking ? names[entry.BookingId!.Value] : entry.Key["import:usage:".Length..])} {entry.ExternalId} {entry.Amount}"))
                .Order(StringComparer.Ordinal),
        ];
    }
}
