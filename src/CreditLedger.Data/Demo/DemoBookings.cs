using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Demo;

/// <summary>Meeting rooms of the demo space, booked for the last two weeks and the next three: paid, cancelled, attended or not.</summary>
internal sealed class DemoBookings(DemoCatalogue catalogue, List<DemoMember> members, SiteZone zone, DateTime now, int seed)
{
    private const int DaysBack = 14;
    private const int DaysAhead = 35;
    private const int ChanceOfSlot = 45;

    private static readonly int[] Hours = [9, 11, 14, 16];
    private static readonly string[] Staff = ["Sam Porter", "Robin Hale", "Kit Marlow"];
    private static readonly string[] Guests = ["Visitor from Northgate", "Dr. Iris Vane", "New client"];

    private readonly Random _random = new(seed);

    /// <summary>Books, then marks who came and cancels some.</summary>
    public async Task<int> PostAsync(BulkSession session, CancellationToken cancellationToken)
    {
        var asked = Requests().ToList();
        var results = asked.Count == 0 ? [] : await session.ExecuteAsync(asked, cancellationToken);
        var booked = asked.Zip(results).Where(pair => pair.Second is Done).Select(pair => (pair.First, ((Done)pair.Second).Id)).ToList();
        var acts = booked.Select(pair => After((BookCommand)pair.First, pair.Id)).OfType<LedgerCommand>().ToList();
        if (acts.Count > 0) await session.ExecuteAsync(acts, cancellationToken);
        return booked.Count;
    }

    private IEnumerable<LedgerCommand> Requests()
    {
        List<Member> active = [.. members.Select(member => member.Member).Where(member => member.Status == MemberStatus.Active)];
        if (active.Count == 0) yield break;
        var today = zone.DayOf(now);
        var number = 0;
        foreach (var room in catalogue.Services.Where(service => service.Category == "Meeting room"))
        {
            for (var day = today.AddDays(-DaysBack); day <= today.AddDays(DaysAhead); day = day.AddDays(1))
            {
                if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
                foreach (var hour in Hours.Where(_ => _random.Chance(ChanceOfSlot)))
                    yield return Request(room, active, day, hour, ++number);
            }
        }
    }

    private BookCommand Request(Service room, List<Member> active, DateOnly day, int hour, int number)
    {
        var startsAt = zone.ToInstant(day.ToDateTime(new TimeOnly(hour, 0)));
        return new BookCommand(FormattableString.Invariant($"demo:book:{number}"), Actor.Job(JobName.DemoSeed))
        {
            MemberId = active[_random.Next(active.Count)].Id,
            ServiceId = room.Id,
            StartsAt = startsAt,
            EndsAt = startsAt.AddMinutes(_random.Chance(60) ? 60 : 120),
            RestBy = _random.Chance(25) ? PaymentMethod.Card : null,
            Staff = _random.Chance(30) ? _random.Pick(Staff) : null,
            GuestName = _random.Chance(10) ? _random.Pick(Guests) : null,
        };
    }

    private LedgerCommand? After(BookCommand booking, long id)
    {
        if (booking.StartsAt > now)
        {
            return !_random.Chance(6) ? null : new CancelBookingCommand($"{booking.IdempotencyKey}:cancel", booking.Actor)
            { BookingId = id, Description = "Cancelled by phone" };
        }

        return _random.Chance(8) ? null : new MarkAttendanceCommand($"{booking.IdempotencyKey}:mark", booking.Actor)
        { Bookings = [id], Attendance = _random.Chance(90) ? Attendance.Attended : Attendance.NoShow };
    }
}
