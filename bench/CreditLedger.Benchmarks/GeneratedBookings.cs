using System.Diagnostics;
using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Benchmarks;

/// <summary>
/// Rooms that are booked hour after hour up to a month ahead: most in the past and paid by card, one in ten cancelled, one in twenty not
/// attended; those of the month that runs use credits as far as they go.
/// </summary>
internal static class GeneratedBookings
{
    private const int Rooms = 100;
    private const int ActsPerChunk = 2_000;
    private const int DaysAhead = 30;

    public static async Task CreateAsync(
        LedgerFile ledger, IReadOnlyList<long> members, int count, Random random, TextWriter progress, CancellationToken cancellationToken)
    {
        var rooms = await RoomsAsync(ledger, cancellationToken);
        ledger.Clock.Instant = SpaceGenerator.Now;
        var watch = Stopwatch.StartNew();
        var made = 0;
        foreach (var acts in Enumerable.Range(0, count).Select(number => Book(number, rooms, members, random)).Chunk(ActsPerChunk))
        {
            await using var session = await ledger.Store.BeginBulkAsync(cancellationToken);
            foreach (var result in await session.ExecuteAsync(acts, cancellationToken))
                if (result is Refused refused) throw new InvalidOperationException($"A booking was refused: {refused.Refusal.Message}");
            await session.CommitAsync(cancellationToken);
            if ((made += acts.Length) % 100_000 == 0) await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{made:#,0} bookings, {made / watch.Elapsed.TotalSeconds:#,0} a second"));
        }
    }

    // The rooms in turn, each hour by hour from the oldest to the one that is farthest ahead.
    private static BookCommand Book(int number, IReadOnlyList<long> rooms, IReadOnlyList<long> members, Random random)
    {
        var startsAt = SpaceGenerator.Now.Date.AddDays(DaysAhead).AddHours(-number / Rooms);
        var (isPast, dice) = (startsAt < SpaceGenerator.Now, random.Next(100));
        return new BookCommand(string.Create(CultureInfo.InvariantCulture, $"gen:booking:{number:D9}"), Actor.Job(JobName.Generator))
        {
            MemberId = members[random.Next(members.Count)],
            ServiceId = rooms[number % Rooms],
            StartsAt = startsAt,
            EndsAt = startsAt.AddHours(1),
            UsesCredits = startsAt > SpaceGenerator.Now.AddDays(-7) && startsAt < SpaceGenerator.Now.AddDays(2),
            RestBy = PaymentMethod.Card,
            IsCancelled = dice < 10,
            Attendance = !isPast || dice < 10 ? Attendance.Unmarked : dice < 15 ? Attendance.NoShow : Attendance.Attended,
            MayGoFurtherBack = true,
            DespiteStatus = true,
            MayDespiteStatus = true,
        };
    }

    private static async Task<IReadOnlyList<long>> RoomsAsync(LedgerFile ledger, CancellationToken cancellationToken)
    {
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        var rooms = Enumerable.Range(1, Rooms).Select(number => new Service
        { Reference = $"room-{number}", Name = $"Room {number}", IntervalMinutes = 60, Price = 1_000, Currency = "GBP" }).ToList();
        context.Services.AddRange(rooms);
        await context.SaveChangesAsync(cancellationToken);
        return [.. rooms.Select(room => room.Id)];
    }
}
