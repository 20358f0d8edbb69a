using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Tests.Rows;

/// <summary>The values of a row by place, as a table wrote them: what a database gives back.</summary>
internal sealed class StoredRow : IColumnSink, IColumnSource
{
    private readonly List<object?> _values = [];

    /// <summary>How many places were written.</summary>
    public int Count => _values.Count;

    public void Number(byte tag, long value) => _values.Add(value);

    public void Code(byte tag, byte value) => _values.Add((long)value);

    public void Flag(byte tag, bool value) => _values.Add(value ? 1L : 0L);

    public void Instant(byte tag, DateTime value) => _values.Add(value);

    public void Day(byte tag, DateOnly value) => _values.Add(value);

    public void Text(byte tag, string value) => _values.Add(value);

    public void Bytes(byte tag, byte[] value) => _values.Add(value);

    public void Null() => _values.Add(null);

    public bool IsNull(int place) => _values[place] is null;

    public long Number(int place) => (long)_values[place]!;

    public DateTime Instant(int place) => (DateTime)_values[place]!;

    public DateOnly Day(int place) => (DateOnly)_values[place]!;

    public string Text(int place) => (string)_values[place]!;

    public ReadOnlySpan<byte> Utf8(int place) => System.Text.Encoding.UTF8.GetBytes(Text(place));

    public ReadOnlySpan<byte> Bytes(int place) => (byte[])_values[place]!;
}
