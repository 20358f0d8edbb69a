using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace CreditLedger.Benchmarks;

/// <summary>
/// Pages a second of a running site, asked for by many clients at once; the reference is the site's own answer without a page.
/// </summary>
internal sealed partial class PageMeasurement(Options options)
{
    private const string Bare = "/health/live";

    private readonly Uri _site = new(options.File("--url"));
    private readonly int _clients = options.Number("--clients", 50);
    private readonly TimeSpan _duration = TimeSpan.FromSeconds(options.Number("--seconds", 10));

    public async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        // Cookies by hand: the site's are secure ones, which a container keeps from a plain connection.
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = _clients };
        using var client = new HttpClient(handler) { BaseAddress = _site };
        await SignInAsync(client, cancellationToken);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");

        var table = new ResultTable();
        var bare = await MeasureAsync(client, [Bare], cancellationToken);
        foreach (var page in options.File("--pages").Split(','))
        {
            var (perSecond, times) = await MeasureAsync(client, page.Split('+'), cancellationToken);
            table.Add(new ResultLine(
                $"{page}, {_clients} clients", $"{ResultTable.Number(perSecond)} /s, {ResultTable.Milliseconds(times)}",
                $"{ResultTable.Number(bare.PerSecond)} /s ({Bare})", $"{ResultTable.Number(perSecond / bare.PerSecond)}",
                "600 /s, p95 120 ms", perSecond >= 600 && times.P95 <= 120));
        }

        await table.WriteAsync(output);
    }

    private async Task SignInAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var shown = await client.GetAsync("/account/sign-in", cancellationToken);
        var form = await shown.Content.ReadAsStringAsync(cancellationToken);
        client.DefaultRequestHeaders.Add("Cookie", CookiesOf(shown));
        using var sent = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Email"] = options.File("--email"),
            ["Password"] = options.File("--password"),
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
        });
        using var answer = await client.PostAsync("/account/sign-in", sent, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new ArgumentException("The site refused that e-mail and password.");
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", CookiesOf(answer));
    }

    private static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));

    private async Task<(double PerSecond, Times Times)> MeasureAsync(
        HttpClient client, string[] addresses, CancellationToken cancellationToken)
    {
        foreach (var address in Enumerable.Repeat(addresses, 20).SelectMany(all => all)) await GetAsync(client, address, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(Enumerable.Range(0, _clients).Select(async number =>
        {
            var times = new List<double>();
            for (var turn = number; Stopwatch.GetElapsedTime(started) < _duration; turn++)
            {
                var sent = Stopwatch.GetTimestamp();
                await GetAsync(client, addresses[turn % addresses.Length], cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return times;
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double[] all = [.. taken.SelectMany(times => times).Order()];
        return (all.Length / seconds, new Times(all[all.Length / 2], all[(int)(all.Length * 0.95)]));
    }

    private static async Task GetAsync(HttpClient client, string address, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}.");
        await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
