using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Features.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.SetupSettings;

/// <summary>Setup, Site settings, Lock date (R49).</summary>
public sealed class LockDatePageTests
{
    private const string Refusal = "10 Oct 2025 is locked (up to 31 Oct 2025). Choose 1 Nov 2025 or later.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_set_shown_beside_dates_refused_in_words_and_lifted()
    {
        await using var space = new LedgerSpace();
        await space.InitializeAsync();
        var member = await space.AddMemberAsync();
        var plan = await space.AddPlanAsync("Any");
        var admin = await space.AsAsync(UserRole.Admin);
        Assert.Contains("Nothing is locked", (await admin.GetAsync("/setup/settings")).TextOf("main"), StringComparison.Ordinal);
        var form = await admin.GetAsync("/setup/settings/lock");
        var preview = await admin.PressAsync(form, "Continue", ("LockedUpTo", "2025-10-31"));
        Assert.Equal("Locks every day up to 31 Oct 2025: nothing is recorded on them any more", preview.Effect());
        Assert.Equal("/setup/settings", (await admin.PressAsync(preview, "Yes, lock up to 31 Oct 2025")).Location);
        Assert.Equal(new DateOnly(2025, 10, 31), (await space.ReadAsync(db => db.SiteSettings.SingleAsync(Stop))).LockedUpTo);
        Assert.Contains(space.Log.Audit, line => line.Contains("change lock date", StringComparison.Ordinal));

        (string Path, string Field)[] pages =
        [
            ($"/members/{member}/usages/new", "UsedOn"), ($"/members/{member}/credits/new", "StartsOn"),
            ($"/members/{member}/memberships/new", "StartsOn"),
        ];
        foreach (var (path, field) in pages)
        {
            var page = await admin.GetAsync(path);
            Assert.True(page.Has($"#{field}[min='2025-11-01']"), path);
            Assert.Contains("Locked up to 31 Oct 2025.", page.TextOf($"#{field}-hint"), StringComparison.Ordinal);
        }

        var grant = await admin.PressAsync(await admin.GetAsync($"/members/{member}/credits/new"), "Continue",
            ("Benefit", $"{await space.BenefitAsync(BenefitKind.Time)}"), ("Amount", "60"), ("StartsOn", "2025-10-10"));
        Assert.Equal(Refusal, grant.Problem("StartsOn"));
        var assign = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue",
            ("Plan", plan), ("StartsOn", "2025-10-10"));
        Assert.Equal(Refusal, assign.Problem("StartsOn"));

        var lift = await admin.PressAsync(await admin.GetAsync("/setup/settings/lock"), "Continue", ("LockedUpTo", ""));
        Assert.Equal("Lifts the lock: days may be recorded on again as far back as before", lift.Effect());
        await admin.PressAsync(lift, "Yes, lift the lock");
        Assert.Null((await space.ReadAsync(db => db.SiteSettings.SingleAsync(Stop))).LockedUpTo);
    }

    [Theory]
    [InlineData("yesterday", "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.")]
    [InlineData("2025-12-12", "Only days that are over can be locked. Choose 11 Dec 2025 or earlier.")]
    public async Task A_wrong_day_is_refused_beside_its_field(string day, string problem)
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var answer = await admin.PressAsync(await admin.GetAsync("/setup/settings/lock"), "Continue", ("LockedUpTo", day));
        Assert.Equal(problem, answer.Problem("LockedUpTo"));
        Assert.Equal(day, answer.ValueOf("LockedUpTo"));
        Assert.Null(answer.Effect());
    }

    [Fact]
    public async Task Only_an_admin_may()
    {
        await using var space = new LedgerSpace();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await space.AsAsync(UserRole.Manager)).GetAsync("/setup/settings/lock")).Status);
    }
}
