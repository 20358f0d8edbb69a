using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// A form whose effect is confirmed (R19): <c>&lt;confirmed-form page="Model"&gt;</c> its fields <c>&lt;/confirmed-form&gt;</c>. What will
/// happen and the button that makes it happen stand below them; script brings both up to date while one types.
/// </summary>
public sealed class ConfirmedFormTagHelper(IHtmlGenerator generator, IHtmlHelper html) : TagHelper
{
    /// <summary>The page.</summary>
    public ConfirmedPage Page { get; set; } = null!;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        output.TagName = "form";
        foreach (var (name, value) in new[]
        {
            ("method", "post"), ("action", Page.Path), ("autocomplete", "off"), ("hx-post", $"{Page.Path}/preview"),
            ("hx-trigger", "input delay:250ms"), ("hx-target", "#effect"), ("hx-swap", "innerHTML"), ("hx-sync", "this:replace"),
        })
            output.Attributes.SetAttribute(name, value);
        output.Attributes.Add(new TagHelperAttribute("novalidate"));
        if (Page.IsAsking || Page.Approval is not null) output.PreElement.AppendHtml(await html.PartialAsync("_Approval", Page));
        foreach (var (name, value) in new[] { (nameof(ConfirmedForm.Key), Page.Typed.Key),
            (nameof(ConfirmedForm.MembersList), Page.Typed.MembersList), (nameof(ConfirmedForm.FromRequest), Page.Typed.FromRequest) })
        {
            if (value is null) continue;
            output.PreContent.AppendHtml(new TagBuilder("input")
            {
                TagRenderMode = TagRenderMode.SelfClosing,
                Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = value },
            });
        }

        var effect = new TagBuilder("div") { Attributes = { ["id"] = "effect", ["aria-live"] = "polite" } };
        effect.InnerHtml.AppendHtml(await html.PartialAsync(Page.EffectView, Page));
        output.PostContent.AppendHtml(effect).AppendHtml(generator.GenerateAntiforgery(ViewContext));
    }
}
