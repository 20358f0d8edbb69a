using CreditLedger.Data.Ledger;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>Reads through the client.</summary>
internal sealed class SqlServerRowCursor : RowCursor
{
    private readonly Action _release;
    private readonly SqlCommand _command;
    private readonly SqlDataReader _reader;

    public SqlServerRowCursor(SqlConnection connection, SqlTransaction transaction, string text, long from, long to, Action release)
    {
        _release = release;
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of this assembly.
        _command.CommandText = text;
#pragma warning restore CA2100
        _command.CommandTimeout = 0;
        _command.Parameters.AddWithValue("@from", from);
        _command.Parameters.AddWithValue("@to", to);
        _reader = _command.ExecuteReader();
    }

    public override bool Read() => _reader.Read();

    public override bool IsNull(int place) => _reader.IsDBNull(place);

    public override long Number(int place) => _reader.GetValue(place) switch
    {
        long number => number,
        int number => number,
        bool flag => flag ? 1 : 0,
        var other => throw new InvalidCastException($"{other.GetType().Name} is no whole number."),
    };

    public override DateTime Instant(int place) => DateTime.SpecifyKind(_reader.GetDateTime(place), DateTimeKind.Utc);

    public override DateOnly Day(int place) => _reader.GetFieldValue<DateOnly>(place);

    public override string Text(int place) => _reader.GetString(place);

    public override ReadOnlySpan<byte> Bytes(int place) => (byte[])_reader.GetValue(place);

    public override void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
        _release();
    }
}
