using System.Collections.Frozen;

namespace CreditLedger.Web.Infrastructure.TagHelpers;

/// <summary>The site's icons: 24 by 24, drawn with a stroke of 2 in the text's colour (site.css).</summary>
internal static class Icons
{
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["mark"] = Path("M4 5h16M4 5v14h16v-9M8 10h8M8 14h4"),
        ["dashboard"] = Path("M4 4h6v8H4zM4 16h6v4H4zM14 12h6v8h-6zM14 4h6v4h-6z"),
        ["users"] = Circle(9, 8, 3.5) + Path("M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3 2.8 3 5.5"),
        ["link"] = Circle(6, 12, 2.5) + Circle(18, 6, 2.5) + Circle(18, 18, 2.5) + Path("M8.300 11l7.400-3.800M8.300 13l7.400 3.800"),
        ["user"] = Circle(12, 8, 4) + Path("M5 20.5c0-4 3-6.5 7-6.5s7 2.5 7 6.5"),
        ["search"] = Circle(10.5, 10.5, 6) + Path("M15 15l5.5 5.5"),
        ["sun"] = Circle(12, 12, 4) + Path("M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1 1M17.4 17.4l1 1M5.6 18.4l1-1M17.4 6.6l1-1"),
        ["moon"] = Path("M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z"),
        ["device"] = Path("M4 5h16v11H4zM9 20h6M12 16v4"),
        ["leave"] = Path("M14 8V5H5v14h9v-3M10 12h11M18 9l3 3-3 3"),
        ["check"] = Path("M5 12.5l5 5L20 7"),
        ["close"] = Path("M6 6l12 12M18 6L6 18"),
        ["alert"] = Path("M12 4l9 16H3zM12 10v4M12 17v.01"),
        ["info"] = Circle(12, 12, 9) + Path("M12 11v5M12 8v.01"),
        ["dots"] = "<circle cx=\"12\" cy=\"5\" r=\"1.5\" fill=\"currentColor\"/><circle cx=\"12\" cy=\"12\" r=\"1.5\" " +
            "fill=\"currentColor\"/><circle cx=\"12\" cy=\"19\" r=\"1.5\" fill=\"currentColor\"/>",
        ["plus"] = Path("M12 5v14M5 12h14"),
        ["minus"] = Path("M5 12h14"),
        ["undo"] = Path("M9 8L4 12l5 4M4 12h11a5 5 0 0 1 0 10h-2"),
        ["clock"] = Circle(12, 12, 9) + Path("M12 7v5l3.5 2"),
        ["money"] = Path("M3 6h18v12H3zM6 9.5v5M18 9.5v5") + Circle(12, 12, 2.5),
        ["printer"] = Path("M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"),
        ["ticket"] = Path("M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3zM14 7v2M14 11v2M14 15v2"),
        ["pass"] = Path("M5 4h14v16H5zM9 4v2h6V4") + Circle(12, 12, 2) + Path("M9 17c.5-1.5 1.5-2 3-2s2.5.5 3 2"),
        ["history"] = Path("M4 12a8 8 0 1 1 2.5 5.8M4 19v-4h4M12 8v4l3 2"),
        ["calendar"] = Path("M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"),
        ["copy"] = Path("M8 8h12v12H8zM16 8V4H4v12h4"),
        ["filter"] = Path("M4 5h16l-6 7v6l-4 2v-8z"),
        ["download"] = Path("M12 4v11M8 11l4 4 4-4M4 20h16"),
        ["upload"] = Path("M12 15V4M8 8l4-4 4 4M4 20h16"),
        ["edit"] = Path("M4 20v-4L16 4l4 4L8 20zM13.5 6.5l4 4"),
        ["target"] = Circle(12, 12, 9) + Circle(12, 12, 4) + Path("M12 12v.01"),
        ["question"] = Circle(12, 12, 9) + Path("M9.5 9.5a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 16.5v.01"),
        ["previous"] = Path("M15 5l-7 7 7 7"),
        ["next"] = Path("M9 5l7 7-7 7"),
        ["up"] = Path("M6 15l6-6 6 6"),
        ["down"] = Path("M6 9l6 6 6-6"),
        ["list"] = Path("M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01"),
        ["menu"] = Path("M4 6h16M4 12h16M4 18h16"),
        ["fold"] = Path("M4 5h16v14H4zM9 5v14M15 10l-2 2 2 2"),
        ["tag"] = Path("M4 4h8l8 8-8 8-8-8zM8.5 8.5v.01"),
        ["settings"] = Path("M4 7h9M17 7h3M4 17h3M11 17h9") + Circle(15, 7, 2) + Circle(9, 17, 2),
        ["box"] = Path("M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"),
        ["room"] = Path("M6 20V4h12v16M3 20h18M14 12v.01"),
        ["archive"] = Path("M4 5h16v4H4zM6 9v10h12V9M10 13h4"),
        ["lock"] = Path("M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    }.ToFrozenDictionary();

    /// <summary>The drawing of a name.</summary>
    /// <exception cref="ArgumentException">There is none: a misspelt name is found by the first test that shows the page.</exception>
    public static string Of(string name) =>
        Shapes.TryGetValue(name, out var shape) ? shape : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));

    private static string Path(string data) => $"<path d=\"{data}\"/>";

    private static string Circle(double x, double y, double radius) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
}
