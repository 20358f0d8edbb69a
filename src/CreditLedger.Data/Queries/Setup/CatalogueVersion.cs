using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A text that stands for all that an edit changes: an edit begun on another version is refused instead of undoing someone's.</summary>
internal static class CatalogueVersion
{
    public static string Of(params IEnumerable<object?> values)
    {
        var content = string.Join('\n', values.Select(value => value is null ? "-" : "+" + Convert.ToString(value, CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32];
    }
}
