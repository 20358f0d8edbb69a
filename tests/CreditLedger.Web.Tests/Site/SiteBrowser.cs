using AngleSharp.Html.Parser;

namespace CreditLedger.Web.Tests.Site;

/// <summary>A browser without script: asks for pages, keeps cookies, does not follow redirects by itself.</summary>
public sealed class SiteBrowser(HttpClient http)
{
    /// <summary>For what the other members do not do.</summary>
    public HttpClient Http { get; } = http;

    public async Task<SitePage> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts fields as they are, without what a form would add: for forged requests.</summary>
    public async Task<SitePage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(fields) });

    public async Task<SitePage> SendAsync(HttpRequestMessage request)
    {
        var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var html = await new HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken);

        // Every page that any test opens is looked at, in whatever state the test brought it to.
        if (Landmarks.SameNames(html) is { Count: > 0 } same)
            Assert.Fail($"Two parts of {request.RequestUri} have one name: {string.Join(", ", same)}");
        return new SitePage(this, response, text, html);
    }

    internal static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
