using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;a require-permission="Adjust" ...&gt;</c>: leaves the element out for those who may not. The endpoint refuses them as well.
/// </summary>
[HtmlTargetElement(Attributes = AttributeName)]
public sealed class RequirePermissionTagHelper : TagHelper
{
    private const string AttributeName = "require-permission";

    /// <summary>What one must be allowed to do.</summary>
    [HtmlAttributeName(AttributeName)]
    public Permission Permission { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override int Order => -1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!ViewContext.HttpContext.User.Can(Permission)) output.SuppressOutput();
    }
}
