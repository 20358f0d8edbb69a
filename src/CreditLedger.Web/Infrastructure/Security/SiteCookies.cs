namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>Names of the site's cookies: outside Development bound to this host and to https by the <c>__Host-</c> prefix.</summary>
public sealed class SiteCookies(IHostEnvironment environment, SiteOptions site)
{
    /// <summary>Whether cookies are for https only. (Browsers take them from http://localhost too.)</summary>
    public bool AreSecure { get; } = !environment.IsDevelopment() && !site.AllowHttp;

    /// <summary>The cookie that keeps one signed in.</summary>
    public string Session => Name("session");

    /// <summary>Light, dark or as the device says.</summary>
    public string Theme => Name("theme");

    /// <summary>What the next page says after an act.</summary>
    public string Notice => Name("notice");

    /// <summary>The cookie's name with its prefix.</summary>
    public string Name(string name) => (AreSecure ? "__Host-" : "") + "creditledger-" + name;
}
