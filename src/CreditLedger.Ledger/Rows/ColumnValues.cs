namespace CreditLedger.Ledger.Rows;

/// <summary>Takes the values of a row in the order of its columns, each with the tag of its column (R8; 0: not hashed).</summary>
public interface IColumnSink
{
    /// <summary>A whole number.</summary>
    void Number(byte tag, long value);

    /// <summary>An enumeration's number.</summary>
    void Code(byte tag, byte value);

    /// <summary>Yes or no.</summary>
    void Flag(byte tag, bool value);

    /// <summary>An instant.</summary>
    void Instant(byte tag, DateTime value);

    /// <summary>A local day.</summary>
    void Day(byte tag, DateOnly value);

    /// <summary>A text.</summary>
    void Text(byte tag, string value);

    /// <summary>Bytes.</summary>
    void Bytes(byte tag, byte[] value);

    /// <summary>An absent value.</summary>
    void Null();
}

/// <summary>Gives the values of a stored row by place.</summary>
public interface IColumnSource
{
    /// <summary>Whether the value is absent.</summary>
    bool IsNull(int place);

    /// <summary>A whole number, an enumeration's number, or a flag as 0 or 1.</summary>
    long Number(int place);

    /// <summary>An instant.</summary>
    DateTime Instant(int place);

    /// <summary>A local day.</summary>
    DateOnly Day(int place);

    /// <summary>A text.</summary>
    string Text(int place);

    /// <summary>The UTF-8 of a text; valid until the next row.</summary>
    ReadOnlySpan<byte> Utf8(int place);

    /// <summary>Bytes; valid until the next row.</summary>
    ReadOnlySpan<byte> Bytes(int place);
}
