using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditLedger.Ledger.Rows;

/// <summary>
/// R41: what stands in hashes for the texts that people type, so that a text can be erased and every hash still verify.
/// The digest is SHA-256(salt ‖ texts), each text as the length of its UTF-8 in 4 bytes (little-endian; −1 for an absent one) and its
/// UTF-8.
/// </summary>
public static class TextDigests
{
    /// <summary>Longest text that people type, in characters (R21).</summary>
    public const int MaxTextLength = 500;

    /// <summary>Length of a salt, in bytes.</summary>
    public const int SaltLength = 32;

    /// <summary>The digest of texts; none where all are absent.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> salt, params ReadOnlySpan<string?> texts)
    {
        var length = SaltLength;
        var any = false;
        foreach (var text in texts)
        {
            any |= text is not null;
            length += sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetByteCount(text));
        }

        if (!any) return null;
        if (salt.Length != SaltLength) throw new ArgumentException($"A salt has {SaltLength} bytes (R41).", nameof(salt));
        var content = length <= 1024 ? stackalloc byte[length] : new byte[length];
        salt.CopyTo(content);
        var rest = content[SaltLength..];
        foreach (var text in texts)
        {
            var written = text is null ? -1 : Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, written);
            rest = rest[(sizeof(int) + Math.Max(0, written))..];
        }

        return SHA256.HashData(content);
    }

    /// <summary>
    /// Whether the stored digest of a row matches its stored texts. Works on their UTF-8, so that no strings are allocated.
    /// </summary>
    /// <param name="row">The stored row.</param>
    /// <param name="salt">The place of the salt; absent where there never was a text, or it was erased.</param>
    /// <param name="digest">The place of the digest.</param>
    /// <param name="texts">The places of the texts.</param>
    public static bool Match(IColumnSource row, int salt, int digest, params ReadOnlySpan<int> texts)
    {
        var length = SaltLength;
        var any = false;
        foreach (var text in texts)
        {
            length += sizeof(int);
            if (row.IsNull(text)) continue;
            any = true;
            length += row.Utf8(text).Length;
        }

        if (row.IsNull(salt)) return !any;
        if (!any || row.Bytes(salt).Length != SaltLength) return false;
        var content = length <= 4096 ? stackalloc byte[length] : new byte[length];
        row.Bytes(salt).CopyTo(content);
        var rest = content[SaltLength..];
        foreach (var text in texts)
        {
            var isAbsent = row.IsNull(text);
            var utf8 = isAbsent ? default : row.Utf8(text);
            BinaryPrimitives.WriteInt32LittleEndian(rest, isAbsent ? -1 : utf8.Length);
            utf8.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + utf8.Length)..];
        }

        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, computed);
        return computed.SequenceEqual(row.Bytes(digest));
    }
}
