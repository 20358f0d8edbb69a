using System.Collections;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CreditLedger.Data.Tests.Queries;

/// <summary>
/// Stands for a SQL Server that is not there: a query is translated and "answered" with one row of plain values, so that the code
/// goes on to its next query. What EF cannot translate throws, as it would before it asked a real server.
/// </summary>
public sealed class AbsentServer : DbCommandInterceptor
{
    public List<string> Commands { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Commands.Add(command.CommandText);
        return new(InterceptionResult<DbDataReader>.SuppressWithResult(new OneRow()));
    }

    /// <summary>Opens nothing.</summary>
    public sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
            CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());
    }

    private sealed class OneRow : DbDataReader
    {
        private static readonly DateTime Instant = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        private bool _isRead;

        public override int FieldCount => 40;
        public override bool HasRows => true;
        public override bool IsClosed => false;
        public override int RecordsAffected => 0;
        public override int Depth => 0;
        public override object this[int ordinal] => GetValue(ordinal);
        public override object this[string name] => throw new NotSupportedException();

        public override bool Read() => !_isRead && (_isRead = true);
        public override bool NextResult() => false;
        public override bool IsDBNull(int ordinal) => false;
        public override bool GetBoolean(int ordinal) => true;
        public override byte GetByte(int ordinal) => 1;
        public override char GetChar(int ordinal) => 'x';
        public override DateTime GetDateTime(int ordinal) => Instant;
        public override decimal GetDecimal(int ordinal) => 1;
        public override double GetDouble(int ordinal) => 1;
        public override float GetFloat(int ordinal) => 1;
        public override Guid GetGuid(int ordinal) => Guid.Empty;
        public override short GetInt16(int ordinal) => 1;
        public override int GetInt32(int ordinal) => 1;
        public override long GetInt64(int ordinal) => 1;

        // A currency where one is expected, a text elsewhere.
        public override string GetString(int ordinal) => "GBP";
        public override object GetValue(int ordinal) => 1L;
        public override string GetName(int ordinal) => $"c{ordinal}";
        public override int GetOrdinal(string name) => 0;
        public override string GetDataTypeName(int ordinal) => "";
        public override Type GetFieldType(int ordinal) => typeof(long);
        public override int GetValues(object[] values) => 0;
        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;
        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;
        public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

        public override T GetFieldValue<T>(int ordinal) =>
            typeof(T) == typeof(DateOnly) ? (T)(object)DateOnly.FromDateTime(Instant)
            : typeof(T) == typeof(DateTimeOffset) ? (T)(object)new DateTimeOffset(Instant, TimeSpan.Zero)
            : typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>()
            : (T)Convert.ChangeType(1, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }
}
