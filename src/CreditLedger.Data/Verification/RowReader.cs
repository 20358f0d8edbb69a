using System.Data.Common;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Words;

namespace CreditLedger.Data.Verification;

/// <summary>Reads an entry with its posting and, for a Grant, its credit: all that its hash covers.</summary>
internal sealed class RowReader(ILedgerEngine engine, DbDataReader reader)
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

    public bool HasPosting => !reader.IsDBNull(15);

    public bool HasCredit => !reader.IsDBNull(25);

    public byte[] Hash() => reader.GetValue(14) as byte[] ?? throw new InvalidCastException("the hash is not 32 bytes");

    public ChainEntry Entry() => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), (EntryKind)reader.GetInt32(5),
        (EntryKind)reader.GetInt32(6), (BenefitKind)reader.GetInt32(7), reader.GetInt64(8), Instant(9), Instant(10), Number(11), Number(12), Number(13));

    public ChainPosting Posting() => new(
        reader.GetInt64(15), reader.GetString(16), (byte[])reader.GetValue(17), (PostingKind)reader.GetInt32(18),
        new Actor((ActorKind)reader.GetInt32(19), reader.GetInt64(20)), Words(21), Instant(22), reader.GetInt32(23), Number(24));

    public ChainCredit Credit() => new(
        reader.GetInt64(25), reader.GetInt64(26), reader.GetInt64(27), (BenefitKind)reader.GetInt32(28), reader.GetInt64(29), Instant(30),
        reader.IsDBNull(31) ? null : Instant(31), reader.GetInt32(32), (CreditSource)reader.GetInt32(33), Words(34), Number(35), Words(36), Words(37), Instant(38));

    public bool ReversesExactly(in ChainEntry entry) =>
        !reader.IsDBNull(39) && reader.GetInt64(39) == entry.CreditId && reader.GetInt64(40) == -entry.Amount && (EntryKind)reader.GetInt32(41) == entry.EffectiveKind;

    private DateTime Instant(int column) => engine.ReadInstant(reader, column);

    private long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    private string? Words(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
