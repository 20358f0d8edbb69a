using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Burning;

/// <summary>What a credit is called on screen.</summary>
public sealed class CreditNameTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Theory]
    [InlineData(CreditSource.Plan, "Hot Desk Plus", "2026-12-09T00:00:00Z", "Meeting room time, Hot Desk Plus, to 8 Dec 2026")]
    [InlineData(CreditSource.Plan, "Hot Desk Plus", "2026-06-30T23:00:00Z", "Meeting room time, Hot Desk Plus, to 30 Jun 2026")]
    [InlineData(CreditSource.Product, "Ten-hour package", "2026-12-09T15:30:00Z",
        "Meeting room time, Ten-hour package, to 9 Dec 2026, 15:30")]
    [InlineData(CreditSource.Manual, null, null, "Meeting room time, added by hand")]
    [InlineData(CreditSource.Import, "", "9999-12-31T00:00:00Z", "Meeting room time, imported")]
    [InlineData(CreditSource.Rollover, "Hot Desk Plus", "2027-01-01T00:00:00Z", "Meeting room time, Hot Desk Plus, to 31 Dec 2026")]
    public void Says_benefit_source_and_last_usable_day(CreditSource source, string? sourceName, string? end, string name) => Assert.Equal(
        name,
        CreditName.Of("Meeting room time", source, sourceName,
            end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, London));

    [Fact]
    public void Every_source_has_a_word() =>
        Assert.All(Enum.GetValues<CreditSource>(),
            source => Assert.StartsWith("Desk, ", CreditName.Of("Desk", source, null, null, London), StringComparison.Ordinal));
}
