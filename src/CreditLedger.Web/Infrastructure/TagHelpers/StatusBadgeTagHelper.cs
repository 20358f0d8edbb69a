using System.Collections.Frozen;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;status-badge credit="credit.Status" /&gt;</c>, <c>&lt;status-badge member="member.Status" /&gt;</c>: the word, with a tone that
/// only underlines it.
/// </summary>
[HtmlTargetElement("status-badge", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusBadgeTagHelper : TagHelper
{
    private static readonly FrozenDictionary<CreditStatus, HtmlString> Credits = Enum.GetValues<CreditStatus>()
        .ToFrozenDictionary(status => status, status => Badge(Wording.Status(status), status switch
        {
            CreditStatus.Current => "good",
            CreditStatus.Upcoming => "info",
            CreditStatus.UsedUp or CreditStatus.Expired => "quiet",
            CreditStatus.Revoked => "bad",
        }));

    private static readonly FrozenDictionary<MemberStatus, HtmlString> Members = Enum.GetValues<MemberStatus>()
        .ToFrozenDictionary(status => status, status => Badge(status.ToString(), status switch
        {
            MemberStatus.Active => "good",
            MemberStatus.Suspended => "warn",
            MemberStatus.Left => "quiet",
        }));

    public CreditStatus? Credit { get; set; }

    public MemberStatus? Member { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Credit is { } credit ? Credits[credit] : Members[Member!.Value]);
    }

    private static HtmlString Badge(string word, string tone) => new($"<span class=\"status status-{tone}\">{word}</span>");
}
