namespace CreditLedger.Data.Import;

/// <summary>
/// Hands characters to the CSV parser and stops when one row takes too many: a quote that is never closed, or a million columns, must
/// not pull the whole file into memory.
/// </summary>
internal sealed class LimitedReader(TextReader inner, string start, int limit) : TextReader
{
    private int _fromStart;
    private long _sinceRow;

    /// <summary>How many characters the parser was handed.</summary>
    public long Delivered { get; private set; }

    /// <summary>Whether the parser was told that there are no more.</summary>
    public bool Ended { get; private set; }

    public void StartRow() => _sinceRow = 0;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty) return 0;
        if (_sinceRow > limit) throw new RowTooLongException();
        var read = Math.Min(buffer.Length, start.Length - _fromStart);
        if (read > 0)
        {
            start.AsSpan(_fromStart, read).CopyTo(buffer);
            _fromStart += read;
        }
        else
        {
            read = inner.Read(buffer);
        }

        Ended = read == 0;
        Delivered += read;
        _sinceRow += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    internal sealed class RowTooLongException : Exception;
}
