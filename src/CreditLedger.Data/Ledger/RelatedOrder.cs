using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// The order in which the changes of many commands are written, grouped by table. Each command lists parents before children, but a later
/// command may add a new parent to a table whose children an earlier command already changed.
/// </summary>
internal static class RelatedOrder
{
    /// <summary>The parent tables that have an <c>Id</c>, each after its own parents.</summary>
    public static readonly LedgerTable[] ReferredTo =
    [
        MemberRow.Table, MemberMergeRow.Table, ServiceRow.Table, BenefitRow.Table, PlanRow.Table, PlanLineRow.Table, ProductRow.Table,
        GroupRow.Table, MembershipRow.Table, BookingRow.Table,
    ];

    /// <summary>New rows of parent tables first; everything else in the order in which the commands listed it.</summary>
    public static IEnumerable<IGrouping<(LedgerTable Table, RelatedOperation Operation), RelatedChange>> Of(
        IEnumerable<RelatedChange> changes) =>
        changes.GroupBy(change => (change.Table, change.Operation)).OrderBy(group =>
            group.Key.Operation == RelatedOperation.Insert && Array.IndexOf(ReferredTo, group.Key.Table) is >= 0 and var place
                ? place : ReferredTo.Length);
}
