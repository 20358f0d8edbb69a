using System.Xml.Linq;
using CreditLedger.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Looks, before a key is used, whether the stored ones can be read. Data protection itself would log the failure and go on with a new
/// key, which the other nodes could not read. Keys from before the secret was set are encrypted on this occasion.
/// </summary>
public sealed class KeySecretCheck(IDbContextFactory<LedgerDbContext> contexts, SiteOptions site)
{
    private static readonly XNamespace Protection = "http://schemas.asp.net/2015/03/dataProtection";

    /// <exception cref="InvalidOperationException">The secret is missing or wrong; the message says which.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var key in await db.DataProtectionKeys.AsTracking().ToListAsync(cancellationToken))
        {
            var stored = XElement.Parse(key.Xml!);
            foreach (var encrypted in stored.Descendants(KeySecret.Element)) KeySecret.Decrypt(site.KeySecret, encrypted);
            if (!string.IsNullOrEmpty(site.KeySecret) && Encrypt(stored, site.KeySecret))
                key.Xml = stored.ToString(SaveOptions.DisableFormatting);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // As data protection itself writes a key that is encrypted.
    private static bool Encrypt(XElement stored, string secret)
    {
        var plain = stored.Descendants().Where(element => (bool?)element.Attribute(Protection + "requiresEncryption") == true).ToList();
        foreach (var element in plain)
        {
            element.ReplaceWith(new XElement(Protection + "encryptedSecret",
                new XAttribute("decryptorType", typeof(KeySecretDecryptor).AssemblyQualifiedName!), KeySecret.Encrypt(secret, element)));
        }

        return plain.Count > 0;
    }
}
