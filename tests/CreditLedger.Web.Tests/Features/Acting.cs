using AngleSharp.Html.Dom;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Features;

/// <summary>What people do on the forms that move credits: press a button, type while script listens, read what is said.</summary>
internal static class Acting
{
    /// <summary>What the page says will happen; none while it says nothing.</summary>
    public static string? Effect(this SitePage page) => page.Has("#effect-sentence") ? page.TextOf("#effect-sentence") : null;

    /// <summary>The message beside a field.</summary>
    public static string Problem(this SitePage page, string field) => page.Has($"#{field}-error") ? page.TextOf($"#{field}-error") : "";

    /// <summary>The messages about the form as a whole.</summary>
    public static string FormProblem(this SitePage page) => string.Join(' ', page.TextsOf("main .alert[role='alert']"));

    /// <summary>The buttons of the page's own forms.</summary>
    public static IReadOnlyList<string> Buttons(this SitePage page) => page.TextsOf(
        "form[action^='/credits'] button, form[action^='/members/'] button, form[action^='/postings'] button, body > div.btn-list button");

    /// <summary>The value of a field, as it stands on the page.</summary>
    public static string? ValueOf(this SitePage page, string name) => page.Html.QuerySelector($"main [name='{name}']") switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlButtonElement button => button.Value,
        _ => null,
    };

    /// <summary>The fields of the form that a button belongs to, with what the button sends.</summary>
    public static Dictionary<string, string> FieldsFor(this SitePage page, string button)
    {
        var pressed = page.Button(button);
        var fields = new Dictionary<string, string>();
        foreach (var element in pressed.Form!.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            if (element is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }) continue;

            // Of several of one name the first counts, as it does when one value is bound.
            fields.TryAdd(element.GetAttribute("name")!, element switch
            {
                IHtmlInputElement input => input.Value ?? "",
                IHtmlSelectElement select => select.Value ?? "",
                _ => ((IHtmlTextAreaElement)element).Value ?? "",
            });
        }

        if (pressed.Name is { Length: > 0 } name) fields[name] = pressed.Value;
        return fields;
    }

    /// <summary>Fills in fields (or adds them behind the form's back) and presses the button whose text begins so.</summary>
    public static Task<SitePage> PressAsync(
        this SiteBrowser browser, SitePage page, string button, params (string Name, string Value)[] fields)
    {
        var sent = page.FieldsFor(button);
        foreach (var (name, value) in fields) sent[name] = value;
        var pressed = page.Button(button);
        return browser.SendFormAsync(pressed.GetAttribute("formaction") ?? pressed.Form!.GetAttribute("action")!, sent);
    }

    /// <summary>What htmx sends while one types: the form as it stands, to its preview.</summary>
    public static Task<SitePage> TypeAsync(this SiteBrowser browser, SitePage page, params (string Name, string Value)[] fields)
    {
        var listening = page.Html.QuerySelector("main [hx-post]")!;
        var sent = page.FieldsFor("Continue");
        foreach (var (name, value) in fields) sent[name] = value;
        return browser.SendFormAsync(listening.GetAttribute("hx-post")!, sent, byScript: true);
    }

    /// <summary>Posts fields to a path, as a browser or as htmx.</summary>
    public static Task<SitePage> SendFormAsync(this SiteBrowser browser, string path, IReadOnlyDictionary<string, string> fields,
        bool byScript = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        if (byScript) request.Headers.Add("HX-Request", "true");
        return browser.SendAsync(request);
    }

    private static IHtmlButtonElement Button(this SitePage page, string text) =>
        page.Html.QuerySelectorAll("main form button").OfType<IHtmlButtonElement>()
            .FirstOrDefault(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No button '{text}' in:\n{page.Body}");
}
