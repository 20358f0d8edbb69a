using System.Globalization;
using System.Security.Claims;
using CreditLedger.Data;
using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Web.Features.Search;

/// <summary>Members by the beginnings of words of name, e-mail or reference, a transaction by its number, and the places that the user may go to.</summary>
public sealed class FindAnything(LedgerDbContext context)
{
    private const int MostMembers = 8;

    // A word that begins very many members' names is cut off here, so that "a" costs what "ada" does.
    private const int MostCandidates = 400;

    public async Task<SearchResults> RunAsync(string words, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var places = SiteMap.For(user).Where(place => IsMeant(place, words)).ToList();
        return new SearchResults(words, await TransactionAsync(words, cancellationToken), await MembersAsync(words, cancellationToken), places);
    }

    // "9", "#9" as it stands in histories, or "transaction 9".
    private async Task<long?> TransactionAsync(string typed, CancellationToken cancellationToken)
    {
        const string Word = "transaction";
        var digits = (typed.StartsWith(Word, StringComparison.OrdinalIgnoreCase) ? typed[Word.Length..] : typed).TrimStart(' ', '#');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        return await context.Postings.AnyAsync(posting => posting.Id == id, cancellationToken) ? id : null;
    }

    // IX_MemberSearchTerms_Term; the other words are asked of the few that the first finds.
    private async Task<IReadOnlyList<FoundMember>> MembersAsync(string typed, CancellationToken cancellationToken)
    {
        var words = SearchText.WordsOf(typed).OrderByDescending(word => word.Length).ToList();
        if (words.Count == 0) return [];
        var (from, to) = Range(words[0]);
        var candidates = context.MemberSearchTerms
            .Where(term => string.Compare(term.Term, from) >= 0 && string.Compare(term.Term, to) < 0)
            .OrderBy(term => term.Term).ThenBy(term => term.MemberId).Select(term => term.MemberId).Take(MostCandidates);
        var members = context.Members.Where(member => candidates.Contains(member.Id));
        foreach (var word in words.Skip(1))
        {
            var (first, last) = Range(word);
            members = members.Where(member => member.SearchTerms.Any(term => string.Compare(term.Term, first) >= 0 && string.Compare(term.Term, last) < 0));
        }

        return await members.OrderBy(member => member.Status).ThenBy(member => member.SortName).ThenBy(member => member.Id).Take(MostMembers)
            .Select(member => new FoundMember(member.Id, member.Name, member.Reference, member.Email, member.Status)).ToListAsync(cancellationToken);
    }

    private static (string From, string To) Range(string word) => (word, word + '\uffff');

    private static bool IsMeant(Place place, string words)
    {
        var names = $"{place.Title} {place.Words}".Split(' ');
        return words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => names.Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
    }
}

/// <summary>What was found.</summary>
/// <param name="Words">What was typed.</param>
/// <param name="Transaction">The number of the transaction, where the words are one.</param>
/// <param name="Members">The members.</param>
/// <param name="Places">The places.</param>
public sealed record SearchResults(string Words, long? Transaction, IReadOnlyList<FoundMember> Members, IReadOnlyList<Place> Places);

/// <summary>A member that was found.</summary>
public sealed record FoundMember(long Id, string Name, string Reference, string? Email, MemberStatus Status);
