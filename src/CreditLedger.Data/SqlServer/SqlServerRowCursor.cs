using CreditLedger.Data.Ledger;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>Reads through the client.</summary>
internal sealed class SqlServerRowCursor : RowCursor
{
    private readonly SqlConnection _connection;
    private readonly SqlCommand _command;
    private readonly SqlDataReader _reader;

    public SqlServerRowCursor(SqlConnection connection, string text, long from, long to)
    {
        _connection = connection;
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this assembly.
        _command.CommandText = text;
#pragma warning restore CA2100
        _command.CommandTimeout = 0;
        _command.Parameters.AddWithValue("@from", from);
        _command.Parameters.AddWithValue("@to", to);
        _reader = _command.ExecuteReader();
    }

    public override bool Read() => _reader.Read();

    public override bool IsNull(int column) => _reader.IsDBNull(column);

    public override long Number(int column) => _reader.GetValue(column) switch
    {
        long number => number,
        int number => number,
        bool flag => flag ? 1 : 0,
        var other => throw new InvalidCastException($"{other.GetType().Name} is no whole number."),
    };

    public override DateTime Instant(int column) => DateTime.SpecifyKind(_reader.GetDateTime(column), DateTimeKind.Utc);

    public override string Text(int column) => _reader.GetString(column);

    public override ReadOnlySpan<byte> Bytes(int column) => (byte[])_reader.GetValue(column);

    public override void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
        _connection.Dispose();
    }
}
