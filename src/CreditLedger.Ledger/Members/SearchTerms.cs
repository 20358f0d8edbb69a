using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Members;

/// <summary>
/// By what a member is found: by the own words, and by those of the other records of the same person (R50). Each of them has the words of
/// all, so that lists of credits and transactions find the rows of all; lists of members leave out those that were merged.
/// </summary>
internal static class SearchTerms
{
    /// <summary>The terms that a member has.</summary>
    public static RowQuery Of(long memberId) => RowQuery.Of<MemberSearchTermRow>(nameof(MemberSearchTermRow.MemberId), memberId);

    /// <summary>The records that were merged into a member's.</summary>
    public static RowQuery Pointers(long memberId) =>
        RowQuery.With<MemberRow>(nameof(MemberRow.MergedIntoId), memberId, present: nameof(MemberRow.MergedIntoId));

    /// <summary>The changes that make all records of a person found by the words of all.</summary>
    public static IEnumerable<RelatedChange> Changes(LedgerState state, IReadOnlyList<MemberRow> records) =>
        records.SelectMany(record => Changes(state, record.Id, records));

    /// <summary>The changes that make a member found by the words of some records, and by nothing else.</summary>
    public static IEnumerable<RelatedChange> Changes(LedgerState state, long memberId, IEnumerable<MemberRow> records)
    {
        // A member who is added now has none.
        var present = !state.Related.Knows(Of(memberId)) ? []
            : state.Related.Rows<MemberSearchTermRow>(Of(memberId)).Select(row => row.Term).ToList();
        var terms = records.SelectMany(record => SearchText.TermsOf(record.Reference, record.Name, record.Email))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. present.Except(terms, StringComparer.Ordinal)
                .Select(term => RelatedChange.Delete(new MemberSearchTermRow { MemberId = memberId, Term = term })),
            .. terms.Except(present, StringComparer.Ordinal)
                .Select(term => RelatedChange.Insert(new MemberSearchTermRow { MemberId = memberId, Term = term })),
        ];
    }
}
