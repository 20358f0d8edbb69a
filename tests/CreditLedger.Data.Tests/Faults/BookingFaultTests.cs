using CreditLedger.Data.Tests.Bookings;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>Bookings, raced and killed: each hour once, each commitment used once, no booking half paid (R30, R42, R43).</summary>
public sealed class BookingFaultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_that_book_one_room_at_once_get_each_hour_once(string provider)
    {
        const int hours = 40;
        await using var database = await TestDatabase.CreateAsync(provider, TimeProvider.System.GetUtcNow().UtcDateTime);
        var member = await RoomAsync(database, minutes: hours * 60);
        using var one = SecondProcess.Start(database, "book", $"{member}", "3", $"{hours}");
        using var other = SecondProcess.Start(database, "book", $"{member}", "3", $"{hours}");
        var booked = 0;
        foreach (var process in new[] { one, other })
        {
            var (said, errors) = (await process.StandardOutput.ReadToEndAsync(Stop), await process.StandardError.ReadToEndAsync(Stop));
            await process.WaitForExitAsync(Stop);
            Assert.True(process.ExitCode == 0, errors);
            booked += int.Parse(said, System.Globalization.CultureInfo.InvariantCulture);
        }

        Assert.Equal(hours, booked);
        await AssertWholeAsync(database, bookings: hours);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_process_killed_while_it_books_changes_cancels_and_restores_leaves_every_booking_whole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, TimeProvider.System.GetUtcNow().UtcDateTime);
        var member = await RoomAsync(database, minutes: 6_000);
        for (var kill = 0; kill < 6; kill++)
        {
            using var process = SecondProcess.Start(database, "churn", $"{member}", $"{kill}", "100");
            for (var line = 0; line <= 3 + (2 * kill); line++) await process.StandardOutput.ReadLineAsync(Stop);
            process.Kill();
            await process.WaitForExitAsync(Stop);
            await AssertWholeAsync(database);
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_that_issue_at_once_use_each_commitment_once(string provider)
    {
        const int members = 40;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var startsOn = TestDatabase.London.DayOf(now).AddMonths(-1);
        await using var database = await TestDatabase.CreateAsync(provider, TestDatabase.London.StartOf(startsOn).AddDays(-1));
        var plan = await database.AddPlanAsync("Club", (await database.AddBenefitAsync("TIME"), 120, Period.Month, null));
        for (var number = 0; number < members; number++)
        {
            var (member, room) = (await database.AddMemberAsync($"M-{number}"), await database.AddServiceAsync($"ROOM-{number}"));
            await database.AssignAsync(member, plan, startsOn);
            await database.BookAsync(member, room, TestDatabase.London.StartOf(startsOn.AddDays(3)).AddHours(12), 90);
        }

        Assert.Equal(members, await OpenAsync(database));
        database.Clock.Now = now;
        using var one = SecondProcess.Start(database, "issue", "0", "1", "7");
        using var other = SecondProcess.Start(database, "issue", "0", "1", "11");
        await database.IssueAsync();
        foreach (var process in new[] { one, other })
        {
            var errors = await process.StandardError.ReadToEndAsync(Stop);
            await process.WaitForExitAsync(Stop);
            Assert.True(process.ExitCode == 0, errors);
        }

        Assert.Equal(0, await OpenAsync(database));
        await AssertWholeAsync(database, bookings: members);
    }

    private static async Task<long> RoomAsync(TestDatabase database, long minutes)
    {
        var member = await database.AddMemberAsync("M-1");
        await database.AddServiceAsync("ROOM");
        await database.GrantAsync(member, await database.AddBenefitAsync("TIME"), minutes);
        return member;
    }

    private static async Task<int> OpenAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.OpenCommitments.CountAsync(Stop);
    }

    // What is booked is paid in full, what is cancelled not at all, and the ledger holds.
    private static async Task AssertWholeAsync(TestDatabase database, int? bookings = null)
    {
        await using var context = database.NewContext();
        var paid = await context.LedgerEntries.Where(entry => entry.BookingId != null).GroupBy(entry => entry.BookingId)
            .Select(booking => new { booking.Key, Paid = -booking.Sum(entry => entry.Amount) })
            .ToDictionaryAsync(booking => booking.Key!.Value, booking => booking.Paid, Stop);
        var rows = await context.Bookings.ToListAsync(Stop);
        Assert.All(rows, row => Assert.Equal(
            row.Status == BookingStatus.Booked ? row.Amount : 0, paid.GetValueOrDefault(row.Id)));
        if (bookings is not null) Assert.Equal(bookings, rows.Count);
        await database.AssertVerifiedAsync();
    }
}
