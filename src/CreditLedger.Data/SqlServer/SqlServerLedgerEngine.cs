using System.Data;
using CreditLedger.Data.Ledger;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>
/// SQL Server: read committed, the owners' rows locked first where the engine honours the hint, the unique sequence as the guard in any
/// case (R7).
/// </summary>
internal sealed class SqlServerLedgerEngine(string connectionString) : ILedgerEngine
{
    private const int UniqueIndexViolation = 2601;
    private const int UniqueConstraintViolation = 2627;
    private const int Deadlock = 1205;
    private const int SnapshotConflict = 3960;
    private const int LockTimeout = 1222;
    private const int CommandTimeout = -2;

    private readonly SqlServerIds _ids = new(connectionString);

    public Task<LedgerTransaction> BeginWriteAsync(CancellationToken cancellationToken) => BeginAsync(mayWrite: true, cancellationToken);

    public Task<LedgerTransaction> BeginReadAsync(CancellationToken cancellationToken) => BeginAsync(mayWrite: false, cancellationToken);

    public Task<LedgerSnapshot> OpenSnapshotAsync(int readers, CancellationToken cancellationToken) =>
        SqlServerSnapshot.OpenAsync(connectionString, readers, cancellationToken);

    public LedgerFailure Classify(Exception exception) => exception is not SqlException sql
        ? LedgerFailure.Other
        : sql.Number switch
        {
            UniqueIndexViolation or UniqueConstraintViolation => LedgerFailure.Taken,
            Deadlock or SnapshotConflict => LedgerFailure.Conflict,
            LockTimeout or CommandTimeout => LedgerFailure.Busy,
            _ => LedgerFailure.Other,
        };

    private async Task<LedgerTransaction> BeginAsync(bool mayWrite, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            if (mayWrite) _ids.TopUp(connection);
            var transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            return new SqlServerLedgerTransaction(connection, transaction, _ids, mayWrite);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<SqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
