using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Bookings;

public sealed class BookingTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_booking_ahead_is_committed_of_the_period_that_it_takes_place_in_and_used_when_that_is_issued(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var pro = await database.AddPlanAsync("Pro", (await database.AddBenefitAsync("TIME"), 600, Period.Month, null));
        await database.AssignAsync(member, pro, new DateOnly(2026, 11, 1));
        await database.BookAsync(member, service, At(25, 10, month: 11), 120);
        await database.BookAsync(member, service, At(12, 10), 300);
        Assert.Equal(
            [
                "25 Nov 10:00 Booked 120: used 120, committed 0, missing 0",
                "12 Dec 10:00 Booked 300: used 0, committed 300, missing 0",
            ],
            await database.BookingsAsync());

        // 600 less 300 that are committed: 360 are too many, 300 are not.
        Assert.Equal(RefusalReason.NotEnough, Assert.IsType<Refused>(
            await database.Store.ExecuteAsync(BookingSpace.Book(member, service, At(20, 10), 360), Stop)).Refusal.Reason);
        await database.BookAsync(member, service, At(20, 10), 300);

        database.Clock.Now = new DateTime(2026, 12, 1, 0, 5, 0, DateTimeKind.Utc);
        await database.IssueAsync();
        Assert.Equal(
            [
                "25 Nov 10:00 Booked 120: used 120, committed 0, missing 0",
                "12 Dec 10:00 Booked 300: used 300, committed 0, missing 0",
                "20 Dec 10:00 Booked 300: used 300, committed 0, missing 0",
            ],
            await database.BookingsAsync());
        await using var context = database.NewContext();
        var uses = await context.LedgerEntries.Where(entry => entry.Kind == EntryKind.Usage && entry.OccursAt > Now.AddDays(10))
            .Select(entry => new { entry.UsedAt, entry.OccursAt, entry.BookingId }).OrderBy(entry => entry.OccursAt).ToListAsync(Stop);
        Assert.All(uses, use => Assert.Equal(new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc), use.UsedAt));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_is_committed_is_told_apart_from_what_is_available(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var time = await database.AddBenefitAsync("TIME");
        var pro = await database.AddPlanAsync("Pro", (time, 600, Period.Month, null));
        await database.AssignAsync(member, pro, new DateOnly(2026, 12, 1));
        var upcoming = await database.GrantAsync(member, time, 120, startsAt: At(10, 0), expiresAt: At(20, 0));
        await database.BookAsync(member, service, At(12, 10), 300);
        Assert.Equal("120 of 120 committed; 300 for 1", await ToldAsync(At(9, 0)));

        // The credit has started, and no write has used what was committed of it: it is not available all the same.
        Assert.Equal("120 of 120 committed; 300 for 1; available 0, why -120", await ToldAsync(At(11, 0)));

        database.Clock.Now = At(11, 0);
        await database.IssueAsync();
        Assert.Equal("0 of 0 committed; ; available 420, why 0", await ToldAsync(At(11, 0)));

        async Task<string> ToldAsync(DateTime now)
        {
            await using var scope = database.Services.CreateAsyncScope();
            var ask = scope.ServiceProvider;
            var owned = await ask.GetRequiredService<OwnerCreditsQuery>().NotOverAsync(member, BenefitKind.Time, now, Stop);
            var credit = owned.Credits.Single(one => one.Id == upcoming);
            var committed = await ask.GetRequiredService<CommittedQuery>().RunAsync(member, Stop);
            var text = $"{credit.Committed} of {credit.Balance} committed; {string.Join(", ", committed.Select(row =>
                $"{row.Amount} for {row.Bookings}"))}";
            if (now < credit.StartsAt) return text;
            var remaining = (await ask.GetRequiredService<RemainingQuery>().RunAsync([member], now, Stop))[member].Own;
            var facts = await ask.GetRequiredService<KindStatementQuery>()
                .RunAsync(member, BenefitKind.Time, At(1, 0), At(30, 0), now, Stop);
            return $"{text}; available {remaining.Sum(one => one.Amount)}, why {-facts.Sum(fact => fact.Committed)}";
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_change_of_plan_decides_bookings_ahead_again_in_their_order_and_names_what_is_short(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var time = await database.AddBenefitAsync("TIME");
        var pro = await database.AddPlanAsync("Pro", (time, 600, Period.Month, null));
        var lite = await database.AddPlanAsync("Lite", (time, 180, Period.Month, null));
        var membership = (await database.AssignAsync(member, pro, new DateOnly(2026, 11, 1))).Id;
        await database.BookAsync(member, service, At(12, 10), 300);
        await database.BookAsync(member, service, At(14, 10), 120);

        var change = new ChangePlanCommand("change", Actor.User(1))
        { MembershipId = membership, PlanId = lite, When = MembershipEnd.AtPeriodEnd };
        var shown = Assert.IsType<Done>(await database.Store.PreviewAsync(change, Stop));
        Assert.Contains("ROOM, 12 Dec 2026, 10:00 to 15:00: 2 h not covered.", shown.Notes);
        Assert.Contains("ROOM, 14 Dec 2026, 10:00 to 12:00: 2 h not covered.", shown.Notes);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(change, Stop));
        Assert.Equal(
            [
                "12 Dec 10:00 Booked 300: used 0, committed 180, missing 120",
                "14 Dec 10:00 Booked 120: used 0, committed 0, missing 120",
            ],
            await database.BookingsAsync());

        // What is granted later covers what is missing, the earlier booking first.
        await database.GrantAsync(member, time, 180, startsAt: Now);
        Assert.Equal(
            [
                "12 Dec 10:00 Booked 300: used 120, committed 180, missing 0",
                "14 Dec 10:00 Booked 120: used 60, committed 0, missing 60",
            ],
            await database.BookingsAsync());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_cancellation_returns_what_the_policy_says_the_last_drawn_first_also_to_credits_that_expired(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        var service = await database.AddServiceAsync("ROOM", row => row with { CancellationPolicy = "48 h: 100 %\n1 h: 50 %" });
        var time = await database.AddBenefitAsync("TIME");
        var a = await database.GrantAsync(member, time, 75, expiresAt: At(2, 12));
        var b = await database.GrantAsync(member, time, 45, expiresAt: At(2, 13));
        var booking = await database.BookAsync(member, service, At(2, 10), 120);
        Assert.Equal((0, 0), (await database.BalanceAsync(a), await database.BalanceAsync(b)));

        database.Clock.Now = At(2, 8);
        var effect = Assert.IsType<CancellationEffect>(
            Assert.IsType<Done>(await database.Store.PreviewAsync(BookingSpace.Cancel(booking), Stop)).Effect);
        Assert.Equal((50, "45, 15"), (effect.Percent, string.Join(", ", effect.Parts.Select(part => part.Amount))));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(booking), Stop));
        Assert.Equal((15, 45), (await database.BalanceAsync(a), await database.BalanceAsync(b)));
        Assert.Equal(["02 Dec 10:00 Cancelled 120: used 60, committed 0, missing 0"], await database.BookingsAsync());
        Assert.Equal(RefusalReason.NotReversible, Assert.IsType<Refused>(
            await database.Store.ExecuteAsync(BookingSpace.Cancel(booking), Stop)).Refusal.Reason);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_booking_that_is_cancelled_with_full_return_leaves_everything_as_if_it_had_never_been(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var pro = await database.AddPlanAsync("Pro", (await database.AddBenefitAsync("TIME"), 600, Period.Month, null));
        await database.AssignAsync(member, pro, new DateOnly(2026, 11, 1));
        var now = await database.BookAsync(member, service, At(25, 10, month: 11), 120);
        var ahead = await database.BookAsync(member, service, At(12, 10), 300);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(now), Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(ahead), Stop));
        Assert.Equal(
            [
                "25 Nov 10:00 Cancelled 120: used 0, committed 0, missing 0",
                "12 Dec 10:00 Cancelled 300: used 0, committed 0, missing 0",
            ],
            await database.BookingsAsync());
        await database.BookAsync(member, service, At(25, 10, month: 11), 600);
        await database.BookAsync(member, service, At(12, 10), 600);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_change_is_decided_as_a_new_booking_with_what_the_old_one_held_free(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var pro = await database.AddPlanAsync("Pro", (await database.AddBenefitAsync("TIME"), 600, Period.Month, null));
        await database.AssignAsync(member, pro, new DateOnly(2026, 11, 1));
        var booking = await database.BookAsync(member, service, At(25, 10, month: 11), 600);

        // Within the month, all that it holds is free; then to the next month, and shorter.
        await ChangeAsync(At(26, 9, month: 11), 600);
        Assert.Equal(["26 Nov 09:00 Booked 600: used 600, committed 0, missing 0"], await database.BookingsAsync());
        await ChangeAsync(At(12, 10), 300);
        Assert.Equal(["12 Dec 10:00 Booked 300: used 0, committed 300, missing 0"], await database.BookingsAsync());
        await ChangeAsync(At(13, 10), 600);
        Assert.Equal(["13 Dec 10:00 Booked 600: used 0, committed 600, missing 0"], await database.BookingsAsync());
        await database.AssertVerifiedAsync();

        async Task ChangeAsync(DateTime startsAt, int minutes)
        {
            await using var context = database.NewContext();
            var version = (await context.Bookings.SingleAsync(row => row.Id == booking, Stop)).Version;
            Assert.IsType<Done>(await database.Store.ExecuteAsync(
                new ChangeBookingCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
                {
                    BookingId = booking,
                    MemberId = member,
                    ServiceId = service,
                    StartsAt = startsAt,
                    EndsAt = startsAt.AddMinutes(minutes),
                    SeenVersion = version,
                },
                Stop));
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_service_is_booked_once_at_a_time_by_the_rule_and_by_the_database(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var service = await database.AddServiceAsync("ROOM");
        var time = await database.AddBenefitAsync("TIME");
        var members = new List<long>();
        for (var number = 0; number < 20; number++)
        {
            members.Add(await database.AddMemberAsync($"M-{number}"));
            await database.GrantAsync(members[^1], time, 600);
        }

        var results = await Task.WhenAll(members.Select((member, place) => Task.Run(() => database.Store.ExecuteAsync(
            BookingSpace.Book(member, service, At(1, 10).AddMinutes(15 * (place % 4)), 60), Stop))));
        Assert.Single(results.OfType<Done>());
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal(RefusedField.BookedFrom, refused.Refusal.Field));
        Assert.Equal(19, results.OfType<Refused>().Count());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.ExecuteAsync(
            "INSERT INTO Bookings (Id, MemberId, ServiceId, StartsAt, EndsAt, Status, Attendance, Amount, Paid, ToRefund, NoShowPercent, " +
            "CreatedAt, Version) SELECT Id + 1, MemberId, ServiceId, StartsAt, EndsAt, 1, 1, 0, 0, 0, 0, CreatedAt, 1 FROM Bookings"));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_rest_is_paid_as_chosen_and_refunded_by_the_policy(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        var service = await database.AddServiceAsync("ROOM", row => row with { CancellationPolicy = "24 h: 50 %" });
        var wallet = await database.GrantAsync(member, await database.AddBenefitAsync("WALLET", BenefitKind.Money, "GBP"), 5000);
        await database.GrantAsync(member, await database.AddBenefitAsync("TIME"), 60);
        var book = BookingSpace.Book(member, service, At(1, 10), 120);
        var refused = Assert.IsType<Refused>(await database.Store.ExecuteAsync(book, Stop)).Refusal;
        Assert.Contains("£12.00 would be left to pay", refused.Message, StringComparison.Ordinal);

        var card = Assert.IsType<Done>(await database.Store.ExecuteAsync(book with { RestBy = PaymentMethod.Card }, Stop)).Id;
        Assert.Equal(5000, await database.BalanceAsync(wallet));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(card), Stop));
        await using (var context = database.NewContext())
        {
            var row = await context.Bookings.SingleAsync(one => one.Id == card, Stop);
            Assert.Equal((1200L, 600L, PaymentMethod.Card), (row.Paid, row.ToRefund, row.PaidBy!.Value));
        }

        // 30 of the 60 min came back: two hours cost 24.00, of which half an hour covers 6.00.
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            BookingSpace.Book(member, service, At(1, 10), 120) with { RestBy = PaymentMethod.MoneyCredit }, Stop));
        Assert.Equal(3200, await database.BalanceAsync(wallet));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_form_sent_fifty_times_at_once_books_cancels_and_uses_a_commitment_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var time = await database.AddBenefitAsync("TIME");
        var upcoming = await database.GrantAsync(member, time, 600, startsAt: At(1, 0));
        var book = BookingSpace.Book(member, service, At(12, 10), 120, "form");
        var made = await FiftyAsync(book);
        Assert.Single(made.Cast<Done>().Select(done => done.Id).Distinct());
        Assert.Equal(["12 Dec 10:00 Booked 120: used 0, committed 120, missing 0"], await database.BookingsAsync());

        // What is committed cannot be taken, and becomes a use with the first write after the credit's start.
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(
            new AdjustmentCommand("take", Actor.User(1)) { CreditId = upcoming, By = -500, Description = "too much" }, Stop));
        database.Clock.Now = At(2, 9);
        var uses = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => database.Store.ExecuteAsync(
            new UsageCommand($"use-{number}", Actor.User(1)) { MemberId = member, Amount = 15, Kind = BenefitKind.Time }, Stop))));
        Assert.Equal((32, 18), (uses.OfType<Done>().Count(), uses.OfType<Refused>().Count()));
        Assert.Equal(0, await database.BalanceAsync(upcoming));
        await database.IssueAsync();
        Assert.Equal(["12 Dec 10:00 Booked 120: used 120, committed 0, missing 0"], await database.BookingsAsync());

        var cancelled = await FiftyAsync(BookingSpace.Cancel(made.OfType<Done>().First().Id));
        Assert.All(cancelled, result => Assert.IsType<Done>(result));
        Assert.Equal(120, await database.BalanceAsync(upcoming));
        await database.AssertVerifiedAsync();

        Task<Result[]> FiftyAsync(LedgerCommand command) => Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => database.Store.ExecuteAsync(command, Stop))));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_series_is_one_booking_a_time_and_leaves_out_what_cannot_be(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var other = await database.AddMemberAsync("M-2");
        var time = await database.AddBenefitAsync("TIME");
        await database.GrantAsync(member, time, 180);
        await database.GrantAsync(other, time, 60);
        await database.BookAsync(other, service, At(8, 10), 60);
        var times = new[] { 1, 8, 15, 22, 29 }.Select(day => new BookedTime(At(day, 10), At(day, 11))).ToList();
        var series = new BookSeriesCommand("series", Actor.User(1))
        { MemberId = member, ServiceId = service, StartsAt = times[0].StartsAt, EndsAt = times[0].EndsAt, Times = times };
        var effect = Assert.IsType<SeriesEffect>(Assert.IsType<Done>(await database.Store.PreviewAsync(series, Stop)).Effect);
        Assert.Equal((3, 2), (effect.Booked.Count, effect.LeftOut.Count));
        Assert.StartsWith("ROOM is taken 8 Dec 2026", effect.LeftOut[0].Why, StringComparison.Ordinal);

        var first = Assert.IsType<Done>(await database.Store.ExecuteAsync(series, Stop));
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(series, Stop)).IsReplay);
        await using (var context = database.NewContext())
            Assert.Equal(3, await context.Bookings.CountAsync(row => row.SeriesId == first.Id, Stop));
        var later = Assert.IsType<Done>(await database.Store.ExecuteAsync(
            BookingSpace.Cancel(first.Id) with { Series = SeriesScope.Later }, Stop));
        Assert.Equal(2, later.Others);
        Assert.Equal(4, (await database.BookingsAsync()).Count);
        Assert.Equal(3, (await database.BookingsAsync()).Count(line => line.Contains("Cancelled", StringComparison.Ordinal)));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Bad_times_are_refused_beside_the_field_that_is_wrong(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        var service = await database.AddServiceAsync(
            "ROOM", row => row with { OpeningHours = "Mon-Fri 08:00-20:00", IntervalMinutes = 60 });
        await database.GrantAsync(member, await database.AddBenefitAsync("TIME"), 6000);
        await RefusedAsync(At(1, 10), 0, RefusedField.BookedUntil);
        await RefusedAsync(At(1, 10), -60, RefusedField.BookedUntil);
        await RefusedAsync(At(1, 10), 90, RefusedField.BookedUntil);
        await RefusedAsync(At(1, 10), 400 * 1440, RefusedField.BookedUntil);
        await RefusedAsync(At(1, 7), 60, RefusedField.BookedFrom);
        await RefusedAsync(At(5, 10), 60, RefusedField.BookedFrom);
        await RefusedAsync(Now.AddDays(-200), 60, RefusedField.BookedFrom, RefusedField.UsedAt);

        async Task RefusedAsync(DateTime startsAt, int minutes, params RefusedField[] fields) => Assert.Contains(
            Assert.IsType<Refused>(await database.Store.ExecuteAsync(BookingSpace.Book(member, service, startsAt, minutes), Stop))
                .Refusal.Field, fields);
    }

    private static DateTime At(int day, int hour, int month = 12) => new(2026, month, day, hour, 0, 0, DateTimeKind.Utc);
}
