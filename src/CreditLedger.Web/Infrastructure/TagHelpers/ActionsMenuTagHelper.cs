using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;actions-menu label="Actions for Meeting hours"&gt;&lt;a class="menu-item" href="..."&gt;...&lt;/a&gt;&lt;/actions-menu&gt;</c>:
/// the three dots. Opens without script (a <c>details</c> element); script closes it on Esc and on a click elsewhere. <c>text</c> makes it
/// a labelled button instead of dots.
/// </summary>
[HtmlTargetElement("actions-menu")]
public sealed class ActionsMenuTagHelper(HtmlEncoder encoder) : TagHelper
{
    public string Label { get; set; } = "Actions";

    public string? Text { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // Nothing that one may do: no menu.
        var items = await output.GetChildContentAsync();
        if (items.IsEmptyOrWhiteSpace)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "details";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "menu");
        output.Attributes.SetAttribute("data-menu", "");
        var svg = $"<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" aria-hidden=\"true\" " +
            $"focusable=\"false\">{Icons.Of(Text is null ? "dots" : "down")}</svg>";
        var button = Text is null ? "menu-dots" : "btn";
        output.PreContent.SetHtmlContent(
            $"<summary class=\"{button}\" " +
            $"aria-label=\"{encoder.Encode(Label)}\">{(Text is null ? "" : encoder.Encode(Text))}{svg}</summary><div " +
            $"class=\"menu-panel\">");
        output.PostContent.SetHtmlContent("</div>");
    }
}
