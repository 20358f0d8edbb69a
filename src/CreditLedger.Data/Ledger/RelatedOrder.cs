using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// In which order the changes of many commands are written, those of one table together. Each command changes what is referred to before
/// what refers to it; of two commands the second may add a row whose dependants the first one added to a row that was there already.
/// </summary>
internal static class RelatedOrder
{
    /// <summary>The tables to whose own numbers others refer, each after those that it refers to itself.</summary>
    public static readonly LedgerTable[] ReferredTo =
    [
        MemberRow.Table, ServiceRow.Table, BenefitRow.Table, PlanRow.Table, PlanLineRow.Table, ProductRow.Table, GroupRow.Table,
        MembershipRow.Table,
    ];

    /// <summary>What is added to a table that others refer to comes first; all else in the order in which it was asked for.</summary>
    public static IEnumerable<IGrouping<(LedgerTable Table, RelatedOperation Operation), RelatedChange>> Of(
        IEnumerable<RelatedChange> changes) =>
        changes.GroupBy(change => (change.Table, change.Operation)).OrderBy(group =>
            group.Key.Operation == RelatedOperation.Insert && Array.IndexOf(ReferredTo, group.Key.Table) is >= 0 and var place
                ? place : ReferredTo.Length);
}
