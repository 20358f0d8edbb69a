using System.Text;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Rows of a long read, forward only. Millions of rows pass here at each verification, so it hands out what the engine has, without
/// boxes and checks in between.
/// </summary>
internal abstract class RowCursor : IColumnSource, IDisposable
{
    /// <summary>The next row, if there is one.</summary>
    public abstract bool Read();

    /// <summary>Whether the column is NULL.</summary>
    public abstract bool IsNull(int place);

    /// <summary>A whole number; of a value that is none, whatever the engine makes of it.</summary>
    public abstract long Number(int place);

    /// <summary>An instant.</summary>
    public abstract DateTime Instant(int place);

    /// <summary>A local day.</summary>
    public abstract DateOnly Day(int place);

    /// <summary>A text.</summary>
    public abstract string Text(int place);

    /// <summary>The UTF-8 of a text; valid until the next row.</summary>
    public virtual ReadOnlySpan<byte> Utf8(int place) => Encoding.UTF8.GetBytes(Text(place));

    /// <summary>Bytes; valid until the next row.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int place);

    /// <inheritdoc />
    public abstract void Dispose();
}
