using System.Buffers.Binary;
using System.Text;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Chain;

/// <summary>
/// Writes values as the bytes that are hashed. Rows (R8) are written by tag: tag, length in 4 bytes (little-endian), bytes; absent values
/// and columns without a tag are left out. Requests (R9) are written by place, with a byte 0 or 1 before whatever may be absent. Numbers
/// are 8 bytes, little-endian; instants are whole milliseconds since 1970, days whole days since then; enumerations and flags 1 byte.
/// Reused for many rows; not safe for two threads at once.
/// </summary>
public sealed class CanonicalWriter : IColumnSink
{
    private const int LengthSize = 4;
    private static readonly int FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Starts anew.</summary>
    public void Clear() => _length = 0;

    /// <inheritdoc />
    public void Number(byte tag, long value)
    {
        if (tag != 0) BinaryPrimitives.WriteInt64LittleEndian(Field(tag, 8), value);
    }

    /// <inheritdoc />
    public void Code(byte tag, byte value)
    {
        if (tag != 0) Field(tag, 1)[0] = value;
    }

    /// <inheritdoc />
    public void Flag(byte tag, bool value) => Code(tag, value ? (byte)1 : (byte)0);

    /// <inheritdoc />
    public void Instant(byte tag, DateTime value) => Number(tag, Instants.ToMilliseconds(value));

    /// <inheritdoc />
    public void Day(byte tag, DateOnly value) => Number(tag, value.DayNumber - FirstDay);

    /// <inheritdoc />
    public void Text(byte tag, string value)
    {
        if (tag != 0) Encoding.UTF8.GetBytes(value, Field(tag, Encoding.UTF8.GetByteCount(value)));
    }

    /// <inheritdoc />
    public void Bytes(byte tag, byte[] value) => Bytes(tag, value.AsSpan());

    /// <summary>Bytes of a row.</summary>
    public void Bytes(byte tag, ReadOnlySpan<byte> value)
    {
        if (tag != 0) value.CopyTo(Field(tag, value.Length));
    }

    /// <summary>Nothing: what is absent is not written.</summary>
    public void Null()
    {
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value) => Reserve(1)[0] = value;

    /// <summary>Bytes as they are, without a length: only for values whose length is fixed.</summary>
    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    /// <summary>A whole number.</summary>
    public void Number(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    /// <summary>A whole number that may be absent.</summary>
    public void Number(long? value)
    {
        if (Present(value.HasValue)) Number(value!.Value);
    }

    /// <summary>An instant.</summary>
    public void Instant(DateTime value) => Number(Instants.ToMilliseconds(value));

    /// <summary>An instant that may be absent.</summary>
    public void Instant(DateTime? value)
    {
        if (Present(value.HasValue)) Instant(value!.Value);
    }

    /// <summary>A day that may be absent.</summary>
    public void Day(DateOnly? value) => Number((long?)(value?.DayNumber - FirstDay));

    /// <summary>A text that may be absent; an empty one is not absent.</summary>
    public void Text(string? value)
    {
        if (!Present(value is not null)) return;
        var bytes = Encoding.UTF8.GetByteCount(value!);
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(LengthSize), bytes);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
    }

    private bool Present(bool present)
    {
        Byte(present ? (byte)1 : (byte)0);
        return present;
    }

    private Span<byte> Field(byte tag, int length)
    {
        var field = Reserve(1 + LengthSize + length);
        field[0] = tag;
        BinaryPrimitives.WriteInt32LittleEndian(field[1..], length);
        return field[(1 + LengthSize)..];
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        var reserved = _buffer.AsSpan(_length, count);
        _length += count;
        return reserved;
    }
}
