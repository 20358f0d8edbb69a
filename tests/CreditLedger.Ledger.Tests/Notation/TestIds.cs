using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Tests.Notation;

/// <summary>Numbers the rows of each table 1, 2, 3.</summary>
internal sealed class TestIds : IRowIds
{
    private readonly Dictionary<string, long> _last = [];

    public long NextId(LedgerTable table) => _last[table.Name] = _last.GetValueOrDefault(table.Name) + 1;

    public byte[] Salt() => new byte[TextDigests.SaltLength];
}

internal static class RequestHashes
{
    /// <summary>The hash of what a command asks for, its texts under a salt of zeros.</summary>
    public static byte[] RequestHash(this LedgerCommand command) =>
        command.RequestHash(command.TextDigest(new byte[TextDigests.SaltLength]));
}
