using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;amount value="balance" unit="credit.Unit" /&gt;</c>: with its unit, in tabular figures, never broken over lines. <c>signed</c>
/// for changes: the sign and the words "added" or "taken" for those who hear the page. In a table put it into <c>&lt;td
/// class="number"&gt;</c>.
/// </summary>
[HtmlTargetElement("amount", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AmountTagHelper : TagHelper
{
    public long Value { get; set; }

    public Unit Unit { get; set; } = null!;

    [HtmlAttributeName("signed")]
    public bool IsChange { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var tone = !IsChange || Value == 0 ? "" : Value > 0 ? " amount-added" : " amount-taken";
        output.Attributes.SetAttribute("class", "amount" + tone);
        output.Content.SetContent(IsChange ? AmountFormat.WithSign(Value, Unit) : AmountFormat.Format(Value, Unit));
        if (tone.Length > 0)
            output.PostContent.SetHtmlContent($"<span class=\"visually-hidden\"> {(Value > 0 ? "added" : "taken")}</span>");
    }
}
