using System.Globalization;
using CreditLedger.EndToEnd.Tests.Pages;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>
/// Bookings from the command menu to the list: taken, changed, cancelled and restored, repeated, marked, paid another way; the forms
/// without script as well.
/// </summary>
public sealed class BookingStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTime Now => site.Services.GetRequiredService<TimeProvider>().Now();

    private DateOnly Today => site.Services.GetRequiredService<SiteZone>().DayOf(Now);

    [Theory]
    [InlineData(1280, false)]
    [InlineData(320, true)]
    public async Task A_room_is_booked_in_4_interactions_after_the_command_menu(int width, bool isDark)
    {
        var (credit, service, name) = await PrepareAsync($"Lantern Room {width}", skip: width == 320 ? 11 : 12);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff, new Device(width, isDark));
        var clicks = new Clicks(visit);

        await clicks.CommandAsync($"book {credit.Reference}", $"New booking for {credit.Member}");
        var menu = clicks.Count;
        await clicks.ChooseAsync("#Service", new SelectOptionValue { Value = Text(service) });
        await FillAsync(visit.Page, Today.AddDays(2), "10:00", "11:30");
        await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync("1 h 30 min from credits");
        Assert.Empty(await Axe.FindAsync(visit.Page));
        await clicks.ClickAsync(visit.Button("Yes, book 1 h 30 min"));

        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync($"{name} booked for {credit.Member}");
        Assert.InRange(clicks.Count - menu, 1, 4);
        Assert.Empty(await Axe.FindAsync(visit.Page));
        Assert.True(visit.Offences.Count == 0, string.Join("\n", visit.Offences));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_booking_is_changed_cancelled_and_booked_again(bool hasScript)
    {
        var (credit, service, name) = await PrepareAsync($"Harbour Room {hasScript}", skip: hasScript ? 13 : 14);
        var before = await LeftAsync(credit.MemberId);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff, new Device(HasScript: hasScript));
        var page = visit.Page;
        await visit.GoAsync($"/members/{credit.MemberId}/bookings/new");
        await page.Locator("#Service").SelectOptionAsync(new SelectOptionValue { Value = Text(service) });
        await FillAsync(page, Today.AddDays(3), "10:00", "12:00");
        await ConfirmAsync(visit, hasScript, "Yes, book 2 h");

        await visit.Link("Change").ClickAsync();
        await page.Locator("#Until").FillAsync("11:00");
        await ConfirmAsync(visit, hasScript, "Yes, change the booking");
        await Assertions.Expect(page.Locator(".notice").First).ToContainTextAsync("Booking changed");

        await visit.Link("Cancel booking").ClickAsync();
        await Assertions.Expect(page.Locator("#effect-sentence")).ToContainTextAsync("100 % comes back");
        await visit.Button("Yes, cancel the booking").ClickAsync();
        await Assertions.Expect(page.Locator(".notice").First).ToContainTextAsync($"Booking of {name} cancelled");
        Assert.Equal(before, await LeftAsync(credit.MemberId));

        await visit.Link("Undo the cancellation").ClickAsync();
        await visit.Button("Yes, book it again").ClickAsync();
        await Assertions.Expect(page.Locator(".notice").First).ToContainTextAsync($"{name} is booked again");
        Assert.Equal(before - 60, await LeftAsync(credit.MemberId));
        Assert.True(visit.Offences.Count == 0, string.Join("\n", visit.Offences));
    }

    [Fact]
    public async Task A_series_names_what_cannot_be_booked_and_its_later_ones_are_cancelled_together()
    {
        var (credit, service, name) = await PrepareAsync("Anchor Room", skip: 15);
        await BookAsync(credit, service, Today.AddDays(3), 10);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        var page = visit.Page;
        await visit.GoAsync($"/members/{credit.MemberId}/bookings/new");
        await page.Locator("#Service").SelectOptionAsync(new SelectOptionValue { Value = Text(service) });
        await FillAsync(page, Today.AddDays(2), "10:00", "10:30");
        await page.Locator("summary").Filter(new LocatorFilterOptions { HasText = "Participant" }).ClickAsync();
        await page.Locator("#Repeat").SelectOptionAsync("daily");
        await page.Locator("#RepeatUntil").FillAsync(Iso(Today.AddDays(5)));
        await Assertions.Expect(page.Locator("#effect")).ToContainTextAsync($"{name} is taken");
        await visit.Button("Yes, book it 3 times").ClickAsync();
        await Assertions.Expect(page.Locator(".notice").First).ToContainTextAsync("booked 3 times");

        await visit.Link("Cancel booking").ClickAsync();
        await page.GetByLabel("All of the series that have not taken place").CheckAsync();
        await visit.Button("Yes, cancel 3 bookings").ClickAsync();
        await Assertions.Expect(page.Locator(".notice").First).ToContainTextAsync("3 bookings");
        await using var context = await site.ContextAsync();
        Assert.Equal(1, await context.Bookings.CountAsync(row => row.ServiceId == service && row.Status == BookingStatus.Booked, Stop));
        Assert.True(visit.Offences.Count == 0, string.Join("\n", visit.Offences));
    }

    [Fact]
    public async Task Attendance_of_a_list_is_marked_at_once()
    {
        var (credit, service, _) = await PrepareAsync("Beacon Room", skip: 16);
        await BookAsync(credit, service, Today.AddDays(-1), 10);
        await BookAsync(credit, service, Today.AddDays(-1), 12);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        await visit.GoAsync($"/bookings?state=unmarked&service={service}");
        await visit.Page.Locator("[data-ticks-page]").CheckAsync();
        await visit.Button("Attended").ClickAsync();
        await visit.Button("Yes, mark 2 bookings").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync("2 bookings marked as attended");
        Assert.True(visit.Offences.Count == 0, string.Join("\n", visit.Offences));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_use_is_charged_to_another_member(bool hasScript)
    {
        var (right, _, _) = await PrepareAsync($"Compass Room {hasScript}", skip: hasScript ? 17 : 18);
        var wrong = await HeldCredit.FindAsync(site, BenefitKind.Time, skip: hasScript ? 19 : 20, atLeast: 60);
        var use = await site.RunAsync(new UsageCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = wrong.MemberId, CreditId = wrong.Id, Amount = 30, Description = "Wrong name at the desk" });
        var before = await wrong.BalanceAsync(site);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));
        await visit.GoAsync($"/postings/{use.PostingId}");
        await visit.Link("Change how it was paid").ClickAsync();
        await visit.Page.Locator("#Member").FillAsync(right.Reference);
        await ConfirmAsync(visit, hasScript, $"Yes, charge {right.Member}");
        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync($"{right.Member} was charged");
        Assert.Equal(before + 30, await wrong.BalanceAsync(site));
        Assert.True(visit.Offences.Count == 0, string.Join("\n", visit.Offences));
    }

    // A member with five hours that last, and a room of their own: no booking of the demo space is in the way.
    private async Task<(HeldCredit Credit, long Service, string Name)> PrepareAsync(string name, int skip)
    {
        var held = await HeldCredit.FindAsync(site, BenefitKind.Time, skip);
        var benefit = await site.RunAsync(new SaveBenefitCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { Id = 0, Wanted = new BenefitRow { Reference = name, Name = $"{name} time", Kind = BenefitKind.Time } });
        var given = await site.RunAsync(new GrantCommand(Guid.NewGuid().ToString(), Actor.User(1))
        {
            MemberId = held.MemberId,
            BenefitId = benefit.Id,
            Amount = 300,
            StartsAt = Now.AddDays(-10),
            Priority = 1,
        });
        var made = await site.RunAsync(new SaveServiceCommand(Guid.NewGuid().ToString(), Actor.User(1))
        {
            Id = 0,
            Wanted = new ServiceRow { Reference = name, Name = name, IntervalMinutes = 30, Price = 600, Currency = "GBP" },
        });
        return (held with { Id = given.Entries[0].CreditId }, made.Id, name);
    }

    private async Task<long> LeftAsync(long member)
    {
        await using var context = await site.ContextAsync();
        return await context.Credits.Where(row => row.OwnerId == member).SumAsync(row => row.Balance!.Balance, Stop);
    }

    private async Task BookAsync(HeldCredit credit, long service, DateOnly day, int hour)
    {
        var startsAt = site.Services.GetRequiredService<SiteZone>().ToInstant(day.ToDateTime(new TimeOnly(hour, 0)));
        await site.RunAsync(new BookCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = credit.MemberId, ServiceId = service, StartsAt = startsAt, EndsAt = startsAt.AddMinutes(30) });
    }

    private static async Task FillAsync(IPage page, DateOnly day, string from, string until)
    {
        await page.Locator("#Day").FillAsync(Iso(day));
        await page.Locator("#From").FillAsync(from);
        await page.Locator("#Until").FillAsync(until);
    }

    private static async Task ConfirmAsync(Visit visit, bool hasScript, string button)
    {
        if (!hasScript) await visit.Page.Locator("form .btn-list button").First.ClickAsync();
        await visit.Button(button).ClickAsync();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
