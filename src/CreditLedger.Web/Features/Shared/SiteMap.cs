using System.Security.Claims;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A place one can go to: in the header where <paramref name="InHeader"/>, in the command menu always.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="Permission">Who may.</param>
/// <param name="Words">Other words by which one looks for it.</param>
/// <param name="InHeader">Whether the header links to it.</param>
public sealed record Place(string Title, string Path, string Icon, Permission Permission, string Words, bool InHeader);

/// <summary>The places of the site; a feature adds its line here.</summary>
public static class SiteMap
{
    private static readonly Place[] Places =
    [
        new("Dashboard", "/", "dashboard", Permission.BrowseMembers, "home start overview outstanding", InHeader: true),
        new("Members", "/members", "users", Permission.BrowseMembers, "people businesses list search", InHeader: true),
        new("Credits", "/credits", "list", Permission.BrowseMembers, "all expiring extend transfer revoke", InHeader: true),
        new("Groups", "/groups", "link", Permission.BrowseMembers, "teams businesses families share caps", InHeader: true),
        new("New group", "/groups/new", "plus", Permission.ManageGroups, "team business family", InHeader: false),
        new("Setup", "/setup", "settings", Permission.Setup, "catalogue configuration", InHeader: true),
        new("Services", "/setup/services", "room", Permission.Setup, "setup catalogue rooms desks", InHeader: false),
        new("Benefits", "/setup/benefits", "tag", Permission.Setup, "setup catalogue kinds", InHeader: false),
        new("Plans", "/setup/plans", "calendar", Permission.Setup, "setup memberships", InHeader: false),
        new("Products", "/setup/products", "box", Permission.Setup, "setup packages top-ups", InHeader: false),
        new("Site settings", "/setup/settings", "settings", Permission.Setup, "setup name time zone currency interval prices", InHeader: false),
        new("New service", "/setup/services/new", "plus", Permission.Setup, "add create setup", InHeader: false),
        new("New benefit", "/setup/benefits/new", "plus", Permission.Setup, "add create setup", InHeader: false),
        new("New plan", "/setup/plans/new", "plus", Permission.Setup, "add create setup", InHeader: false),
        new("New product", "/setup/products/new", "plus", Permission.Setup, "add create setup", InHeader: false),
    ];

    /// <summary>The places that the user may go to.</summary>
    public static IEnumerable<Place> For(ClaimsPrincipal user) => Places.Where(place => user.Can(place.Permission));

    /// <summary>Whether the path is the place or below it.</summary>
    public static bool IsAt(this Place place, PathString path) =>
        place.Path == "/" ? path == "/" || !path.HasValue : path.StartsWithSegments(place.Path, StringComparison.OrdinalIgnoreCase);
}
