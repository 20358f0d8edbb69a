using System.Globalization;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>
/// <c>&lt;instant value="entry.UsedAt" /&gt;</c>: the moment in the site's zone, with seconds, zone and offset on hover. <c>show</c>:
/// <c>Day</c>, <c>Time</c>, <c>DayAndTime</c> (the default), or of an end the last usable day (<c>End</c>, R52); <c>none</c>: the word for
/// no moment ("never").
/// </summary>
[HtmlTargetElement("instant", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InstantTagHelper(SiteZone zone) : TagHelper
{
    public DateTime? Value { get; set; }

    public InstantParts Show { get; set; } = InstantParts.DayAndTime;

    public string None { get; set; } = "never";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;

        // 9999 is how the cached sums write "never".
        if (Value is not { } instant || instant.Year == 9999)
        {
            output.TagName = "span";
            output.Content.SetContent(None);
            return;
        }

        var local = zone.ToLocal(instant);
        var offset = zone.Zone.GetUtcOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc));
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title",
            string.Create(CultureInfo.InvariantCulture, $"{local:ddd d MMM yyyy, HH:mm:ss} {zone.Name} (UTC{sign}{offset:hh\\:mm})"));
        output.Content.SetContent(Text(local, instant));
    }

    private string EndOf(DateTime instant)
    {
        var (day, time) = zone.LastUsable(instant);
        return day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)
            + (time is { } at ? at.ToString(", HH:mm", CultureInfo.InvariantCulture) : "");
    }

    private string Text(DateTime local, DateTime instant) => Show switch
    {
        InstantParts.End => EndOf(instant),
        InstantParts.Day => local.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        InstantParts.Time => local.ToString("HH:mm", CultureInfo.InvariantCulture),
        InstantParts.DayAndTime => local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture),
    };
}

/// <summary>How much of a moment is shown.</summary>
public enum InstantParts
{
    DayAndTime,
    Day,
    Time,

    /// <summary>Of an end, the last usable day (R52).</summary>
    End,
}
