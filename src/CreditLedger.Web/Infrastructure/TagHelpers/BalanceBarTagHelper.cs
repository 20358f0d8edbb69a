using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;balance-bar value="credit.Balance" max="credit.Granted" label="Remaining of Meeting hours" /&gt;</c>: how much of it is left.
/// More than was granted (R22) is a full bar; the figures stand next to it.
/// </summary>
[HtmlTargetElement("balance-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BalanceBarTagHelper : TagHelper
{
    public long Value { get; set; }

    public long Max { get; set; }

    public string Label { get; set; } = "Remaining";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var max = Math.Max(Math.Max(Max, Value), 1);
        output.TagName = "progress";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "balance-bar");
        output.Attributes.SetAttribute("value", Math.Max(Value, 0).ToString(CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("max", max.ToString(CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("aria-label", Label);
    }
}
