using System.Buffers.Binary;
using System.Text;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Chain;

/// <summary>
/// Writes values as the bytes that are hashed (R8, R9): whole numbers as 8 bytes, little end first; instants as whole milliseconds since
/// 1970; texts as a 4-byte length and UTF-8; in front of whatever may be absent a byte 0 (absent) or 1. One writer is reused for many
/// rows; it is not safe for two threads at once.
/// </summary>
public sealed class CanonicalWriter
{
    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Starts anew.</summary>
    public void Clear() => _length = 0;

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

    /// <summary>A text that may be absent; an empty one is not absent.</summary>
    public void Text(string? value)
    {
        if (!Present(value is not null)) return;
        var bytes = Encoding.UTF8.GetByteCount(value!);
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), bytes);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
    }

    private bool Present(bool present)
    {
        Byte(present ? (byte)1 : (byte)0);
        return present;
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }
}
