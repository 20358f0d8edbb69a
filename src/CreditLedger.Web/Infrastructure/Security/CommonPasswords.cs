using System.Collections.Frozen;
using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Refuses passwords that everyone tries first: those of the list, the account's own e-mail, and the same character over and over.
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<AppUser>
{
    /// <summary>Long enough for any sentence, short enough that hashing it is no attack.</summary>
    public const int Longest = 256;

    private static readonly FrozenSet<string> List = Read();

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
        if (IsListed(password)) return "This password is on the list of common passwords: choose one that nobody else has.";
        if (password.Distinct().Count() < 5) return "This password repeats the same few characters: choose a longer or less regular one.";
        if (email is { Length: > 0 } && password.Contains(email.Split('@')[0], StringComparison.OrdinalIgnoreCase)
            && password.Length < email.Length + 6)
            return "This password is close to the e-mail address: choose one that does not follow from it.";
        return null;
    }

    // "Password123!" is "password" with what everyone adds; the word inside is what is looked up.
    private static bool IsListed(string password)
    {
        var folded = password.ToLowerInvariant();
        return List.Contains(folded) || List.Contains(folded.Trim("0123456789!?.,-_*#$@%& ".ToCharArray()))
            || (folded.Length % 2 == 0 && folded[..(folded.Length / 2)] == folded[(folded.Length / 2)..]
                && List.Contains(folded[..(folded.Length / 2)]));
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
