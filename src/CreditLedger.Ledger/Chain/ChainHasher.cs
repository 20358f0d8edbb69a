using System.Security.Cryptography;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Chain;

/// <summary>
/// R8: the hash of an owner's entry covers the owner's previous hash, the whole entry, its whole posting and, with a Grant, its whole
/// credit. Not safe for two threads at once; each takes its own.
/// </summary>
public sealed class ChainHasher
{
    /// <summary>Length of a hash in bytes (SHA-256).</summary>
    public const int HashLength = 32;

    /// <summary>The version of the form; a later form begins with another byte and can never be mistaken for this one.</summary>
    private const byte FormVersion = 1;

    private readonly CanonicalWriter _writer = new();

    /// <summary>What stands before the first entry of an owner: 32 zero bytes.</summary>
    public static byte[] Start => new byte[HashLength];

    /// <summary>The hash of an entry.</summary>
    /// <param name="previous">The hash of the owner's entry before it, or <see cref="Start"/>.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="posting">Its posting.</param>
    /// <param name="grantedCredit">Its credit, for a Grant and for nothing else.</param>
    /// <param name="hash">Receives the 32 bytes.</param>
    public void Hash(ReadOnlySpan<byte> previous, EntryRow entry, PostingRow posting, CreditRow? grantedCredit, Span<byte> hash)
    {
        if (grantedCredit is not null != (entry.Kind == EntryKind.Grant))
            throw new ArgumentException("A Grant, and only a Grant, is hashed with its credit (R8).", nameof(grantedCredit));
        Begin(previous);
        EntryRow.Table.Write(entry, _writer);
        PostingRow.Table.Write(posting, _writer);
        if (grantedCredit is not null) CreditRow.Table.Write(grantedCredit, _writer);
        SHA256.HashData(_writer.Written, hash);
    }

    /// <summary>
    /// The hash of a stored entry, read where it stands: the columns of the entry, then those of its posting, then those of its credit.
    /// </summary>
    /// <param name="previous">The hash of the owner's entry before it, or <see cref="Start"/>.</param>
    /// <param name="row">The stored values.</param>
    /// <param name="isGrant">Whether the credit's columns are hashed with it.</param>
    /// <param name="hash">Receives the 32 bytes.</param>
    public void Hash(ReadOnlySpan<byte> previous, IColumnSource row, bool isGrant, Span<byte> hash)
    {
        Begin(previous);
        EntryRow.Table.WriteCanonical(row, 0, _writer);
        PostingRow.Table.WriteCanonical(row, EntryRow.Table.Columns.Count, _writer);
        if (isGrant) CreditRow.Table.WriteCanonical(row, EntryRow.Table.Columns.Count + PostingRow.Table.Columns.Count, _writer);
        SHA256.HashData(_writer.Written, hash);
    }

    private void Begin(ReadOnlySpan<byte> previous)
    {
        if (previous.Length != HashLength) throw new ArgumentException("A hash has 32 bytes (R8).", nameof(previous));
        _writer.Clear();
        _writer.Bytes(previous);
        _writer.Byte(FormVersion);
    }
}
