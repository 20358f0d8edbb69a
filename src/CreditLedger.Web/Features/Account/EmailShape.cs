using System.Net.Mail;

namespace CreditLedger.Web.Features.Account;

/// <summary>What can be an e-mail address: something, one @, something; no spaces, no control characters, at most 254 characters.</summary>
public static class EmailShape
{
    /// <summary>The longest address.</summary>
    public const int Longest = 254;

    public static bool IsValid(string? text) =>
        text is { Length: > 2 and <= Longest } && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
