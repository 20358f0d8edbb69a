using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Bookings;

/// <summary>
/// Bookings ahead, changes, cancellations, their taking back, grants, uses and changes of plan in any order, against the naive model: the
/// same is accepted, each booking is paid by the same credits, and no balance is below zero at any moment.
/// </summary>
public sealed class BookingModelTests
{
    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(3u)]
    [InlineData(4u)]
    public async Task Whatever_the_order_the_model_says_the_same(uint seed)
    {
        var random = TestSeed.NewRandom(seed);
        for (var run = 0; run < 6; run++) await RunAsync(random, $"seed {seed}, run {run}");
    }

    private static async Task RunAsync(Random random, string name)
    {
        await using var space = await Space.CreateAsync();
        var (accepted, log) = (0, new List<string>());
        for (var step = 0; step < 40; step++)
        {
            await space.AdvanceAsync(random.Next(5) == 0 ? TimeSpan.FromHours(random.Next(1, 400)) : TimeSpan.FromMinutes(7));
            var (what, naive, real) = await space.StepAsync(random);
            log.Add($"{space.Now:d MMM HH:mm} {what}: {(naive ? "accepted" : "refused")}");
            Assert.True(naive == real is Done, $"{name}: the model {(naive ? "accepts" : "refuses")}, the ledger says {real}\n{Text(log)}");
            if (naive) accepted++;
            var (expected, actual) = (space.Expected(), await space.ActualAsync());
            Assert.True(expected == actual, $"{name}: expected\n{expected}\nbut was\n{actual}\n{Text(log)}");
        }

        Assert.True(accepted > 10, $"{name}: only {accepted} steps were accepted.");
        await space.CancelAllAsync();
        Assert.Equal(space.Expected(), await space.ActualAsync());
        await space.AssertNeverBelowZeroAsync();
        await space.Database.AssertVerifiedAsync();
    }

    private static string Text(List<string> log) => string.Join('\n', log);

    private sealed class Space(TestDatabase database) : IAsyncDisposable
    {
        private static readonly long[] Amounts = [120, 240, 480];

        private readonly NaiveBookings _naive = new();
        private readonly List<(NaiveBookings.Booking Naive, long Id)> _bookings = [];
        private readonly List<long> _plans = [];
        private long _member;
        private long _service;
        private long _benefit;
        private long _membership;
        private int _plan = 1;
        private DateTime _changedFrom = First;

        public TestDatabase Database => database;

        public DateTime Now => database.Clock.Now;

        public static async Task<Space> CreateAsync()
        {
            var space = new Space(await TestDatabase.CreateAsync(now: First.AddHours(9)));
            space._member = await space.Database.AddMemberAsync("M-1");
            space._service = await space.Database.AddServiceAsync("ROOM");
            space._benefit = await space.Database.AddBenefitAsync("TIME");
            foreach (var amount in Amounts)
                space._plans.Add(await space.Database.AddPlanAsync($"Plan {amount}", (space._benefit, amount, Period.Month, null)));
            space._membership = (await space.Database.AssignAsync(space._member, space._plans[1], new DateOnly(2026, 1, 1))).Id;
            space._naive.AddMonths(DateOnly.FromDateTime(First), 36, Amounts[1]);
            return space;
        }

        public async Task AdvanceAsync(TimeSpan time)
        {
            database.Clock.Now += time;
            await database.IssueAsync();
        }

        public async Task<(string What, bool Naive, Result Real)> StepAsync(Random random)
        {
            var open = _bookings.FindAll(one => !one.Naive.IsCancelled && one.Naive.StartsAt > Now);
            var cancelled = _bookings.FindAll(one => one.Naive.IsCancelled && one.Naive.StartsAt > Now);
            return random.Next(12) switch
            {
                0 => await GrantAsync(random),
                1 or 2 when open.Count > 0 => await ChangeAsync(random, open[random.Next(open.Count)]),
                3 or 4 when open.Count > 0 => await CancelAsync(open[random.Next(open.Count)]),
                5 when cancelled.Count > 0 => await RestoreAsync(cancelled[random.Next(cancelled.Count)]),
                6 when _changedFrom <= Now => await ChangePlanAsync(random),
                7 => await UseAsync(15 * random.Next(1, 9)),
                _ => await BookAsync(random),
            };
        }

        public async Task CancelAllAsync()
        {
            foreach (var one in _bookings.Where(one => !one.Naive.IsCancelled && one.Naive.StartsAt > Now).ToList())
                Assert.IsType<Done>((await CancelAsync(one)).Real);
        }

        /// <summary>What pays for each booking, and what is left of each credit, by the model.</summary>
        public string Expected() => Lines(
            _bookings.Select(one => (one.Id, one.Naive.IsCancelled, one.Naive.Missing,
                one.Naive.Claims.Select(claim => (claim.Key.StartsAt, claim.Value)))),
            _naive.Left(Now));

        /// <summary>The same, by the rows of the database.</summary>
        public async Task<string> ActualAsync()
        {
            await using var context = database.NewContext();
            var entries = await context.LedgerEntries.Where(entry => entry.BookingId != null)
                .Select(entry => new { entry.BookingId, entry.Credit!.StartsAt, entry.Amount }).ToListAsync(Stop);
            var open = await context.OpenCommitments.ToListAsync(Stop);
            var paid = entries.Select(entry => (Id: entry.BookingId!.Value, entry.StartsAt, Amount: -entry.Amount))
                .Concat(open.Select(row => (Id: row.BookingId, StartsAt: row.DueAt!.Value, row.Amount)))
                .GroupBy(part => (part.Id, part.StartsAt))
                .Select(part => (part.Key.Id, part.Key.StartsAt, Amount: part.Sum(one => one.Amount)))
                .Where(part => part.Amount != 0).ToLookup(part => part.Id, part => (part.StartsAt, part.Amount));
            var bookings = await context.Bookings.OrderBy(row => row.Id).ToListAsync(Stop);
            var credits = await context.Credits.Select(credit => new { credit.Id, credit.StartsAt, credit.Balance!.Balance })
                .ToListAsync(Stop);
            return Lines(
                bookings.Select(row => (row.Id, row.Status == BookingStatus.Cancelled, row.Missing ?? 0, paid[row.Id])),
                credits.Select(credit => (credit.StartsAt,
                    credit.Balance - open.Where(row => row.CreditId == credit.Id).Sum(row => row.Amount))).Order());
        }

        /// <summary>R6: in the order of use, and in the order of recording.</summary>
        public async Task AssertNeverBelowZeroAsync()
        {
            await using var context = database.NewContext();
            var entries = await context.LedgerEntries.ToListAsync(Stop);
            foreach (var credit in entries.GroupBy(entry => entry.CreditId))
            {
                long recorded = 0, used = 0;
                Assert.All(credit.OrderBy(entry => entry.Sequence), entry => Assert.True((recorded += entry.Amount) >= 0));
                Assert.All(credit.GroupBy(entry => entry.UsedAt).OrderBy(moment => moment.Key),
                    moment => Assert.True((used += moment.Sum(entry => entry.Amount)) >= 0));
            }
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();

        private static string Lines(
            IEnumerable<(long Id, bool IsCancelled, long Missing, IEnumerable<(DateTime StartsAt, long Amount)> Paid)> bookings,
            IEnumerable<(DateTime StartsAt, long Left)> credits) => string.Join('\n', bookings.Select(booking =>
                $"{booking.Id}{(booking.IsCancelled ? " cancelled" : "")} missing {booking.Missing}: " +
                string.Join(", ", booking.Paid.Order().Select(part => $"{part.Amount} of {part.StartsAt:d MMM yy HH:mm}")))
            .Append(string.Join(", ", credits.Select(credit => $"{credit.StartsAt:d MMM yy HH:mm} {credit.Left}"))));

        // Each starts and ends at a minute of its own: no two credits are alike to the model.
        private async Task<(string, bool, Result)> GrantAsync(Random random)
        {
            var startsAt = Now.AddMinutes(random.Next(2) == 0 ? -random.Next(1, 999) : random.Next(1, 60_000));
            var endsAt = Now.AddMinutes(60_000 + random.Next(100_000));
            var amount = 15L * random.Next(1, 20);
            var grant = new GrantCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            { MemberId = _member, BenefitId = _benefit, Amount = amount, StartsAt = startsAt, ExpiresAt = endsAt };
            _naive.Grant(startsAt, endsAt, amount);
            var real = await database.Store.ExecuteAsync(grant, Stop);
            return ($"grant {amount} from {startsAt:d MMM HH:mm} to {endsAt:d MMM HH:mm}", true, real);
        }

        private async Task<(string, bool, Result)> BookAsync(Random random)
        {
            var (startsAt, minutes) = TimeOf(random);
            var real = await database.Store.ExecuteAsync(BookingSpace.Book(_member, _service, startsAt, minutes), Stop);
            var naive = _naive.Book(startsAt, minutes);
            if (naive && real is Done done) _bookings.Add((_naive.Bookings[^1], done.Id));
            return ($"book {minutes} on {startsAt:d MMM HH:mm}", naive, real);
        }

        private async Task<(string, bool, Result)> ChangeAsync(Random random, (NaiveBookings.Booking Naive, long Id) one)
        {
            var (startsAt, minutes) = TimeOf(random);
            if (random.Next(2) == 0) startsAt = one.Naive.StartsAt;
            var version = await VersionOfAsync(one.Id);
            var real = await database.Store.ExecuteAsync(new ChangeBookingCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            {
                BookingId = one.Id,
                MemberId = _member,
                ServiceId = _service,
                StartsAt = startsAt,
                EndsAt = startsAt.AddMinutes(minutes),
                SeenVersion = version,
            }, Stop);
            var same = one.Naive.StartsAt == startsAt && one.Naive.Minutes == minutes && one.Naive.Missing == 0;
            return ($"change {one.Id} to {minutes} on {startsAt:d MMM HH:mm}", same || _naive.Change(one.Naive, startsAt, minutes), real);
        }

        private async Task<(string, bool, Result Real)> CancelAsync((NaiveBookings.Booking Naive, long Id) one)
        {
            NaiveBookings.Cancel(one.Naive, Now);
            return ($"cancel {one.Id}", true, await database.Store.ExecuteAsync(BookingSpace.Cancel(one.Id), Stop));
        }

        private async Task<(string, bool, Result)> RestoreAsync((NaiveBookings.Booking Naive, long Id) one)
        {
            var real = await database.Store.ExecuteAsync(
                new RestoreBookingCommand(Guid.NewGuid().ToString("N"), Actor.User(1)) { BookingId = one.Id }, Stop);
            return ($"restore {one.Id}", _naive.Restore(one.Naive), real);
        }

        private async Task<(string, bool, Result)> ChangePlanAsync(Random random)
        {
            _plan = (_plan + random.Next(1, 3)) % 3;
            var today = TestDatabase.London.DayOf(Now);
            _changedFrom = NaiveBookings.StartOf(new DateOnly(today.Year, today.Month, 1).AddMonths(1));
            var real = await database.Store.ExecuteAsync(new ChangePlanCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            { MembershipId = _membership, PlanId = _plans[_plan], When = MembershipEnd.AtPeriodEnd }, Stop);
            if (real is Done done) _membership = done.Id;
            _naive.ChangePlan(_changedFrom, Amounts[_plan]);
            return ($"change plan to {Amounts[_plan]} from {_changedFrom:d MMM}", true, real);
        }

        private async Task<(string, bool, Result)> UseAsync(long amount)
        {
            var real = await database.Store.ExecuteAsync(new UsageCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
            { MemberId = _member, Amount = amount, Kind = BenefitKind.Time }, Stop);
            return ($"use {amount}", _naive.Use(Now, amount), real);
        }

        private (DateTime StartsAt, int Minutes) TimeOf(Random random) =>
            (Now.Date.AddDays(random.Next(1, 75)).AddHours(random.Next(8, 20)), 15 * random.Next(1, 16));

        private async Task<int> VersionOfAsync(long id)
        {
            await using var context = database.NewContext();
            return (await context.Bookings.SingleAsync(row => row.Id == id, Stop)).Version;
        }
    }
}
