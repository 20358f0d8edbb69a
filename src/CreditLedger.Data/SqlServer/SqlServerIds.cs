using CreditLedger.Data.Ledger;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>
/// Keys in blocks, from <c>IdBlocks</c>: a bulk copy tells no identities, and a hash covers the row's key. A block is taken in a
/// transaction of its own; a process that stops leaves a gap, which nobody minds.
/// </summary>
internal sealed class SqlServerIds(string connectionString) : IDisposable
{
    private const int SmallestBlock = 50;
    private const int LargestBlock = 5_000;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Block[] _blocks = [new(), new(), new(), new()];

    public async ValueTask<long> NextAsync(LedgerTable table, CancellationToken cancellationToken)
    {
        var block = _blocks[(int)table];
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (block.Next == block.End)
            {
                // Whoever empties blocks fast gets larger ones.
                block.Size = block.TakenAt != 0 && Environment.TickCount64 - block.TakenAt < 1_000 ? Math.Min(block.Size * 4, LargestBlock) : SmallestBlock;
                block.Next = await TakeAsync(table, block.Size, cancellationToken);
                block.End = block.Next + block.Size;
                block.TakenAt = Environment.TickCount64;
            }

            return block.Next++;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<long> TakeAsync(LedgerTable table, int count, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE IdBlocks SET NextId = NextId + @count WHERE Name = @name; SELECT NextId - @count FROM IdBlocks WHERE Name = @name;";
        command.Parameters.AddWithValue("@count", (long)count);
        command.Parameters.AddWithValue("@name", table.ToString());
        var first = (long)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException($"IdBlocks has no row '{table}'."));
        await transaction.CommitAsync(cancellationToken);
        return first;
    }

    private sealed class Block
    {
        public long Next { get; set; }

        public long End { get; set; }

        public int Size { get; set; } = SmallestBlock;

        public long TakenAt { get; set; }
    }
}
