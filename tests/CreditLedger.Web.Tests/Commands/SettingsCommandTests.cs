using CreditLedger.Web.Commands;
using CreditLedger.Web.Infrastructure;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CreditLedger.Web.Tests.Commands;

/// <summary>The verb <c>settings</c>, the zone that verbs go by, and settings that cannot be (R55).</summary>
public sealed class SettingsCommandTests
{
    [Fact]
    public async Task Settings_are_printed_and_changed()
    {
        using var verbs = await CliRunner.MigratedAsync();
        var printed = await verbs.RunAsync("settings");
        Assert.Equal(
            (0, "Name=CreditLedger\nTimeZone=Europe/London\nCurrency=GBP\nBookingIntervalMinutes=15\n" +
                "BackdatingDays=60\nGreyPagePrice=10\nColorPagePrice=30\nClosingGraceDays=3\n", ""),
            printed);
        var changed = await verbs.RunAsync("settings", "set", "bookingintervalminutes", "30");
        Assert.Equal((0, ""), (changed.Code, changed.Output));
        Assert.Contains("BookingIntervalMinutes is 30 now.", changed.Error, StringComparison.Ordinal);
        Assert.Contains("BookingIntervalMinutes=30\n", (await verbs.RunAsync("settings")).Output, StringComparison.Ordinal);
        Assert.Equal((0, "", "BookingIntervalMinutes is 30 already.\n"),
            await verbs.RunAsync("settings", "set", "BookingIntervalMinutes", "30"));
    }

    [Theory]
    [InlineData("Color", "1", "There is no setting 'Color'")]
    [InlineData("BackdatingDays", "many", "BackdatingDays cannot be 'many'; it must be a whole number between 0 and 36500.")]
    [InlineData("TimeZone", "Nowhere", "TimeZone cannot be 'Nowhere'; it must be the name of a time zone")]
    public async Task Wrong_use_ends_with_2(string name, string value, string message)
    {
        using var verbs = await CliRunner.MigratedAsync();
        var run = await verbs.RunAsync("settings", "set", name, value);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_reads_times_in_the_zone_of_the_site_that_made_the_database()
    {
        await using var site = new NewYorkSite();
        Assert.NotNull(site.Services);
        using var verbs = await CliRunner.MigratedAsync();
        var database = site.Database;
        await RunAsync("import", "members", verbs.Write("members.csv", "reference,name\nM1,Ada\n"));
        await RunAsync("import", "benefits", verbs.Write("benefits.csv", "reference,name,kind\nDESK,Desk time,Time\n"));
        await RunAsync("import", "credits",
            verbs.Write("credits.csv", "external_id,member,benefit,amount,starts_at\nC1,M1,DESK,120,2025-01-01 00:00\n"));
        Assert.Contains("2025-01-01T00:00:00-05:00", await RunAsync("export", "credits"), StringComparison.Ordinal);

        await using var error = new StringWriter();
        Assert.Equal(1, await CommandLine.RunAsync(["settings", "set", "TimeZone", "Europe/London", "--database", database],
            TextWriter.Null, error, TestContext.Current.CancellationToken));
        Assert.Contains("stays America/New_York", error.ToString(), StringComparison.Ordinal);

        async Task<string> RunAsync(params string[] args)
        {
            await using var output = new StringWriter { NewLine = "\n" };
            Assert.Equal(0, await CommandLine.RunAsync([.. args, "--database", database], output, TextWriter.Null,
                TestContext.Current.CancellationToken));
            return output.ToString();
        }
    }

    [Fact]
    public void Settings_that_cannot_be_are_named()
    {
        var wrong = new SiteOptions
        {
            BookingIntervalMinutes = 0,
            TimeZone = "Nowhere",
            IdleMinutes = 0,
            PublicUrl = "here",
            Proxies = "gate"
        };
        Assert.Equal(
            [
                "Site:TimeZone is 'Nowhere'; it must be the name of a time zone, like Europe/London.",
                "Site:BookingIntervalMinutes is 0; it must be a whole number between 1 and 1440.",
                "Site:IdleMinutes is 0; it must be 1 or more.",
                "Site:Proxies has 'gate'; it must be addresses or networks, like 10.0.0.7 or 10.0.0.0/24.",
                "Site:PublicUrl is 'here'; it must be an address, like https://credits.example.com.",
            ],
            new SiteOptionsCheck(new ConfigurationBuilder().Build()).Validate(null, wrong).Failures);
        Assert.True(new SiteOptionsCheck(new ConfigurationBuilder().Build()).Validate(null, new SiteOptions()).Succeeded);

        var trusting = new ConfigurationBuilder().AddInMemoryCollection([new("FORWARDEDHEADERS_ENABLED", "true")]).Build();
        Assert.StartsWith("ASPNETCORE_FORWARDEDHEADERS_ENABLED is true",
            Assert.Single(new SiteOptionsCheck(trusting).Validate(null, new SiteOptions()).Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_setting_is_told_from_a_fault()
    {
        Assert.Equal(["Site:X is wrong."], WrongSettings.Of(new OptionsValidationException("", typeof(SiteOptions), ["Site:X is wrong."])));
        Assert.Single(
            WrongSettings.Of(
            new InvalidOperationException("Failed to convert configuration value 'abc' at 'Site:IdleMinutes' to type 'System.Int32'.")));
        Assert.Empty(WrongSettings.Of(new InvalidOperationException("Sequence contains no elements")));
    }

    private sealed class NewYorkSite : SiteFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Site:TimeZone", "America/New_York");
        }
    }
}
