using CreditLedger.Ledger.Rows;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>
/// Keys in blocks, from <c>IdBlocks</c>: a bulk copy tells no identities, and a hash covers the row's key. Blocks are topped up on the
/// writer's own connection before it begins its transaction; what a large transaction needs beyond that comes through a small pool of its
/// own, so that writers that hold locks never wait for a connection of the pool that other writers fill. A process that stops leaves a gap,
/// which nobody minds.
/// </summary>
internal sealed class SqlServerIds(string connectionString)
{
    private const int MinBlock = 50;
    private const int MaxBlock = 5_000;
    private const string Take =
        "UPDATE IdBlocks SET NextId = NextId + @count WHERE Name = @name; SELECT NextId - @count FROM IdBlocks WHERE Name = @name;";

    private static readonly LedgerTable[] OfEveryPosting = [PostingRow.Table, EntryRow.Table, CreditRow.Table];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Block> _blocks = new(StringComparer.Ordinal);
    private readonly string _ownPool = new SqlConnectionStringBuilder(connectionString)
    { ApplicationName = "CreditLedger ids", MaxPoolSize = 4 }.ToString();

    public long NextId(LedgerTable table)
    {
        lock (_gate)
        {
            var block = BlockOf(table);
            if (block.Next == block.End)
            {
                using var connection = new SqlConnection(_ownPool);
                connection.Open();
                Fill(table, block, connection);
            }

            return block.Next++;
        }
    }

    /// <summary>Sees to it that a posting of ordinary size finds its keys; called before the transaction begins.</summary>
    public void TopUp(SqlConnection connection)
    {
        lock (_gate)
        {
            foreach (var table in OfEveryPosting)
            {
                var block = BlockOf(table);
                if (block.End - block.Next < MinBlock / 2) Fill(table, block, connection);
            }
        }
    }

    private Block BlockOf(LedgerTable table)
    {
        if (!_blocks.TryGetValue(table.Name, out var block)) _blocks.Add(table.Name, block = new Block());
        return block;
    }

    // A process that uses up its blocks quickly gets larger ones. What was left of the block before is a gap.
    private static void Fill(LedgerTable table, Block block, SqlConnection connection)
    {
        block.Size = block.TakenAt != 0 && Environment.TickCount64 - block.TakenAt < 1_000 ? Math.Min(block.Size * 4, MaxBlock) : MinBlock;
        using var transaction = connection.BeginTransaction();
        using var command = new SqlCommand(Take, connection, transaction);
        command.Parameters.AddWithValue("@count", (long)block.Size);
        command.Parameters.Add("@name", System.Data.SqlDbType.NVarChar, 50).Value = table.Name;
        block.Next = (long)(command.ExecuteScalar() ?? throw new InvalidOperationException($"IdBlocks has no row '{table.Name}'."));
        transaction.Commit();
        block.End = block.Next + block.Size;
        block.TakenAt = Environment.TickCount64;
    }

    private sealed class Block
    {
        public long Next { get; set; }

        public long End { get; set; }

        public int Size { get; set; } = MinBlock;

        public long TakenAt { get; set; }
    }
}
