using System.Buffers;
using System.Globalization;
using System.Text;

namespace CreditLedger.Ledger.Members;

/// <summary>Folds text so that searching and sorting give the same answer on every engine, whatever its collation.</summary>
public static class SearchText
{
    private const int MaxTermLength = 100;
    private const int MinEndingLength = 3;
    private static readonly SearchValues<char> Apostrophes = SearchValues.Create("'’‘ʼʻ′`´");
    private static readonly char[] Separators = [.. " @.-_,;:()/+&\"#"];

    /// <summary>
    /// Lower case, without accents and apostrophes, single spaces, at most 200 characters: "Léa Ørsted-O’Neil" is
    /// "lea orsted-oneil".
    /// </summary>
    public static string Fold(string text)
    {
        // A text that was cut to a length may end within a character, which nothing can normalise.
        if (text.Length > 0 && char.IsHighSurrogate(text[^1])) text = text[..^1];
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark || Apostrophes.Contains(character))
                continue;
            var lower = char.ToLowerInvariant(character);
            if (Spelled(lower) is { } letters) folded.Append(letters);
            else if (!char.IsWhiteSpace(lower)) folded.Append(lower);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        var result = folded.ToString().Trim().Normalize(NormalizationForm.FormC);
        return result.Length <= 200 ? result : result[..200];
    }

    /// <summary>
    /// What a member is found by, from the words of reference, name and e-mail: each word, and its endings of three letters and more, so
    /// that an index finds any part of a word.
    /// </summary>
    public static IReadOnlyCollection<string> TermsOf(string reference, string name, string? email)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in new[] { reference, name, email }.SelectMany(text => Split(text ?? "")))
        {
            terms.Add(word);
            for (var start = 1; start <= word.Length - MinEndingLength; start++) terms.Add(word[start..]);
        }

        return terms;
    }

    /// <summary>The folded words of what a person typed into a search box; every one must begin a term of the member.</summary>
    public static IReadOnlyList<string> WordsOf(string? typed)
    {
        List<string> words = [.. Split(typed ?? "").Distinct(StringComparer.Ordinal).Take(6)];

        // Signs alone find nobody, rather than everybody.
        return words.Count == 0 && Fold(typed ?? "") is { Length: > 0 } signs ? [signs] : words;
    }

    /// <summary>Whether every folded word is part of one of the texts.</summary>
    public static bool HasAll(IReadOnlyList<string> words, params ReadOnlySpan<string> texts)
    {
        var folded = Fold(string.Join(' ', texts));
        return words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The first text that no longer begins with the word, but for letters nobody writes.</summary>
    public static string EndOf(string word) => word + '\uffff';

    private static IEnumerable<string> Split(string text) =>
        Fold(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length <= MaxTermLength ? word : word[..MaxTermLength]);

    // Letters that do not come apart into a plain one and an accent.
    private static string? Spelled(char lower) => lower switch
    {
        'ø' => "o",
        'ł' => "l",
        'ß' => "ss",
        'đ' or 'ð' => "d",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        _ => null,
    };
}
