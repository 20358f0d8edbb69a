using System.Globalization;
using System.Security.Claims;
using CreditLedger.Data;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Web.Features.Search;

/// <summary>
/// Members by any part of a word of name, e-mail or reference, a transaction by its number, and the places that the user may go to.
/// </summary>
public sealed class FindAnything(LedgerDbContext context)
{
    private const int MaxMembers = 8;
    private const int MaxMembersOfAction = 3;

    // One or two letters are the beginning of a name more often than of a verb.
    private const int MinVerbLength = 3;

    // A word that begins very many members' names is cut off here, so that "a" costs what "ada" does.
    private const int MaxCandidates = 400;

    public async Task<SearchResults> RunAsync(string words, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        return new SearchResults(words)
        {
            Transaction = await TransactionAsync(words, cancellationToken),
            Members = await MembersAsync(words, MaxMembers, cancellationToken),
            Actions = await ActionsAsync(words, user, cancellationToken),
            Places = [.. SiteMap.For(user).Where(place => words.Split(' ').All(word => IsAmong($"{place.Title} {place.Words}", word)))],
            Themes = [.. Shared.Theme.Choices.Where(theme => IsAmong($"{theme.Label} theme colours", words) && words.Length > 0)],
        };
    }

    // "add credit ada": the words that name an action, and those that name the member.
    private async Task<IReadOnlyList<FoundAction>> ActionsAsync(string typed, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<FoundAction>();
        var asked = SiteMap.ActionsFor(user).Where(action => words.Any(word => Names(action.Verbs, word)));
        foreach (var meant in asked.GroupBy(action => string.Join(' ', words.Where(word => !Names($"{action.Verbs} {action.Noun}", word)))))
        {
            var members = await MembersAsync(meant.Key, MaxMembersOfAction, cancellationToken);
            found.AddRange(from action in meant from member in members select new FoundAction(action, member));
        }

        return found;

        static bool Names(string names, string word) => word.Length >= MinVerbLength && IsAmong(names, word);
    }

    // "9", "#9" as it stands in histories, or "transaction 9".
    private async Task<long?> TransactionAsync(string typed, CancellationToken cancellationToken)
    {
        const string Word = "transaction";
        var digits = (typed.StartsWith(Word, StringComparison.OrdinalIgnoreCase) ? typed[Word.Length..] : typed).TrimStart(' ', '#');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        return await context.Postings.AnyAsync(posting => posting.Id == id, cancellationToken) ? id : null;
    }

    /// <summary>The first members that every word finds, those that have left last.</summary>
    public async Task<IReadOnlyList<FoundMember>> MembersAsync(string typed, int most, CancellationToken cancellationToken)
    {
        // IX_MemberSearchTerms_Term; the other words are asked of the few that the first finds.
        var words = SearchText.WordsOf(typed).OrderByDescending(word => word.Length).ToList();
        if (words.Count == 0) return [];
        var (from, to) = Range(words[0]);
        var candidates = context.MemberSearchTerms
            .Where(term => string.Compare(term.Term, from) >= 0 && string.Compare(term.Term, to) < 0)
            .OrderBy(term => term.Term).ThenBy(term => term.MemberId).Select(term => term.MemberId).Take(MaxCandidates);
        var members = context.Members.Where(member => candidates.Contains(member.Id) && member.MergedIntoId == null);
        foreach (var word in words.Skip(1))
        {
            var (first, last) = Range(word);
            members = members.Where(
                member => member.SearchTerms.Any(term => string.Compare(term.Term, first) >= 0 && string.Compare(term.Term, last) < 0));
        }

        return await members.OrderBy(member => member.Status).ThenBy(member => member.SortName).ThenBy(member => member.Id).Take(most)
            .Select(member => new FoundMember(member.Id, member.Name, member.Reference, member.Email, member.Status))
            .ToListAsync(cancellationToken);
    }

    private static (string From, string To) Range(string word) => (word, word + '\uffff');

    private static bool IsAmong(string names, string word) =>
        names.Split(' ').Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What was found.</summary>
/// <param name="Words">What was typed.</param>
public sealed record SearchResults(string Words)
{
    /// <summary>The number of the transaction, where the words are one.</summary>
    public long? Transaction { get; init; }

    /// <summary>The members.</summary>
    public IReadOnlyList<FoundMember> Members { get; init; } = [];

    /// <summary>What one may do with a member, where the words ask for it.</summary>
    public IReadOnlyList<FoundAction> Actions { get; init; } = [];

    /// <summary>The places.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>The choices of colours.</summary>
    public IReadOnlyList<(string Name, string Label, string Icon)> Themes { get; init; } = [];
}

/// <summary>An action and the member it would be done with.</summary>
public sealed record FoundAction(MemberAction Action, FoundMember Member);

/// <summary>A member that was found.</summary>
public sealed record FoundMember(long Id, string Name, string Reference, string? Email, MemberStatus Status)
{
    /// <summary>What tells the member from others of the name: "M-00012 · ada@example.com · Left".</summary>
    public string More =>
        string.Join(" · ", new[] { Reference, Email, Status == MemberStatus.Active ? null : Status.ToString() }.OfType<string>());
}

/// <summary>What a field that names a member suggests.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Members">The members.</param>
public sealed record MemberSuggestions(string Typed, IReadOnlyList<FoundMember> Members)
{
    /// <summary>
    /// What is read of a member. A browser shows only what holds the letters that were typed, in their order and with their accents, and
    /// some look into this text alone: for "quinn ada" it says what found Ada Quinn.
    /// </summary>
    public string TextOf(FoundMember member)
    {
        var text = $"{member.Name} · {member.More}";
        return text.Contains(Typed, StringComparison.OrdinalIgnoreCase) ? text : $"{text} · found by {Typed}";
    }
}
