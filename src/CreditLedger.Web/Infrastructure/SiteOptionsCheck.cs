using CreditLedger.Ledger.Settings;
using Microsoft.Extensions.Options;

namespace CreditLedger.Web.Infrastructure;

/// <summary>Looks at the <c>Site</c> section when the site or a verb starts, and names what cannot be.</summary>
internal sealed class SiteOptionsCheck(IConfiguration configuration) : IValidateOptions<SiteOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options)
    {
        var problems = Problems(options).ToList();
        if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
        {
            problems.Add("ASPNETCORE_FORWARDEDHEADERS_ENABLED is true: anyone could say who they are. " +
                "Remove it, and name your proxy in Site:Proxies.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(SiteOptions options)
    {
        var first = options.FirstValues();
        foreach (var setting in SiteSetting.Wrong(first))
            yield return $"Site:{setting.Name} is {Shown(setting.Read(first))}; it {setting.Must}.";
        if (options.SignInsPerMinute < 1) yield return AtLeast(nameof(options.SignInsPerMinute), options.SignInsPerMinute, 1);
        if (options.IdleMinutes < 1) yield return AtLeast(nameof(options.IdleMinutes), options.IdleMinutes, 1);
        if (options.SessionHours < 1) yield return AtLeast(nameof(options.SessionHours), options.SessionHours, 1);
        if (options.DemoMembers < 0) yield return AtLeast(nameof(options.DemoMembers), options.DemoMembers, 0);
        if (options.KeySecret is { Length: > 0 and < KeySecret.Shortest })
            yield return $"Site:KeySecret is too short; it must be a random text of {KeySecret.Shortest} characters or more.";
        foreach (var wrong in Proxies.Read(options.Proxies).Wrong)
            yield return $"Site:Proxies has {Shown(wrong)}; it must be addresses or networks, like 10.0.0.7 or 10.0.0.0/24.";
        if (!Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return $"Site:PublicUrl is {Shown(options.PublicUrl)}; it must be an address, like https://credits.example.com.";
    }

    private static string AtLeast(string name, int value, int least) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Site:{name} is {value}; it must be {least} or more.");

    private static string Shown(string value) => value.Length > 0 && value.All(
        letter => char.IsAsciiDigit(letter) || letter == '-') ? value : $"'{value}'";
}
