using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Words;

namespace CreditLedger.Data.Ledger;

/// <summary>Tells again what a posting did, for a request that is repeated (R9).</summary>
internal static class PostingReplay
{
    /// <summary>The rows of a posting with the balances that they left, in the order recorded.</summary>
    public static async Task<IReadOnlyList<EntryOutcome>> OutcomesAsync(LedgerTransaction transaction, long postingId, CancellationToken cancellationToken)
    {
        var outcomes = new List<EntryOutcome>();
        await transaction.ReadByIdsAsync(
            """
            SELECT e.CreditId, e.OwnerId, n.Name, n.Kind, n.Currency, e.Kind, e.Amount,
                (SELECT SUM(x.Amount) FROM LedgerEntries x WHERE x.CreditId = e.CreditId AND x.Sequence <= e.Sequence)
            FROM LedgerEntries e JOIN Credits c ON c.Id = e.CreditId JOIN Benefits n ON n.Id = c.BenefitId
            WHERE e.PostingId {ids} ORDER BY e.Id
            """,
            [postingId],
            reader =>
            {
                var (amount, after) = (reader.GetInt64(6), reader.GetInt64(7));
                outcomes.Add(new EntryOutcome(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2),
                    Unit.Of((BenefitKind)reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4)),
                    (EntryKind)reader.GetInt32(5), amount, after - amount, after));
            },
            cancellationToken);
        return outcomes;
    }
}
