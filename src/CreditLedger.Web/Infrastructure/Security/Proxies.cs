using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// The proxies in front of the site, by address or network (<c>Site:Proxies</c>). Only they may say which address a request comes from and
/// whether it came by https; from anyone else these headers are ignored.
/// </summary>
internal static class Proxies
{
    public static void UseProxies(this WebApplication app)
    {
        var (proxies, _) = Read(app.Services.GetRequiredService<SiteOptions>().Proxies);
        if (proxies.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>The networks that a setting names, and what in it is none.</summary>
    public static (IReadOnlyList<IPNetwork> Networks, IReadOnlyList<string> Wrong) Read(string? setting)
    {
        var (networks, wrong) = (new List<IPNetwork>(), new List<string>());
        foreach (var text in (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else wrong.Add(text);
        }

        return (networks, wrong);
    }
}
