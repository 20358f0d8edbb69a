using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Verification;

/// <summary>Reads an entry with its posting and, for a Grant, its credit: all that its hash covers.</summary>
internal sealed class RowReader(RowCursor cursor)
{
    public static readonly string Text =
        $"""
        SELECT {EntryRow.Table.SelectList("e")}, {PostingRow.Table.SelectList("p")}, {CreditRow.Table.SelectList("c")}, r.CreditId, r.Amount, r.Kind
        FROM LedgerEntries e
        LEFT JOIN Postings p ON p.Id = e.PostingId
        LEFT JOIN Credits c ON c.Id = e.CreditId AND e.Kind = 1
        LEFT JOIN LedgerEntries r ON r.Id = e.ReversesEntryId
        WHERE e.Id >= @from AND e.Id < @to ORDER BY e.Id
        """;

    private static readonly int Posting = EntryRow.Table.Columns.Count;
    private static readonly int Credit = Posting + PostingRow.Table.Columns.Count;
    private static readonly int Reversed = Credit + CreditRow.Table.Columns.Count;
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

    public EntryRow Entry() => EntryRow.Table.Read(cursor);

    public void ComputeHash(ChainHasher hasher, ReadOnlySpan<byte> previous, bool isGrant, Span<byte> hash) => hasher.Hash(previous, cursor, isGrant, hash);

    public bool ReversesExactly(EntryRow entry) =>
        !cursor.IsNull(Reversed) && cursor.Number(Reversed) == entry.CreditId && cursor.Number(Reversed + 1) == -entry.Amount
        && (EntryKind)cursor.Number(Reversed + 2) == entry.EffectiveKind;

    /// <summary>Whether the texts that are still there are the ones that the digests stand for (R41); erased ones cannot be told.</summary>
    public bool TextsMatch(bool isGrant) => PostingTextsMatch() && (!isGrant || CreditTextMatches());

    private bool PostingTextsMatch()
    {
        if (cursor.IsNull(PostingSalt)) return cursor.IsNull(PostingDescription) && cursor.IsNull(PostingNote);
        return Same(cursor.Bytes(PostingDigest), TextDigests.Of(cursor.Bytes(PostingSalt), TextAt(PostingDescription), TextAt(PostingNote)));
    }

    private bool CreditTextMatches()
    {
        if (cursor.IsNull(CreditSalt)) return cursor.IsNull(CreditDescription);
        return Same(cursor.Bytes(CreditDigest), TextDigests.Of(cursor.Bytes(CreditSalt), TextAt(CreditDescription)));
    }

    // Column by column, not row by row: a verification passes here for every entry.
    private string? TextAt(int place) => cursor.IsNull(place) ? null : cursor.Text(place);

    private static bool Same(ReadOnlySpan<byte> stored, byte[]? computed) => computed is not null && stored.SequenceEqual(computed);
}
