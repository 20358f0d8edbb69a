using CreditLedger.Data.Model;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Lists;

/// <summary>Members by words that must each be part of a word of the name, e-mail or reference. IX_MemberSearchTerms_Term.</summary>
internal static class NamedMembers
{
    public static IQueryable<Member> NamedBy(this LedgerDbContext db, IReadOnlyList<string> words)
    {
        IQueryable<Member> members = db.Members;
        foreach (var word in words)
        {
            var end = SearchText.EndOf(word);
            members = members.Where(
                member => member.SearchTerms.Any(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0));
        }

        return members;
    }
}
