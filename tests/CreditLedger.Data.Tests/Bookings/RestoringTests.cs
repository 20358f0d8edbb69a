using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Bookings;

/// <summary>A cancellation, or what a no-show returned, is taken back (R24).</summary>
public sealed class RestoringTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_cancellation_is_taken_back_with_what_was_kept_and_what_was_committed(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        var service = await database.AddServiceAsync("ROOM", row => row with { CancellationPolicy = "48 h: 100 %\n1 h: 50 %" });
        var time = await database.AddBenefitAsync("TIME");
        var pro = await database.AddPlanAsync("Pro", (time, 600, Period.Month, null));
        await database.AssignAsync(member, pro, new DateOnly(2026, 12, 1));
        var given = await database.GrantAsync(member, time, 60, expiresAt: At(28, month: 12));
        var booking = await database.BookAsync(member, service, At(12), 180);
        Assert.Equal(["12 Dec 10:00 Booked 180: used 60, committed 120, missing 0"], await database.BookingsAsync());

        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(booking), Stop));
        Assert.Equal(60, await database.BalanceAsync(given));
        var restored = Assert.IsType<Done>(await database.Store.ExecuteAsync(Restore(booking), Stop));
        Assert.Equal(["12 Dec 10:00 Booked 180: used 60, committed 120, missing 0"], await database.BookingsAsync());
        Assert.Equal(0, await database.BalanceAsync(given));
        Assert.Equal(RefusalReason.NotReversible, await ReasonAsync(database, booking));

        // Once more, so late that half is kept: what was kept comes back before all of it is taken again.
        database.Clock.Now = At(11, hour: 20);
        await database.IssueAsync();
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(booking), Stop));
        Assert.Equal(["12 Dec 10:00 Cancelled 180: used 90, committed 0, missing 0"], await database.BookingsAsync());
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Restore(booking), Stop));
        Assert.Equal(["12 Dec 10:00 Booked 180: used 180, committed 0, missing 0"], await database.BookingsAsync());
        await using var context = database.NewContext();
        Assert.True(await context.Postings.AnyAsync(row => row.Id == restored.PostingId && row.ReversesPostingId != null, Stop));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_came_back_and_was_used_since_or_a_time_that_is_taken_stands_in_the_way(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, service) = (await database.AddMemberAsync("M-1"), await database.AddServiceAsync("ROOM"));
        var given = await database.GrantAsync(member, await database.AddBenefitAsync("TIME"), 60);
        var booking = await database.BookAsync(member, service, At(12), 60);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(booking), Stop));
        var other = await database.BookAsync(member, service, At(12, hour: 10), 30);
        Assert.Equal(RefusalReason.Invalid, await ReasonAsync(database, booking));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(other), Stop));
        var use = Assert.IsType<Done>(await database.Store.ExecuteAsync(new UsageCommand("use", Actor.User(1))
        { MemberId = member, CreditId = given, Amount = 15 }, Stop));
        Assert.Equal(RefusalReason.NotEnough, await ReasonAsync(database, booking));
        Assert.Equal(45, await database.BalanceAsync(given));

        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ReversalCommand("undo", Actor.User(1)) { PostingId = use.PostingId }, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Restore(booking), Stop));
        Assert.Equal(0, await database.BalanceAsync(given));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_a_no_show_returned_is_taken_back(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        var service = await database.AddServiceAsync("ROOM", row => row with { NoShowPercent = 50 });
        var given = await database.GrantAsync(member, await database.AddBenefitAsync("TIME"), 60);
        var booking = await database.BookAsync(member, service, At(19, month: 11), 60);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new MarkAttendanceCommand("mark", Actor.User(1)) { Bookings = [booking], Attendance = Attendance.NoShow }, Stop));
        Assert.Equal(30, await database.BalanceAsync(given));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Restore(booking), Stop));
        Assert.Equal(0, await database.BalanceAsync(given));
        await using var context = database.NewContext();
        Assert.Equal(Attendance.Unmarked, (await context.Bookings.SingleAsync(Stop)).Attendance);
        await database.AssertVerifiedAsync();
    }

    private static RestoreBookingCommand Restore(long booking) =>
        new(Guid.NewGuid().ToString("N"), Actor.User(1)) { BookingId = booking };

    private static async Task<RefusalReason> ReasonAsync(TestDatabase database, long booking) =>
        Assert.IsAssignableFrom<Refused>(await database.Store.ExecuteAsync(Restore(booking), Stop)).Refusal.Reason;

    private static DateTime At(int day, int hour = 10, int month = 12) => new(2026, month, day, hour, 0, 0, DateTimeKind.Utc);
}
