using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Ledger;

/// <summary>Tells again what a posting did, for a request that is repeated (R9).</summary>
internal static class PostingReplay
{
    /// <summary>Per posting, its rows with the balances that they left, in the order recorded.</summary>
    public static async Task<Dictionary<long, List<EntryOutcome>>> OutcomesAsync(
        LedgerTransaction transaction, IReadOnlyCollection<long> postingIds, CancellationToken cancellationToken)
    {
        var outcomes = postingIds.ToDictionary(id => id, _ => new List<EntryOutcome>());
        await transaction.ReadByIdsAsync(
            """
            SELECT e.PostingId, e.CreditId, e.OwnerId, n.Name, n.Kind, n.Currency, e.Kind, e.Amount,
                (SELECT SUM(x.Amount) FROM LedgerEntries x WHERE x.CreditId = e.CreditId AND x.Sequence <= e.Sequence)
            FROM LedgerEntries e JOIN Credits c ON c.Id = e.CreditId JOIN Benefits n ON n.Id = c.BenefitId
            WHERE e.PostingId {ids} ORDER BY e.Id
            """,
            postingIds,
            reader =>
            {
                var (amount, after) = (reader.GetInt64(7), reader.GetInt64(8));
                outcomes[reader.GetInt64(0)].Add(new EntryOutcome(
                    reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3),
                    Unit.Of((BenefitKind)reader.GetInt32(4), reader.IsDBNull(5) ? null : reader.GetString(5)),
                    (EntryKind)reader.GetInt32(6), amount, after - amount, after));
            },
            cancellationToken);
        return outcomes;
    }
}
