namespace CreditLedger.Web.Features.Shared;

/// <summary>Light, dark, or as the device says. Kept in a cookie, so that the server draws the page right at once.</summary>
public static class Theme
{
    public const string Auto = "auto";
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>What the switch offers: value, label, icon.</summary>
    public static IReadOnlyList<(string Name, string Label, string Icon)> Choices
    { get; } = [(Light, "Light", "sun"), (Dark, "Dark", "moon"), (Auto, "Auto", "device")];

    /// <summary>The visitor's choice; as the device says when there is none.</summary>
    public static string Of(HttpRequest request, SiteCookies cookies) => Known(request.Cookies[cookies.Theme]);

    /// <summary>The value, if it is one of the choices.</summary>
    public static string Known(string? value) => value is Light or Dark ? value : Auto;
}
