using System.Globalization;
using System.Text;

namespace CreditLedger.Data.Model;

/// <summary>Folds text so that searching and sorting give the same answer on every engine, whatever its collation.</summary>
public static class SearchText
{
    private const int LongestTerm = 100;

    /// <summary>Lower case, without accents, single spaces, at most 200 characters: "Léa  Ørsted" becomes "lea ørsted".</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsWhiteSpace(character)) folded.Append(char.ToLowerInvariant(character));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        var result = folded.ToString().Trim().Normalize(NormalizationForm.FormC);
        return result.Length <= 200 ? result : result[..200];
    }

    /// <summary>The folded words by which a member is found: of the name, the whole e-mail and its local part, and the reference.</summary>
    public static IReadOnlyCollection<string> TermsOf(string reference, string name, string? email)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in new[] { reference, name, email })
        {
            if (text is null) continue;
            var folded = Fold(text);
            Add(folded);
            foreach (var word in folded.Split([' ', '@', '.', '-', '_', '\'', ',', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries)) Add(word);
        }

        return terms;

        void Add(string term)
        {
            if (term.Length > 0) terms.Add(term.Length <= LongestTerm ? term : term[..LongestTerm]);
        }
    }

    /// <summary>The folded words of what a person typed into a search box; every one must begin a word of the member.</summary>
    public static IReadOnlyList<string> WordsOf(string? typed) =>
        string.IsNullOrWhiteSpace(typed)
            ? []
            : [.. Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Take(6)];
}
