using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Late;

/// <summary>
/// What must be shown of credits before an entry dated before a move can be decided (R16): the period that each was issued for, the
/// period after it, and the terms by which the remainder rolled over. Asked again for the credits it leads to, until there are no more.
/// </summary>
public static class LateScope
{
    /// <summary>The rows; asked again with what was found.</summary>
    public static IEnumerable<RowQuery> Needs(LedgerState state, IReadOnlyCollection<long> creditIds)
    {
        foreach (var id in creditIds) yield return LinkOf(id);
        foreach (var link in LinksOf(state, creditIds))
        {
            yield return CreditsOf(link, link.Period);
            yield return CreditsOf(link, link.Period + 1);
            if (RowsOf(state, CreditsOf(link, link.Period + 1)).Count > 0) yield return TermsOf(link.PlanLineId);
        }
    }

    /// <summary>The credits that a rollover led to, and those that it took from with them.</summary>
    public static IEnumerable<long> Credits(LedgerState state, IReadOnlyCollection<long> creditIds) =>
        from link in LinksOf(state, creditIds)
        let next = RowsOf(state, CreditsOf(link, link.Period + 1))
        where next.Count > 0
        from row in RowsOf(state, CreditsOf(link, link.Period)).Concat(next)
        select row.CreditId;

    internal static RowQuery LinkOf(long creditId) => RowQuery.Of<MembershipCreditRow>(nameof(MembershipCreditRow.CreditId), creditId);

    internal static RowQuery CreditsOf(MembershipCreditRow link, int period) => RowQuery.Of<MembershipCreditRow>(
        [nameof(MembershipCreditRow.MembershipId), nameof(MembershipCreditRow.PlanLineId), nameof(MembershipCreditRow.Period)],
        [link.MembershipId, link.PlanLineId, period]);

    internal static RowQuery TermsOf(long planLineId) =>
        RowQuery.Of<PlanLineTermsRow>(nameof(PlanLineTermsRow.PlanLineId), planLineId);

    // What nobody asked for does not matter: then no move of such a credit was shown.
    internal static IReadOnlyList<MembershipCreditRow> RowsOf(LedgerState state, RowQuery query) =>
        state.Related.Knows(query) ? state.Related.Rows<MembershipCreditRow>(query) : [];

    private static List<MembershipCreditRow> LinksOf(LedgerState state, IReadOnlyCollection<long> creditIds) =>
        [.. creditIds.SelectMany(id => RowsOf(state, LinkOf(id)))];
}
