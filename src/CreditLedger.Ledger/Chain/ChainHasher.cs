using System.Security.Cryptography;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Chain;

/// <summary>
/// R8: the hash of an owner's entry covers the owner's previous hash, the whole entry, its whole posting and, with a Grant, its whole
/// credit. Not safe for two threads at once; each takes its own.
/// </summary>
public sealed class ChainHasher
{
    /// <summary>Length of a hash in bytes (SHA-256).</summary>
    public const int HashLength = 32;

    /// <summary>Written first, so that a later form of the content can never be mistaken for this one.</summary>
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
    public void Hash(ReadOnlySpan<byte> previous, in ChainEntry entry, in ChainPosting posting, in ChainCredit? grantedCredit, Span<byte> hash)
    {
        if (previous.Length != HashLength) throw new ArgumentException("A hash has 32 bytes (R8).", nameof(previous));
        if (grantedCredit.HasValue != (entry.Kind == EntryKind.Grant)) throw new ArgumentException("A Grant, and only a Grant, is hashed with its credit (R8).", nameof(grantedCredit));
        _writer.Clear();
        _writer.Bytes(previous);
        _writer.Byte(FormVersion);
        Write(entry);
        Write(posting);
        if (grantedCredit is { } credit) Write(credit);
        SHA256.HashData(_writer.Written, hash);
    }

    private void Write(in ChainEntry entry)
    {
        _writer.Number(entry.Id);
        _writer.Number(entry.OwnerId);
        _writer.Number(entry.Sequence);
        _writer.Number(entry.CreditId);
        _writer.Number(entry.PostingId);
        _writer.Byte((byte)entry.Kind);
        _writer.Byte((byte)entry.EffectiveKind);
        _writer.Byte((byte)entry.BenefitKind);
        _writer.Number(entry.Amount);
        _writer.Instant(entry.UsedAt);
        _writer.Instant(entry.RecordedAt);
        _writer.Number(entry.UsedById);
        _writer.Number(entry.ServiceId);
        _writer.Number(entry.ReversesEntryId);
    }

    private void Write(in ChainPosting posting)
    {
        _writer.Number(posting.Id);
        _writer.Text(posting.IdempotencyKey);
        _writer.Number((long)posting.RequestHash.Length);
        _writer.Bytes(posting.RequestHash.Span);
        _writer.Byte((byte)posting.Kind);
        _writer.Byte((byte)posting.Actor.Kind);
        _writer.Number(posting.Actor.Id);
        _writer.Text(posting.Text);
        _writer.Instant(posting.RecordedAt);
        _writer.Number((long)posting.EntryCount);
        _writer.Number(posting.ReversesPostingId);
    }

    private void Write(in ChainCredit credit)
    {
        _writer.Number(credit.Id);
        _writer.Number(credit.OwnerId);
        _writer.Number(credit.BenefitId);
        _writer.Byte((byte)credit.BenefitKind);
        _writer.Number(credit.Amount);
        _writer.Instant(credit.StartsAt);
        _writer.Instant(credit.ExpiresAt);
        _writer.Number((long)credit.Priority);
        _writer.Byte((byte)credit.Source);
        _writer.Text(credit.SourceName);
        _writer.Number(credit.OriginCreditId);
        _writer.Text(credit.Description);
        _writer.Text(credit.ExternalId);
        _writer.Instant(credit.RecordedAt);
    }
}
