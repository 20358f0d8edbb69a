using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Ledger;

/// <summary>Loads what rules need to know of benefits.</summary>
internal static class BenefitLoader
{
    private const string Select =
        """
        SELECT b.Id, b.Name, b.Kind, b.Currency, b.StepMinutes, b.Priority, b.Shared, s.ServiceId
        FROM Benefits b LEFT JOIN BenefitServices s ON s.BenefitId = b.Id
        WHERE b.Id {ids}
        """;

    /// <summary>Loads benefits that are not loaded yet.</summary>
    public static async Task LoadAsync(
        LedgerTransaction transaction, LedgerState state, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var missing = ids.Where(id => state.Benefit(id) is null).ToHashSet();
        if (missing.Count == 0) return;
        var services = missing.ToDictionary(id => id, _ => new HashSet<long>());
        await transaction.ReadByIdsAsync(
            Select,
            missing,
            reader =>
            {
                var id = reader.GetInt64(0);
                if (!reader.IsDBNull(7)) services[id].Add(reader.GetInt64(7));
                if (state.Benefit(id) is not null) return;
                var unit = Unit.Of((BenefitKind)reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetString(3));
                state.Add(new BenefitTerms(id, reader.GetString(1), unit, reader.IsDBNull(4) ? null : reader.GetInt32(4),
                    reader.GetInt32(5), services[id])
                {
                    Shared = reader.GetBoolean(6),
                });
            },
            cancellationToken);
    }
}
