using System.Net;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Bookings;

/// <summary>Bookings from the form to the list: taken, changed, cancelled, marked; by staff, as the house rules say.</summary>
public sealed class BookingPagesTests(LedgerSpace space) : IClassFixture<LedgerSpace>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateOnly Today => DateOnly.FromDateTime(space.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Staff_book_change_and_cancel_and_each_form_says_what_will_happen()
    {
        var (credit, member, _) = await space.AddCreditAsync(BenefitKind.Time, 600, owner: "Bea Booker");
        var service = await AddServiceAsync("Lantern room");
        var staff = await space.AsAsync(UserRole.Staff);
        var (day, path) = (Today.AddDays(3).ToString("yyyy-MM-dd", null), $"/members/{member}/bookings/new");

        var form = await staff.GetAsync(path);
        var preview = await staff.PressAsync(
            form, "Continue", ("Service", $"{service}"), ("Day", day), ("From", "10:00"), ("Until", "12:00"));
        Assert.StartsWith("Books Lantern room for Bea Booker", preview.Effect(), StringComparison.Ordinal);
        Assert.EndsWith(": 2 h from credits", preview.Effect(), StringComparison.Ordinal);
        var booked = await staff.PressAsync(preview, "Yes, book 2 h");
        var booking = await space.ReadAsync(db => db.Bookings.SingleAsync(row => row.MemberId == member, Stop));
        Assert.Equal($"/bookings/{booking.Id}", booked.Location);

        var taken = await staff.PressAsync(
            await staff.GetAsync(path), "Continue", ("Service", $"{service}"), ("Day", day), ("From", "11:00"), ("Until", "12:00"));
        Assert.StartsWith("Lantern room is taken", taken.Problem("Day"), StringComparison.Ordinal);

        var change = await staff.PressAsync(
            await staff.GetAsync($"/bookings/{booking.Id}/change"), "Yes, change the booking", ("Until", "11:00"));
        Assert.Equal(HttpStatusCode.Conflict, change.Status);
        Assert.Contains("2 h → 1 h, 1 h back to Time credit.", change.TextsOf(".effect-note"));
        await staff.PressAsync(change, "Yes, change the booking");
        Assert.Equal(540, await space.BalanceAsync(credit));

        var cancel = await staff.GetAsync($"/bookings/{booking.Id}/cancel");
        Assert.EndsWith(": 100 % comes back", cancel.Effect(), StringComparison.Ordinal);
        Assert.False(cancel.Has("input[name=Waive]"));
        await staff.PressAsync(cancel, "Yes, cancel the booking");
        Assert.Equal(600, await space.BalanceAsync(credit));
        Assert.Contains("Cancelled", (await staff.GetAsync($"/bookings/{booking.Id}")).TextOf("main"), StringComparison.Ordinal);
        var activity = await staff.GetAsync($"/members/{member}/activity/bookings");
        Assert.Contains("Lantern room", activity.TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_input_is_named_beside_its_field_and_nothing_typed_is_lost()
    {
        var staff = await space.AsAsync(UserRole.Staff);
        var page = await staff.PressAsync(await staff.GetAsync("/bookings/new"), "Continue",
            ("Member", "nobody at all"), ("Day", "yesterday"), ("From", "25:00"), ("Until", "noon"), ("Guest", "Zoe"));
        Assert.StartsWith("No member is found", page.Problem("Member"), StringComparison.Ordinal);
        Assert.Equal("Choose a service.", page.Problem("Service"));
        Assert.Equal("Enter a time, like 09:30.", page.Problem("From"));
        Assert.Equal("Zoe", page.Html.QuerySelector("[name=Guest]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/bookings/999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync("/bookings/999999/cancel")).Status);
    }

    [Fact]
    public async Task A_past_booking_is_marked_and_found_by_state()
    {
        var (_, member, _) = await space.AddCreditAsync(BenefitKind.Time, 600, owner: "Nolan Show");
        var service = await AddServiceAsync("Harbour room");
        var staff = await space.AsAsync(UserRole.Staff);
        var form = await staff.PressAsync(await staff.GetAsync($"/members/{member}/bookings/new"), "Continue",
            ("Service", $"{service}"), ("Day", Today.AddDays(-2).ToString("yyyy-MM-dd", null)), ("From", "10:00"), ("Until", "11:00"));
        await staff.PressAsync(form, "Yes, book 1 h");
        var id = (await space.ReadAsync(db => db.Bookings.SingleAsync(row => row.MemberId == member, Stop))).Id;
        Assert.Contains("Nolan Show", (await staff.GetAsync("/bookings?state=unmarked")).TextOf("tbody"), StringComparison.Ordinal);
        var mark = await staff.PressAsync(
            await staff.GetAsync($"/bookings/attendance?booking={id}&as=no-show"), "Yes, mark the booking of Nolan Show");
        Assert.Equal($"/bookings/{id}", mark.Location);
        Assert.Contains("Nolan Show", (await staff.GetAsync("/bookings?state=noshow")).TextOf("tbody"), StringComparison.Ordinal);
        Assert.Contains("Nolan Show", (await (await space.AsAsync(UserRole.Manager)).GetAsync("/bookings.csv?state=noshow")).Body,
            StringComparison.Ordinal);
    }

    private Task<long> AddServiceAsync(string name) => space.ReadAsync(async db =>
    {
        var service = new Service { Reference = name, Name = name, IntervalMinutes = 60, Price = 1200, Currency = "GBP" };
        db.Services.Add(service);
        await db.SaveChangesAsync(Stop);
        return service.Id;
    });
}
