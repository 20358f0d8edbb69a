using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Encrypts the site's own keys with the secret of the configuration before they are stored: a copy of the database alone opens no session.
/// AES-256-GCM with a key that HKDF derives from the secret and a salt of each key's own.
/// </summary>
internal static class KeySecret
{
    /// <summary>The shortest secret: 32 random bytes have 44 characters in Base64, and none should be thought up.</summary>
    public const int Shortest = 32;

    /// <summary>The element that holds an encrypted key.</summary>
    public const string Element = "keySecret";

    private const int TagLength = 16;
    private static readonly byte[] Purpose = "CreditLedger: keys of the site, 1"u8.ToArray();

    /// <summary>The element that stands for another one.</summary>
    public static XElement Encrypt(string secret, XElement plain)
    {
        var (salt, nonce, tag) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(12), new byte[TagLength]);
        var text = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        var hidden = new byte[text.Length];
        using var aes = new AesGcm(Key(secret, salt), TagLength);
        aes.Encrypt(nonce, text, hidden, tag, Purpose);
        CryptographicOperations.ZeroMemory(text);
        return new XElement(Element, new XAttribute("salt", Convert.ToBase64String(salt)),
            new XAttribute("nonce", Convert.ToBase64String(nonce)), new XAttribute("tag", Convert.ToBase64String(tag)),
            Convert.ToBase64String(hidden));
    }

    /// <summary>The element that was encrypted.</summary>
    /// <exception cref="InvalidOperationException">There is no secret, or another one.</exception>
    public static XElement Decrypt(string? secret, XElement encrypted)
    {
        if (string.IsNullOrEmpty(secret))
        {
            throw new InvalidOperationException(
                "Site:KeySecret is not set, but the keys in the database are encrypted with one. " +
                "Set it to the secret that was used before.");
        }

        try
        {
            var hidden = Convert.FromBase64String(encrypted.Value);
            var text = new byte[hidden.Length];
            using var aes = new AesGcm(Key(secret, Bytes(encrypted, "salt")), TagLength);
            aes.Decrypt(Bytes(encrypted, "nonce"), hidden, Bytes(encrypted, "tag"), text, Purpose);
            return XElement.Parse(Encoding.UTF8.GetString(text));
        }
        catch (CryptographicException)
        {
            throw new InvalidOperationException(
                "Site:KeySecret is not the secret with which the keys in the database were encrypted. Set it to that one; if it is lost, " +
                "delete the rows of the table DataProtectionKeys, and everyone signs in again.");
        }
    }

    private static byte[] Key(string secret, byte[] salt) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, salt, Purpose);

    private static byte[] Bytes(XElement encrypted, string name) => Convert.FromBase64String((string?)encrypted.Attribute(name) ?? "");
}

/// <summary>What data protection calls when it stores a key.</summary>
internal sealed class KeySecretEncryptor(string secret) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(KeySecret.Encrypt(secret, plaintextElement), typeof(KeySecretDecryptor));
}

/// <summary>What data protection calls when it reads one; its name is stored with each key, so it stays.</summary>
internal sealed class KeySecretDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        KeySecret.Decrypt(services.GetRequiredService<SiteOptions>().KeySecret, encryptedElement);
}
