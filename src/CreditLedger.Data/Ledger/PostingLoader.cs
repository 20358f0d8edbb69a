using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Ledger;

/// <summary>Loads what is to be undone into a state.</summary>
internal sealed class PostingLoader(LedgerTransaction transaction, LedgerState state)
{
    // The entries of postings, with whose credit a moved one came from, and what reversed them (UX_LedgerEntries_R3_ReversedOnce).
    private static readonly string SelectPosted =
        $"SELECT {EntryRow.Table.SelectList("e")}, o.OwnerId, r.PostingId FROM LedgerEntries e JOIN Credits c ON c.Id = e.CreditId " +
            "LEFT JOIN Credits o ON o.Id = c.OriginCreditId AND e.Kind = 1 " +
            "LEFT JOIN LedgerEntries r ON r.ReversesEntryId = e.Id AND r.ReversesEntryId IS NOT NULL " +
            "WHERE e.PostingId {ids} ORDER BY e.Id";

    /// <summary>The postings with their entries.</summary>
    public async Task LoadAsync(HashSet<long> postings, CancellationToken cancellationToken)
    {
        var entries = postings.ToDictionary(id => id, _ => new List<PostedEntry>());
        await transaction.ReadRowsByIdsAsync(
            SelectPosted,
            postings,
            source =>
            {
                var entry = EntryRow.Table.Read(source);
                var beside = EntryRow.Table.Columns.Count;
                entries[entry.PostingId].Add(new PostedEntry(entry, source.IsNull(beside) ? null : source.Number(beside),
                    source.IsNull(beside + 1) ? null : source.Number(beside + 1)));
            },
            cancellationToken);
        await transaction.ReadByIdsAsync(
            "SELECT p.Id, p.Kind, p.ActorKind, p.ActorId, p.RecordedAt FROM Postings p WHERE p.Id {ids}",
            postings,
            reader => state.Add(new PostedPosting(
                reader.GetInt64(0), (PostingKind)reader.GetInt32(1), entries[reader.GetInt64(0)])
            {
                Actor = new Actor((ActorKind)reader.GetInt32(2), reader.GetInt64(3)),
                RecordedAt = transaction.ReadInstant(reader, 4),
            }),
            cancellationToken);
    }
}
