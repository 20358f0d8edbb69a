using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CreditLedger.Web.Features.Shared;

/// <summary>What a page says after an act, once: "60 min added: 120 → 180 min", with Undo.</summary>
/// <param name="Kind">Its tone.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Action">What one can do about it.</param>
public sealed record Notice(NoticeKind Kind, string Text, NoticeAction? Action = null);

/// <summary>A button on a notice.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Posts">Whether it sends a form (with the antiforgery field) or is a link.</param>
/// <param name="Fields">Hidden fields of the form, an idempotency key among them.</param>
public sealed record NoticeAction(string Label, string Url, bool Posts = false, IReadOnlyDictionary<string, string>? Fields = null)
{
    /// <summary>A button that sends a form. Its key is made once, with the notice: pressing it twice acts once (R9).</summary>
    public static NoticeAction Sends(string label, string url) =>
        new(label, url, Posts: true, new Dictionary<string, string> { ["Key"] = Guid.NewGuid().ToString("D") });
}

/// <summary>The tone of a notice.</summary>
public enum NoticeKind
{
    Success,
    Info,
    Warning,
    Danger,
}

/// <summary>Carries notices over the redirect after a POST.</summary>
public static class Notices
{
    private const string Key = "notices";

    // They travel in a cookie, which grows with every act whose page is not looked at: the latest few are kept.
    private const int Most = 3;
    private const int LongestText = 500;

    /// <summary>Adds a notice to the next page.</summary>
    public static void AddNotice(this ITempDataDictionary tempData, Notice notice)
    {
        var text = notice.Text.Length <= LongestText ? notice.Text : notice.Text[..LongestText] + "…";
        IReadOnlyList<Notice> all = [.. Read(tempData.Peek(Key)).TakeLast(Most - 1), notice with { Text = text }];
        tempData[Key] = JsonSerializer.Serialize(all);
    }

    /// <summary>An act was done.</summary>
    public static void AddNotice(this ITempDataDictionary tempData, string text, NoticeAction? action = null) =>
        tempData.AddNotice(new Notice(NoticeKind.Success, text, action));

    /// <summary>The notices of this page; reading takes them.</summary>
    public static IReadOnlyList<Notice> TakeNotices(this ITempDataDictionary tempData) => Read(tempData[Key]);

    private static List<Notice> Read(object? stored) => stored is string json ? JsonSerializer.Deserialize<List<Notice>>(json) ?? [] : [];
}
