using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Verification;

/// <summary>Reads an entry with its posting and, for a Grant, its credit: all that its hash covers.</summary>
internal sealed class RowReader(RowCursor cursor)
{
    public static readonly string Text =
        $"""
        SELECT {EntryRow.Table.SelectList("e")}, {PostingRow.Table.SelectList("p")},
            {CreditRow.Table.SelectList("c")}, r.CreditId, r.Amount, r.Kind
        FROM LedgerEntries e
        LEFT JOIN Postings p ON p.Id = e.PostingId
        LEFT JOIN Credits c ON c.Id = e.CreditId AND e.Kind = 1
        LEFT JOIN LedgerEntries r ON r.Id = e.ReversesEntryId
        WHERE e.Id >= @from AND e.Id < @to ORDER BY e.Id
        """;

    private static readonly int Posting = EntryRow.Table.Columns.Count;
    private static readonly int Credit = Posting + PostingRow.Table.Columns.Count;
    private static readonly int Reversed = Credit + CreditRow.Table.Columns.Count;
    private static readonly int OwnerIdPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.OwnerId));
    private static readonly int SequencePlace = EntryRow.Table.PlaceOf(nameof(EntryRow.Sequence));
    private static readonly int CreditIdPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.CreditId));
    private static readonly int PostingIdPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.PostingId));
    private static readonly int KindPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.Kind));
    private static readonly int EffectiveKindPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.EffectiveKind));
    private static readonly int AmountPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.Amount));
    private static readonly int UsedAtPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.UsedAt));
    private static readonly int RecordedAtPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.RecordedAt));
    private static readonly int UsedByIdPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.UsedById));
    private static readonly int ReversesPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.ReversesEntryId));
    private static readonly int HashPlace = EntryRow.Table.PlaceOf(nameof(EntryRow.Hash));
    private static readonly int PostingRecordedAt = Posting + PostingRow.Table.PlaceOf(nameof(PostingRow.RecordedAt));
    private static readonly int PostingSalt = Posting + PostingRow.Table.PlaceOf(nameof(PostingRow.TextSalt));
    private static readonly int PostingDigest = Posting + PostingRow.Table.PlaceOf(nameof(PostingRow.TextDigest));
    private static readonly int PostingDescription = Posting + PostingRow.Table.PlaceOf(nameof(PostingRow.Description));
    private static readonly int PostingNote = Posting + PostingRow.Table.PlaceOf(nameof(PostingRow.InternalNote));
    private static readonly int CreditDigest = Credit + CreditRow.Table.PlaceOf(nameof(CreditRow.TextDigest));
    private static readonly int CreditDescription = Credit + CreditRow.Table.PlaceOf(nameof(CreditRow.Description));
    private static readonly int CreditSalt = Credit + CreditRow.Table.PlaceOf(nameof(CreditRow.TextSalt));

    public long Id => cursor.Number(0);

    public bool HasPosting => !cursor.IsNull(Posting);

    public bool HasCredit => !cursor.IsNull(Credit);

    public ReadOnlySpan<byte> Hash => cursor.Bytes(HashPlace);

    public DateTime PostingWasRecordedAt => cursor.Instant(PostingRecordedAt);

    /// <summary>What is compared and summed up: a verification passes here for every entry, so no row is made.</summary>
    public EntryPart Entry() => new(
        Id, cursor.Number(OwnerIdPlace), cursor.Number(SequencePlace), cursor.Number(CreditIdPlace), cursor.Number(PostingIdPlace),
        (EntryKind)cursor.Number(KindPlace), (EntryKind)cursor.Number(EffectiveKindPlace), cursor.Number(AmountPlace),
        cursor.Instant(UsedAtPlace), cursor.Instant(RecordedAtPlace), NumberOrNone(UsedByIdPlace), NumberOrNone(ReversesPlace));

    public void ComputeHash(ChainHasher hasher, ReadOnlySpan<byte> previous, bool isGrant, Span<byte> hash) => hasher.Hash(
        previous, cursor, isGrant, hash);

    public bool ReversesExactly(in EntryPart entry) =>
        !cursor.IsNull(Reversed) && cursor.Number(Reversed) == entry.CreditId && cursor.Number(Reversed + 1) == -entry.Amount
        && (EntryKind)cursor.Number(Reversed + 2) == entry.EffectiveKind;

    /// <summary>Whether the texts that are still there are the ones that the digests stand for (R41); erased ones cannot be told.</summary>
    public bool TextsMatch(bool isGrant) =>
        TextDigests.Match(cursor, PostingSalt, PostingDigest, PostingDescription, PostingNote)
        && (!isGrant || TextDigests.Match(cursor, CreditSalt, CreditDigest, CreditDescription));

    private long? NumberOrNone(int place) => cursor.IsNull(place) ? null : cursor.Number(place);
}

/// <summary>The values of an entry that a verification compares and adds up, apart from its hash.</summary>
internal readonly record struct EntryPart(
    long Id, long OwnerId, long Sequence, long CreditId, long PostingId, EntryKind Kind, EntryKind EffectiveKind, long Amount,
    DateTime UsedAt, DateTime RecordedAt, long? UsedById, long? ReversesEntryId);
