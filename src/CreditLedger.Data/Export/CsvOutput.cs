using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Export;

/// <summary>
/// Writes CSV (UTF-8, RFC 4180) straight to a stream, row by row. Text that a spreadsheet would take for a formula is made plain text
/// with an apostrophe; numbers stay numbers.
/// </summary>
public sealed class CsvOutput(Stream stream, SiteZone? zone = null) : IAsyncDisposable
{
    private const int FlushAt = 60_000;

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n; ");

    private readonly ArrayBufferWriter<byte> _buffer = new(80_000);
    private bool _isInRow;

    /// <summary>Writes a row of headings.</summary>
    public void Headings(string commaSeparated)
    {
        Encoding.UTF8.GetBytes(commaSeparated, _buffer);
        EndRow();
    }

    /// <summary>Writes a cell of text; none is an empty cell.</summary>
    public void Text(string? text)
    {
        Separate();
        if (string.IsNullOrEmpty(text)) return;
        var isFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        if (!text.AsSpan().ContainsAny(NeedsQuotes))
        {
            if (isFormula) Byte('\'');
            Encoding.UTF8.GetBytes(text, _buffer);
            return;
        }

        Byte('"');
        if (isFormula) Byte('\'');
        Encoding.UTF8.GetBytes(text.Contains('"', StringComparison.Ordinal) ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text, _buffer);
        Byte('"');
    }

    /// <summary>Writes a cell that holds a number; none is an empty cell.</summary>
    public void Number(long? number)
    {
        Separate();
        if (number is not { } value) return;
        Utf8Formatter.TryFormat(value, _buffer.GetSpan(20), out var written);
        _buffer.Advance(written);
    }

    /// <summary>Writes a cell that holds an instant: RFC 3339, in the site's zone when there is one; none is an empty cell.</summary>
    public void Instant(DateTime? instant)
    {
        Separate();
        if (instant is not { } utc) return;
        var offset = zone?.Zone.GetUtcOffset(utc) ?? TimeSpan.Zero;
        var local = new DateTime(utc.Ticks + offset.Ticks, DateTimeKind.Unspecified);
        var format = local.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.fff";
        local.TryFormat(_buffer.GetSpan(30), out var written, format, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
        if (offset == TimeSpan.Zero)
        {
            Byte('Z');
            return;
        }

        Byte(offset < TimeSpan.Zero ? '-' : '+');
        offset.Duration().TryFormat(_buffer.GetSpan(5), out written, "hh\\:mm", CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }

    /// <summary>Ends the row; hands over what has gathered when it is enough.</summary>
    /// <returns>Whether <see cref="FlushAsync"/> should be called.</returns>
    public bool EndRow()
    {
        Byte('\n');
        _isInRow = false;
        return _buffer.WrittenCount >= FlushAt;
    }

    /// <summary>Hands over what has gathered.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        _buffer.ResetWrittenCount();
    }

    /// <summary>Hands over the rest; the stream stays open.</summary>
    public async ValueTask DisposeAsync() => await FlushAsync(CancellationToken.None);

    private void Separate()
    {
        if (_isInRow) Byte(',');
        _isInRow = true;
    }

    private void Byte(char ascii)
    {
        _buffer.GetSpan(1)[0] = (byte)ascii;
        _buffer.Advance(1);
    }
}
