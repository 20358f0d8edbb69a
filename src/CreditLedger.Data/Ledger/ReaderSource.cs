using System.Data.Common;
using System.Text;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Ledger;

/// <summary>The row that a reader stands on.</summary>
internal abstract class ReaderSource : IColumnSource
{
    /// <summary>The reader.</summary>
    public DbDataReader Reader { get; set; } = null!;

    /// <inheritdoc />
    public bool IsNull(int place) => Reader.IsDBNull(place);

    /// <inheritdoc />
    public abstract long Number(int place);

    /// <inheritdoc />
    public abstract DateTime Instant(int place);

    /// <inheritdoc />
    public DateOnly Day(int place) => Reader.GetFieldValue<DateOnly>(place);

    /// <inheritdoc />
    public string Text(int place) => Reader.GetString(place);

    /// <inheritdoc />
    public ReadOnlySpan<byte> Utf8(int place) => Encoding.UTF8.GetBytes(Text(place));

    /// <inheritdoc />
    public ReadOnlySpan<byte> Bytes(int place) => (byte[])Reader.GetValue(place);
}
