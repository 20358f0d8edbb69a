using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CreditLedger.Web.Infrastructure.Errors;
using CreditLedger.Web.Infrastructure.Security;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>
/// Requests that no browser sends, sent byte by byte to the real server: each gets an answer with every security header.
/// </summary>
public abstract class RequestShapeTests(RequestShapeTests.ListeningSite site)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string SignIn = "/account/sign-in";

    private static readonly string[] Headers =
        ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cache-Control"];

    [Theory]
    [InlineData("PUT", SignIn)]
    [InlineData("DELETE", "/members/1")]
    [InlineData("OPTIONS", "/no-such-page")]
    [InlineData("TRACE", "/")]
    [InlineData("BREW", "/health/ready")]
    [InlineData("POST", "/health/ready")]
    [InlineData("POST", "/members")]
    public async Task A_method_that_a_page_does_not_know_is_405(string method, string path) =>
        AssertAnswered(405, await AskAsync($"{method} {path}"));

    [Theory]
    [InlineData("/", 302)]
    [InlineData(SignIn, 200)]
    [InlineData("/no-such-page", 404)]
    [InlineData("/health/live", 200)]
    [InlineData("/css/site.css", 200)]
    public async Task HEAD_is_answered_as_GET_without_its_body(string path, int status)
    {
        var answer = await AskAsync($"HEAD {path}");
        AssertAnswered(status, answer);
        Assert.Equal("", Body(answer));
        AssertAnswered(status, await AskAsync($"GET {path}"));
    }

    [Theory]
    [InlineData(Form + "; charset=utf-7", "Email=a")]
    [InlineData(Form + "; charset=klingon", "Email=a")]
    [InlineData("application/json", "{}")]
    [InlineData(";;;", "Email=a")]
    [InlineData("multipart/form-data", "Email=a")]
    [InlineData("multipart/form-data; boundary=x", "no part")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnot ended")]
    public async Task A_body_that_cannot_be_read_is_400_signed_in_or_not(string type, string body)
    {
        foreach (var path in new[] { SignIn, "/members/1/edit" })
            AssertAnswered(type == "application/json" && path != SignIn ? 302 : 400, await AskAsync($"POST {path}", body, type));
    }

    [Theory]
    [InlineData(5_000, 1, 400)]
    [InlineData(1, 5_000, 400)]
    [InlineData(1, (int)RequestShape.MaxBodySize, 413)]
    public async Task Too_many_keys_too_long_a_key_or_too_large_a_body_is_refused(int keys, int length, int status)
    {
        var body = string.Join('&', Enumerable.Range(0, keys).Select(key => $"{new string('k', length)}{key}=1"));
        foreach (var path in new[] { SignIn, "/members/1/edit" }) AssertAnswered(status, await AskAsync($"POST {path}", body, Form));
    }

    [Fact]
    public async Task A_body_in_chunks_is_cut_off_where_it_is_too_large()
    {
        var size = RequestShape.MaxBodySize + 1;
        var chunk = $"{size.ToString("x", CultureInfo.InvariantCulture)}\r\n{new string('x', (int)size)}\r\n0\r\n\r\n";
        AssertAnswered(413, await SendAsync($"POST {SignIn} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
            $"Content-Type: {Form}\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"));
    }

    [Theory]
    [InlineData("/error/500", "status=200")]
    [InlineData("/no-such-page", "status=200")]
    public async Task No_body_chooses_the_status_of_the_error_page(string path, string body) =>
        Assert.Contains(Status(await AskAsync($"POST {path}", body, Form)), new[] { 400, 404, 405 });

    [Theory]
    [InlineData("evil.example", SignIn, 400)]
    [InlineData("evil.example", "/health/live", 200)]
    [InlineData("credits.example.com", SignIn, 200)]
    [InlineData("other.example.com", SignIn, 200)]
    [InlineData("[::1]:99", SignIn, 200)]
    public async Task The_site_answers_to_its_own_names_only(string host, string path, int status) => AssertAnswered(
        status, await SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nX-Forwarded-Host: localhost\r\n\r\n"));

    [Fact]
    public async Task Who_asks_is_taken_from_the_headers_of_known_proxies_only()
    {
        var (networks, wrong) = Proxies.Read("10.0.0.0/24, 10.1.1.1, ::1, nothing");
        Assert.Equal(["10.0.0.0/24", "10.1.1.1/32", "::1/128"], networks.Select(network => network.ToString()));
        Assert.Equal(["nothing"], wrong);
        await AskAsync("GET /account/set-password?user=1&token=x", header: "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9");
        Assert.DoesNotContain(site.Log.All, line => line.Contains("203.0.113.9", StringComparison.Ordinal));
    }

    private Task<string> AskAsync(string line, string body = "", string? type = null, string? header = null) => SendAsync(
        $"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
        (header is null ? "" : $"{header}\r\n") +
        (type is null ? "" : $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n") + $"\r\n{body}");

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", site.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The server answers before it has read all, and closes.
        }

        try
        {
            var buffer = new byte[65_536];
            while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The same: what it answered has come.
        }

        return answer.ToString();
    }

    private static void AssertAnswered(int status, string answer)
    {
        Assert.Equal(status, Status(answer));
        foreach (var header in Headers) Assert.Contains($"\r\n{header}: ", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
    }

    private static int Status(string answer) => int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);

    private static string Body(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>The site on a port of its own.</summary>
    public abstract class ListeningSite : SiteFactory
    {
        public ListeningSite()
        {
            UseKestrel(0);
            StartServer();
            Port = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        }

        public int Port { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Site:AllowHttp", "true");
            builder.UseSetting("Site:DemoMembers", "0");
            builder.UseSetting("Site:PublicUrl", "https://credits.example.com");
            builder.UseSetting("AllowedHosts", "other.example.com");
        }
    }
}

public sealed class RequestShapeInProductionTests(RequestShapeInProductionTests.ProductionSite site)
    : RequestShapeTests(site), IClassFixture<RequestShapeInProductionTests.ProductionSite>
{
    public sealed class ProductionSite : ListeningSite
    {
        protected override string EnvironmentName => "Production";
    }
}

public sealed class RequestShapeInDevelopmentTests(RequestShapeInDevelopmentTests.DevelopmentSite site)
    : RequestShapeTests(site), IClassFixture<RequestShapeInDevelopmentTests.DevelopmentSite>
{
    public sealed class DevelopmentSite : ListeningSite
    {
        protected override string EnvironmentName => "Development";
    }
}
