using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// The way in to a new site: a link printed once at the start, good while there is no account. The token lives in this process only;
/// a restart prints another one.
/// </summary>
public sealed class FirstAdminLink(SiteOptions site)
{
    private readonly byte[] _token = RandomNumberGenerator.GetBytes(32);

    /// <summary>The address to open.</summary>
    public string Url => $"{site.PublicUrl.TrimEnd('/')}/account/first-admin?token={WebEncoders.Base64UrlEncode(_token)}";

    /// <summary>Whether this is the token, in a time that does not tell how much of it is right.</summary>
    public bool Matches(string? token) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(token ?? "")),
            SHA256.HashData(Encoding.UTF8.GetBytes(WebEncoders.Base64UrlEncode(_token))));
}
