using System.Net;
using AngleSharp.Html.Dom;

namespace CreditLedger.Web.Tests.Site;

/// <summary>One answer of the site.</summary>
public sealed class SitePage(SiteBrowser browser, HttpResponseMessage response, string text, IHtmlDocument html)
{
    public HttpResponseMessage Response { get; } = response;

    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>The body as it was sent.</summary>
    public string Body { get; } = text;

    public IHtmlDocument Html { get; } = html;

    /// <summary>Where a redirect leads, as path and query.</summary>
    public string? Location => Response.Headers.Location is { } location
        ? (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString) : null;

    /// <summary>The text of the first element that matches, spaces folded.</summary>
    public string TextOf(string selector) =>
        Fold(Html.QuerySelector(selector)?.TextContent ?? throw new InvalidOperationException($"No '{selector}' in:\n{Body}"));

    /// <summary>The texts of all elements that match.</summary>
    public IReadOnlyList<string> TextsOf(string selector) =>
        [.. Html.QuerySelectorAll(selector).Select(element => Fold(element.TextContent))];

    /// <summary>Whether an element matches.</summary>
    public bool Has(string selector) => Html.QuerySelector(selector) is not null;

    /// <summary>Asks for where the redirect leads.</summary>
    public Task<SitePage> FollowAsync() => browser.GetAsync(
        Location ?? throw new InvalidOperationException($"Not a redirect: {Status}\n{Body}"));

    /// <summary>Sends a form of this page with its hidden and filled fields; those given replace or add.</summary>
    public Task<SitePage> SubmitAsync(string formSelector, params (string Name, string Value)[] fields)
    {
        var form = Html.QuerySelector(formSelector) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form '{formSelector}' in:\n{Body}");
        var given = fields.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var all = FieldsOf(form).Where(field => !given.Contains(field.Name)).Concat(fields).ToList();
        var action = form.GetAttribute("action") is { Length: > 0 } stated ? stated : Response.RequestMessage!.RequestUri!.PathAndQuery;
        if (string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
            return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = SiteBrowser.Form(all) });
        var query = string.Join('&', all.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"));
        return browser.GetAsync($"{action}?{query}");
    }

    private static IEnumerable<(string Name, string Value)> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement
                { Type: "submit" or "button" }:
                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value ?? "");
                    break;
                case IHtmlSelectElement select:
                    yield return (name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value ?? "");
                    break;
            }
        }
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
