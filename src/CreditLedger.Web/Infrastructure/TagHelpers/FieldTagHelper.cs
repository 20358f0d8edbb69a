using System.Globalization;
using CreditLedger.Data.Settings;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// One field of a form with its label, hint and message, tied together for screen readers:
/// <c>&lt;field for="Form.SoldOn" label="Sold on" type="date" hint="..." /&gt;</c>. Attributes that are not named here go to the control;
/// content follows it. The first field that is wrong takes the focus.
/// </summary>
public sealed class FieldTagHelper : TagHelper
{
    private static readonly object Focused = new();

    /// <summary>The property; what stands after <c>Form.</c> is the name of the field.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The label that a person reads.</summary>
    public string Label { get; set; } = "";

    /// <summary>What may be typed, and what it does.</summary>
    public string? Hint { get; set; }

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; set; }

    /// <summary>A type of input, <c>radio</c> to show the options one by one, or <c>checkbox</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Rows of a longer text.</summary>
    public int Rows { get; set; }

    /// <summary>Further classes of the field.</summary>
    public string? Class { get; set; }

    /// <summary>Class of the control.</summary>
    public string? Size { get; set; }

    /// <summary>What one chooses from; none where one types.</summary>
    public IEnumerable<FieldOption>? Options { get; set; }

    /// <summary>What is read while nothing is chosen.</summary>
    public string? Prompt { get; set; }

    /// <summary>What script suggests while one types: <c>members</c>. What is chosen puts its reference into the field.</summary>
    public string? Suggest { get; set; }

    /// <summary>Whether something is recorded on the day that is typed: locked days are not offered, and the hint tells of them (R49).
    /// </summary>
    public bool Dates { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => For.Name[(For.Name.IndexOf("Form.", StringComparison.Ordinal) is var at and >= 0 ? at + "Form.".Length : 0)..];

    // A member added meanwhile is named by the address on return.
    private string? Value => Convert.ToString(For.Model, CultureInfo.InvariantCulture) is { Length: > 0 } value || Suggest is null
        ? Convert.ToString(For.Model, CultureInfo.InvariantCulture) : NewMemberLink.Read(ViewContext.HttpContext.Request, Name);

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var id = FieldOption.IdOf(Name);
        var errors = ViewContext.ModelState[Name]?.Errors ?? [];
        var common = output.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value?.ToString());
        output.Attributes.Clear();
        if (Dates) ShowLock(common);
        common["aria-describedby"] = Hint is null ? $"{id}-error" : $"{id}-hint {id}-error";
        if (errors.Count > 0) common["aria-invalid"] = "true";
        if (ViewContext.ModelState.ErrorCount > 0) common.Remove("autofocus");
        if (errors.Count > 0 && ViewContext.HttpContext.Items.TryAdd(Focused, true)) common["autofocus"] = "autofocus";

        var isRadio = Type == "radio";
        output.TagName = isRadio ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"field {Class}".TrimEnd());
        if (Type == "checkbox") output.Content.AppendHtml(Tick("checkbox", "true", Label, Value is "True" or "true", common));
        else
        {
            var label = Element(isRadio ? "legend" : "label", Required ? "form-label required" : "form-label", Label);
            if (!isRadio) label.Attributes["for"] = id;
            output.Content.AppendHtml(label);
            if (isRadio) AppendRadios(output.Content, common);
            else output.Content.AppendHtml(Control(id, common));
            if (Suggest is not null) output.Content.AppendHtml(Suggestions(id));
        }

        output.Content.AppendHtml(content);
        output.Content.AppendHtml(Messages(id, errors));
        if (Suggest == "members") AppendNewMember(output.Content);
        if (Hint is null) return;
        var hint = Element("div", "form-hint", Hint);
        hint.Attributes["id"] = $"{id}-hint";
        output.Content.AppendHtml(hint);
    }

    private void ShowLock(Dictionary<string, string?> common)
    {
        if (ViewContext.HttpContext.RequestServices.GetRequiredService<SiteSettings>().LockedUpTo is not { } locked) return;
        common.TryAdd("min", DayText.Of(locked.AddDays(1)));
        var hint = $"Locked up to {Wording.Day(locked)}.";
        Hint = Hint is null ? hint : $"{Hint} {hint}";
    }

    private TagBuilder Control(string id, Dictionary<string, string?> common)
    {
        var control = Options is not null ? new TagBuilder("select") : Rows > 0 ? new TagBuilder("textarea") : new TagBuilder("input");
        control.MergeAttributes(common);
        control.MergeAttribute("id", id);
        control.MergeAttribute("name", Name);
        control.AddCssClass($"{(Options is null ? "form-control" : "form-select")} {Size}".TrimEnd());
        if (Required) control.MergeAttribute("required", "required");
        if (Options is not null) AppendOptions(control);
        else if (Rows > 0)
        {
            control.MergeAttribute("rows", Rows.ToString(CultureInfo.InvariantCulture));
            control.MergeAttribute("maxlength", "500");

            // A browser drops the first line break of a text area: this one, and not the person's.
            control.InnerHtml.AppendHtml("\n").Append(Value ?? "");
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            if (Type is not null) control.MergeAttribute("type", Type);
            if (Type != "password") control.MergeAttribute("value", Value);
            if (Suggest is not null) control.MergeAttributes(SuggestAttributes(id));
        }

        return control;
    }

    // A request of its own, so that the form's preview is not cancelled.
    private Dictionary<string, string?> SuggestAttributes(string id) => new()
    {
        ["list"] = $"{id}-suggestions",
        ["autocomplete"] = "off",
        ["hx-get"] = $"{Routes.Search}/{Suggest}",
        ["hx-trigger"] = "input changed delay:150ms",
        ["hx-target"] = $"#{id}-suggestions",
        ["hx-swap"] = "innerHTML",
        ["hx-sync"] = "this:replace",
    };

    private void AppendNewMember(TagHelperContent content)
    {
        var http = ViewContext.HttpContext;
        if (!http.User.Can(Permission.EditMembers)) return;
        var link = Element("a", "form-hint", "Add a new member");
        link.Attributes["href"] = NewMemberLink.From(http.Request, Name);
        content.AppendHtml(link);
    }

    private static TagBuilder Suggestions(string id) => new("datalist") { Attributes = { ["id"] = $"{id}-suggestions" } };

    private void AppendOptions(TagBuilder select)
    {
        if (Prompt is not null) select.InnerHtml.AppendHtml(Option(new FieldOption("", Prompt)));
        foreach (var part in Options!.GroupBy(option => option.Group))
        {
            var group = part.Key is null ? null : new TagBuilder("optgroup") { Attributes = { ["label"] = part.Key } };
            foreach (var option in part) (group ?? select).InnerHtml.AppendHtml(Option(option));
            if (group is not null) select.InnerHtml.AppendHtml(group);
        }
    }

    private TagBuilder Option(FieldOption option)
    {
        var element = Element("option", null, option.Text);
        element.Attributes["value"] = option.Sent;
        if (IsChosen(option)) element.Attributes["selected"] = "selected";
        return element;
    }

    private void AppendRadios(TagHelperContent content, Dictionary<string, string?> common)
    {
        // Where something must be chosen, nothing is at first; else the first is what nothing chosen means.
        foreach (var (index, option) in Options!.Index())
            content.AppendHtml(
                Tick("radio", option.Sent, option.Text, string.IsNullOrEmpty(Value) && !Required ? index == 0 : IsChosen(option), common));
    }

    private TagBuilder Tick(string type, string value, string text, bool isOn, Dictionary<string, string?> common)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttributes(common);
        input.AddCssClass("form-check-input");
        input.MergeAttributes(new Dictionary<string, string?> { ["type"] = type, ["name"] = Name, ["value"] = value });
        if (isOn) input.MergeAttribute("checked", "checked");
        var label = new TagBuilder("label");
        label.AddCssClass("form-check");
        label.InnerHtml.AppendHtml(input).Append(" ").AppendHtml(Element("span", "form-check-label", text));
        return label;
    }

    private bool IsChosen(FieldOption option) => string.Equals(option.Sent, Value ?? "", StringComparison.OrdinalIgnoreCase);

    // Always there, so that what script puts into it is announced.
    private static TagBuilder Messages(string id, ModelErrorCollection errors)
    {
        var messages = Element("div", "field-problem", null);
        messages.MergeAttributes(new Dictionary<string, string?> { ["id"] = $"{id}-error", ["aria-live"] = "polite" });
        foreach (var error in errors) messages.InnerHtml.AppendHtml(Element("div", null, error.ErrorMessage));
        return messages;
    }

    private static TagBuilder Element(string name, string? css, string? text)
    {
        var element = new TagBuilder(name);
        if (css is not null) element.AddCssClass(css);
        if (text is not null) element.InnerHtml.Append(text);
        return element;
    }
}
