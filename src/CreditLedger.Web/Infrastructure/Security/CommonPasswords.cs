using System.Collections.Frozen;
using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Refuses passwords that everyone tries first: those of the list, one or two of its words with what people add to them, one after the
/// other on the keyboard or in the alphabet, the same over and over, and the account's own e-mail.
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<AppUser>
{
    /// <summary>Long enough for any sentence, short enough that hashing it is no attack.</summary>
    public const int Longest = 256;

    // Shorter names occur in many words by chance.
    private const int ShortestName = 6;
    private const int ShortestWord = 3;

    // No two listed words are longer, and this limits the work.
    private const int MostLetters = 40;

    private static readonly FrozenSet<string> List = Read();
    private static readonly int LongestListed = List.Max(listed => listed.Length);

    // Rows of the keyboard, left to right and back, and what one counts or spells with.
    private static readonly string[] Rows =
        ["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm"];

    // What is put before and after a word, a year for instance, and spells nothing.
    private static readonly char[] Added = [.. "0123456789!?.,-_*#$@%& "];

    /// <summary>How many passwords and words the list has.</summary>
    public static int Count => List.Count;

    public Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user, string? password)
    {
        var problem = Refuse(user.Email, password ?? "");
        return Task.FromResult(problem is null
            ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityError { Code = "PasswordTooCommon", Description = problem }));
    }

    /// <summary>Why the password is refused, none when it is not.</summary>
    public static string? Refuse(string? email, string password)
    {
        if (password.Length > Longest) return $"A password has at most {Longest} characters.";
        if (HoldsAddress(email, password)) return "This password contains the e-mail address: choose one that does not.";
        var folded = password.ToLowerInvariant();
        if (IsListed(folded) || IsListed(Spelled(folded.Trim(Added))))
            return "This password is on the list of common passwords: choose one that nobody else has.";
        if (folded.Distinct().Count() < 5 || IsRepeated(folded) || IsRun(folded))
            return "This password repeats or follows a simple order: choose a longer or less regular one.";
        return null;
    }

    // The whole address, or the whole name before the @. A shared syllable does not count.
    private static bool HoldsAddress(string? email, string password)
    {
        if (email is not { Length: > 0 }) return false;
        var name = email.Split('@')[0];
        return password.Contains(email, StringComparison.OrdinalIgnoreCase)
            || (name.Length >= ShortestName && password.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    // "Password123!" is "password" with what everyone adds; "summer-winter-2026" is two words that everyone knows.
    private static bool IsListed(string folded)
    {
        if (List.Contains(folded)) return true;
        var letters = string.Concat(folded.Where(char.IsLetter));
        return letters.Length is >= ShortestWord and <= MostLetters && IsOfWords(letters, []);
    }

    // Whether nothing but one or two different words of the list stands there.
    private static bool IsOfWords(ReadOnlySpan<char> letters, string[] before)
    {
        if (letters.IsEmpty) return true;
        for (var length = Math.Min(letters.Length, LongestListed); length >= ShortestWord; length--)
        {
            var word = letters[..length].ToString();
            var words = before.Contains(word, StringComparer.Ordinal) ? before : [.. before, word];
            if (words.Length <= 2 && List.Contains(word) && IsOfWords(letters[length..], words)) return true;
        }

        return false;
    }

    // "p4$$w0rd" is spelled like that by everyone.
    private static string Spelled(string folded) => string.Concat(folded.Select(character => character switch
    {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => character,
    }));

    private static bool IsRepeated(string folded)
    {
        for (var length = 1; length <= folded.Length / 2; length++)
        {
            if (folded.Length % length == 0 && folded[length..] == folded[..^length]) return true;
        }

        return false;
    }

    // All but a few characters stand beside the one before.
    private static bool IsRun(string folded)
    {
        var steps = Enumerable.Range(1, Math.Max(folded.Length - 1, 0)).Count(at => AreNeighbours(folded[at - 1], folded[at]));
        return folded.Length > 1 && steps * 4 >= (folded.Length - 1) * 3;
    }

    private static bool AreNeighbours(char first, char second) => first == second || Rows.Any(
        row => row.Contains($"{first}{second}", StringComparison.Ordinal) || row.Contains($"{second}{first}", StringComparison.Ordinal));

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
