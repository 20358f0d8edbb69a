using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// Ties a field to its message for screen readers: <c>aria-invalid</c> and <c>aria-describedby</c> on what <c>asp-for</c> makes.
/// </summary>
[HtmlTargetElement("input", Attributes = ForAttribute)]
[HtmlTargetElement("select", Attributes = ForAttribute)]
[HtmlTargetElement("textarea", Attributes = ForAttribute)]
public sealed class FieldProblemTagHelper : TagHelper
{
    private const string ForAttribute = "asp-for";

    [HtmlAttributeName(ForAttribute)]
    public ModelExpression For { get; set; } = null!;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        if (ViewContext.ModelState[name]?.Errors.Count is not > 0) return;
        var described = output.Attributes["aria-describedby"]?.Value?.ToString();
        var own = TagBuilder.CreateSanitizedId(name, "_") + "-problem";
        output.Attributes.SetAttribute("aria-invalid", "true");
        output.Attributes.SetAttribute("aria-describedby", described is { Length: > 0 } ? $"{described} {own}" : own);
    }
}

/// <summary>Gives <c>&lt;span asp-validation-for&gt;</c> the id that the field points to, and the site's look.</summary>
[HtmlTargetElement("span", Attributes = ForAttribute)]
public sealed class FieldMessageTagHelper : TagHelper
{
    private const string ForAttribute = "asp-validation-for";

    [HtmlAttributeName(ForAttribute)]
    public ModelExpression For { get; set; } = null!;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        output.Attributes.SetAttribute("id", TagBuilder.CreateSanitizedId(name, "_") + "-problem");
        output.AddClass("field-problem", System.Text.Encodings.Web.HtmlEncoder.Default);
    }
}
