using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Supply;

/// <summary>What of the memberships is still to be issued: no day of it can be locked (R49).</summary>
internal static class Unissued
{
    /// <summary>Shows the earliest period that is due, and the earliest that was set aside (R25).</summary>
    public static async Task LoadAsync(LedgerTransaction transaction, LedgerState state, CancellationToken cancellationToken)
    {
        // The beginning of IX_MembershipLines_NextStartsAt.
        var earliest = transaction.Command(transaction.FirstRows("SELECT NextStartsAt FROM MembershipLines ORDER BY NextStartsAt", 1));
        await using (var due = await earliest.ExecuteReaderAsync(cancellationToken))
            state.EarliestDue = await due.ReadAsync(cancellationToken) ? transaction.ReadInstant(due, 0) : null;

        // IX_MembershipLines_SetAside: these are few.
        var lines = transaction.Command(
            """
            SELECT m.StartsOn, x.Period, l.NextPeriod
            FROM MembershipLines l JOIN Memberships m ON m.Id = l.MembershipId JOIN PlanLines x ON x.Id = l.PlanLineId
            WHERE l.SetAsideAt IS NOT NULL
            """);
        state.EarliestSetAside = null;
        await using var setAside = await lines.ExecuteReaderAsync(cancellationToken);
        while (await setAside.ReadAsync(cancellationToken))
        {
            var first = Periods.FirstDay(LedgerTransaction.ReadDay(setAside, 0), (Period)setAside.GetInt32(1), setAside.GetInt32(2));
            if (state.EarliestSetAside is not { } known || first < known) state.EarliestSetAside = first;
        }
    }
}
