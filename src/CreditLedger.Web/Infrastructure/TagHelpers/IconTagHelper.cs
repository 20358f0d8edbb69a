using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;icon name="search" /&gt;</c>: a small drawing in the colour of the text. Decoration, unless <c>label</c> says what it means.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>A name of <see cref="Icons"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Read aloud when given.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        output.Attributes.SetAttribute("width", "20");
        output.Attributes.SetAttribute("height", "20");
        output.Attributes.SetAttribute("focusable", "false");
        if (Label is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        output.Content.SetHtmlContent(Icons.Of(Name));
    }
}
