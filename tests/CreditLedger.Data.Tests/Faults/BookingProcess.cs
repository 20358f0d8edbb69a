using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>What another process does with bookings of the first service. Hours are those after the day after tomorrow.</summary>
internal static class BookingProcess
{
    private const long Room = 1;

    /// <summary>
    /// Threads that each try to book every hour; says how many were booked here. Anything but "booked" and "taken" is an error.
    /// </summary>
    public static async Task<int> BookAsync(LedgerStore store, long member, int threads, int hours)
    {
        var booked = 0;
        var first = First();
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(async () =>
        {
            for (var hour = 0; hour < hours; hour++)
            {
                switch (await store.ExecuteAsync(Book(member, first.AddHours(hour)), CancellationToken.None))
                {
                    case Done:
                        Interlocked.Increment(ref booked);
                        break;
                    case Refused { Refusal.Field: RefusedField.BookedFrom }:
                        break;
                    case Refused { Refusal.Reason: RefusalReason.NotEnough }:
                        break;
                    case var other:
                        throw new InvalidOperationException($"Neither booked nor taken: {other}");
                }
            }
        })));
        return booked;
    }

    /// <summary>Books, changes, cancels and restores one hour after the other, and says each step.</summary>
    public static async Task ChurnAsync(LedgerStore store, long member, int round, int hours)
    {
        var first = First().AddDays(30 * round);
        for (var hour = 0; hour < 3 * hours; hour += 3)
        {
            var startsAt = first.AddHours(hour);
            var id = await DoAsync(store, Book(member, startsAt));
            await DoAsync(store, new ChangeBookingCommand(Key(), Actor.User(1))
            {
                BookingId = id,
                MemberId = member,
                ServiceId = Room,
                StartsAt = startsAt,
                EndsAt = startsAt.AddMinutes(90),
                SeenVersion = 1,
            });
            await DoAsync(store, new CancelBookingCommand(Key(), Actor.User(1)) { BookingId = id });
            await DoAsync(store, new RestoreBookingCommand(Key(), Actor.User(1)) { BookingId = id });
            await DoAsync(store, new CancelBookingCommand(Key(), Actor.User(1)) { BookingId = id });
        }
    }

    private static async Task<long> DoAsync(LedgerStore store, LedgerCommand command)
    {
        var result = await store.ExecuteAsync(command, CancellationToken.None);
        if (result is not Done done) throw new InvalidOperationException($"{command.GetType().Name}: {result}");
        Console.WriteLine(command.GetType().Name);
        return done.Id;
    }

    private static BookCommand Book(long member, DateTime startsAt) => new(Key(), Actor.User(1))
    { MemberId = member, ServiceId = Room, StartsAt = startsAt, EndsAt = startsAt.AddHours(1) };

    private static string Key() => Guid.NewGuid().ToString("N");

    private static DateTime First() => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(2);
}
