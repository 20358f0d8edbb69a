using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;empty-state icon="users" title="No members yet"&gt;what to do, a button&lt;/empty-state&gt;</c>. "None yet" and "none match" are
/// two different sentences: say which.
/// </summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string Icon { get; set; } = "list";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty-state");
        output.PreContent.AppendHtml(
            $"<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"32\" height=\"32\" aria-hidden=\"true\" " +
            $"focusable=\"false\">{Icons.Of(Icon)}</svg><p class=\"empty-title\">");
        output.PreContent.Append(Title);
        output.PreContent.AppendHtml("</p>");
    }
}
