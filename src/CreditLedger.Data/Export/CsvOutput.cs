using CreditLedger.Ledger.Time;
using CsvHelper;

namespace CreditLedger.Data.Export;

/// <summary>
/// CSV as this product writes it: UTF-8, RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay
/// numbers.
/// </summary>
public static class CsvOutput
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>A writer that has written the headings; the stream stays open.</summary>
    public static CsvWriter Create(Stream stream, string commaSeparatedHeadings)
    {
        var output = CsvWriter.Create(stream, Options, leaveOpen: true);
        output.WriteHeader(commaSeparatedHeadings.Split(','));
        return output;
    }

    /// <summary>Writes an instant: RFC 3339 in the site's zone; none is an empty cell.</summary>
    public static void WriteInstant(this CsvWriter output, DateTime? instant, SiteZone zone)
    {
        DateTimeOffset? local = instant is { } utc ? TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone.Zone) : null;
        var seconds = local?.Millisecond is > 0 ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm:ss";
        output.WriteField(local, local?.Offset == TimeSpan.Zero ? seconds + "Z" : seconds + "zzz");
    }
}
