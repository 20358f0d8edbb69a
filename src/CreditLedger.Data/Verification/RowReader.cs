using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Verification;

/// <summary>Reads an entry with its posting and, for a Grant, its credit: all that its hash covers.</summary>
internal sealed class RowReader(RowCursor cursor)
{
    public const string Text =
        """
        SELECT e.Id, e.OwnerId, e.Sequence, e.CreditId, e.PostingId, e.Kind, e.EffectiveKind, e.BenefitKind, e.Amount, e.UsedAt, e.RecordedAt,
            e.UsedById, e.ServiceId, e.ReversesEntryId, e.Hash,
            p.Id, p.IdempotencyKey, p.RequestHash, p.Kind, p.ActorKind, p.ActorId, p.Text, p.RecordedAt, p.EntryCount, p.ReversesPostingId,
            c.Id, c.OwnerId, c.BenefitId, c.BenefitKind, c.Amount, c.StartsAt, c.ExpiresAt, c.Priority, c.Source, c.SourceName, c.OriginCreditId,
            c.Description, c.ExternalId, c.RecordedAt,
            r.CreditId, r.Amount, r.Kind
        FROM LedgerEntries e
        LEFT JOIN Postings p ON p.Id = e.PostingId
        LEFT JOIN Credits c ON c.Id = e.CreditId AND e.Kind = 1
        LEFT JOIN LedgerEntries r ON r.Id = e.ReversesEntryId
        WHERE e.Id >= @from AND e.Id < @to ORDER BY e.Id
        """;

    private readonly byte[] _requestHash = new byte[ChainHasher.HashLength];

    public long Id => cursor.Number(0);

    public bool HasPosting => !cursor.IsNull(15);

    public bool HasCredit => !cursor.IsNull(25);

    public ReadOnlySpan<byte> Hash => cursor.Bytes(14);

    public ChainEntry Entry() => new(
        cursor.Number(0), cursor.Number(1), cursor.Number(2), cursor.Number(3), cursor.Number(4), (EntryKind)cursor.Number(5), (EntryKind)cursor.Number(6),
        (BenefitKind)cursor.Number(7), cursor.Number(8), cursor.Instant(9), cursor.Instant(10), Number(11), Number(12), Number(13));

    public ChainPosting Posting() => new(
        cursor.Number(15), cursor.Text(16), RequestHash(), (PostingKind)cursor.Number(18), new Actor((ActorKind)cursor.Number(19), cursor.Number(20)), Words(21),
        cursor.Instant(22), (int)cursor.Number(23), Number(24));

    public ChainCredit Credit() => new(
        cursor.Number(25), cursor.Number(26), cursor.Number(27), (BenefitKind)cursor.Number(28), cursor.Number(29), cursor.Instant(30),
        cursor.IsNull(31) ? null : cursor.Instant(31), (int)cursor.Number(32), (CreditSource)cursor.Number(33), Words(34), Number(35), Words(36), Words(37),
        cursor.Instant(38));

    public bool ReversesExactly(in ChainEntry entry) =>
        !cursor.IsNull(39) && cursor.Number(39) == entry.CreditId && cursor.Number(40) == -entry.Amount && (EntryKind)cursor.Number(41) == entry.EffectiveKind;

    private long? Number(int column) => cursor.IsNull(column) ? null : cursor.Number(column);

    private string? Words(int column) => cursor.IsNull(column) ? null : cursor.Text(column);

    private ReadOnlyMemory<byte> RequestHash()
    {
        var stored = cursor.Bytes(17);
        if (stored.Length != _requestHash.Length) return stored.ToArray();
        stored.CopyTo(_requestHash);
        return _requestHash;
    }
}
