using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;status-badge credit="credit.Status" /&gt;</c>, <c>&lt;status-badge member="member.Status" /&gt;</c>: the word, with a tone that
/// only underlines it.
/// </summary>
[HtmlTargetElement("status-badge", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusBadgeTagHelper : TagHelper
{
    public CreditStatus? Credit { get; set; }

    public MemberStatus? Member { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (word, tone) = (Credit, Member) switch
        {
            (CreditStatus.Current, _) => ("Current", "good"),
            (CreditStatus.Upcoming, _) => ("Upcoming", "info"),
            (CreditStatus.UsedUp, _) => ("Used up", "quiet"),
            (CreditStatus.Expired, _) => ("Expired", "quiet"),
            (CreditStatus.Revoked, _) => ("Revoked", "bad"),
            (_, MemberStatus.Active) => ("Active", "good"),
            (_, MemberStatus.Suspended) => ("Suspended", "warn"),
            (_, MemberStatus.Left) => ("Left", "quiet"),
            _ => ("Unknown", "quiet"),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "status status-" + tone);
        output.Content.SetContent(word);
    }
}
