using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;icon name="search" /&gt;</c>: a small drawing in the colour of the text. Decoration, unless <c>label</c> says what it means.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    private static readonly ConcurrentDictionary<string, HtmlString> Drawings = new(StringComparer.Ordinal);

    /// <summary>A name of <see cref="Icons"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Read aloud when given.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Most pages hold dozens: the whole drawing is one text, made once.
        output.TagName = null;
        if (Label is null) output.Content.SetHtmlContent(Drawings.GetOrAdd(Name, static name => Svg(name, "aria-hidden=\"true\"")));
        else output.Content.SetHtmlContent(Svg(Name, $"role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(Label)}\""));
    }

    private static HtmlString Svg(string name, string attributes) => new(
        $"<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" focusable=\"false\" {attributes}>{Icons.Of(name)}</svg>");
}
