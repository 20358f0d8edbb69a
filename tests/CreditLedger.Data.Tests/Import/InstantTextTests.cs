using System.Globalization;
using CreditLedger.Data.Import;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Instants of import files.</summary>
public sealed class InstantTextTests
{
    [Theory]
    [InlineData("2025-01-31T13:45:00Z", "2025-01-31T13:45:00.000")]
    [InlineData("2025-01-31t13:45:00.1239z", "2025-01-31T13:45:00.123")]
    [InlineData("2025-01-31T13:45:00+05:30", "2025-01-31T08:15:00.000")]
    [InlineData("2025-01-31 13:45:00-08:00", "2025-01-31T21:45:00.000")]
    [InlineData("2025-01-31 13:45", "2025-01-31T13:45:00.000")]
    [InlineData("2025-07-31 13:45:10", "2025-07-31T12:45:10.000")]
    [InlineData("2025-03-30 01:30", "2025-03-30T01:00:00.000")] // skipped: the moment of the change
    [InlineData("2025-10-26 01:30", "2025-10-26T00:30:00.000")] // twice: the first
    [InlineData("1900-01-01 00:00", "1900-01-01T00:00:00.000")]
    public void Reads_instants_and_local_times(string text, string utc)
    {
        Assert.True(InstantText.TryParse(text, Importing.London, out var instant));
        Assert.Equal(DateTimeKind.Utc, instant.Kind);
        Assert.Equal(utc, instant.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2025-01-31")]
    [InlineData("2025-01-31T13:45")]
    [InlineData("2025-01-31T13:45:00")]
    [InlineData("2025-02-29 10:00")]
    [InlineData("2025-13-01 10:00")]
    [InlineData("2025-01-31 24:00")]
    [InlineData("2025-01-31 23:60")]
    [InlineData("2025-01-31 23:59:60")]
    [InlineData("2025-01-31 13:45:00.")]
    [InlineData("2025-01-31T13:45:00+24:00")]
    [InlineData("2025-01-31T13:45:00 Z")]
    [InlineData("2025-01-31 13:45Z")]
    [InlineData("31/01/2025 13:45")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("٢٠٢٥-01-31 13:45")]
    [InlineData("now")]
    public void Refuses_what_is_neither(string text) => Assert.False(InstantText.TryParse(text, Importing.London, out _));
}
