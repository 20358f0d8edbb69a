using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;a require-permission="Adjust" ...&gt;</c>: leaves the element out for those who may not. The endpoint refuses them as well.
/// With <c>or-ask</c> it stays for those who may ask an admin, and says so.
/// </summary>
[HtmlTargetElement(Attributes = AttributeName)]
public sealed class RequirePermissionTagHelper : TagHelper
{
    private const string AttributeName = "require-permission";

    /// <summary>What one must be allowed to do.</summary>
    [HtmlAttributeName(AttributeName)]
    public Permission Permission { get; set; }

    /// <summary>Whether it leads to a form by which one may ask an admin.</summary>
    [HtmlAttributeName("or-ask")]
    public bool OrAsk { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override int Order => -1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var user = ViewContext.HttpContext.User;
        if (user.Can(Permission)) return;
        if (OrAsk && user.Can(Permission.AskAdmin)) output.Attributes.SetAttribute("title", "An admin can do this: you can ask");
        else output.SuppressOutput();
    }
}
