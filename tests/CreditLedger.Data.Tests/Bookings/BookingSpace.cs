using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Bookings;

/// <summary>Services and bookings in a test database, in few words. Times are UTC.</summary>
internal static class BookingSpace
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A service at 12.00 an hour, booked in quarters of an hour.</summary>
    public static async Task<long> AddServiceAsync(
        this TestDatabase database, string reference, Func<ServiceRow, ServiceRow>? change = null, params ServiceRateRow[] rates)
    {
        var wanted = new ServiceRow { Reference = reference, Name = reference, IntervalMinutes = 15, Price = 300, Currency = "GBP" };
        var result = await database.Store.ExecuteAsync(
            new SaveServiceCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            { Id = 0, Wanted = change?.Invoke(wanted) ?? wanted, Rates = rates }, Stop);
        return Assert.IsType<Done>(result).Id;
    }

    public static BookCommand Book(long member, long service, DateTime startsAt, int minutes, string? key = null) =>
        new(key ?? Guid.NewGuid().ToString("N"), Actor.User(1))
        { MemberId = member, ServiceId = service, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(minutes) };

    public static async Task<long> BookAsync(
        this TestDatabase database, long member, long service, DateTime startsAt, int minutes, string? key = null) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Book(member, service, startsAt, minutes, key), Stop)).Id;

    public static CancelBookingCommand Cancel(long booking) => new(Guid.NewGuid().ToString("N"), Actor.User(1)) { BookingId = booking };

    /// <summary>The bookings, by start: minutes asked for, what is missing, and what is committed or used for each.</summary>
    public static async Task<List<string>> BookingsAsync(this TestDatabase database)
    {
        await using var context = database.NewContext();
        var bookings = await context.Bookings.OrderBy(booking => booking.StartsAt).ToListAsync(Stop);
        var lines = new List<string>();
        foreach (var booking in bookings)
        {
            var committed = await context.OpenCommitments.Where(row => row.BookingId == booking.Id).SumAsync(row => row.Amount, Stop);
            var used = -await context.LedgerEntries.Where(entry => entry.BookingId == booking.Id).SumAsync(entry => entry.Amount, Stop);
            lines.Add($"{booking.StartsAt:dd MMM HH:mm} {booking.Status} {booking.Amount}: used {used}, committed {committed}, " +
                $"missing {booking.Missing ?? 0}");
        }

        return lines;
    }

    /// <summary>The credits and what is left of each, in the order in which they start.</summary>
    public static async Task<List<(long CreditId, long Balance)>> BalancesAsync(this TestDatabase database)
    {
        await using var context = database.NewContext();
        var rows = await context.CreditBalances.Join(context.Credits, row => row.CreditId, credit => credit.Id, (row, credit) =>
            new { credit.StartsAt, row.CreditId, row.Balance }).OrderBy(row => row.StartsAt).ThenBy(row => row.CreditId).ToListAsync(Stop);
        return [.. rows.Select(row => (row.CreditId, row.Balance))];
    }

    /// <summary>The balance of a credit.</summary>
    public static async Task<long> BalanceAsync(this TestDatabase database, long credit)
    {
        await using var context = database.NewContext();
        return (await context.CreditBalances.SingleAsync(balance => balance.CreditId == credit, Stop)).Balance;
    }
}
