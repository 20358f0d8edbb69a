using System.Security.Claims;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A part of the sidebar.</summary>
public enum SiteSection
{
    /// <summary>Above all others, without a heading.</summary>
    Top,

    /// <summary>What the staff does every day.</summary>
    Operations,

    /// <summary>What is set up once.</summary>
    Setup,
}

/// <summary>A place one can go to: in the sidebar where it has a section, in the command menu always.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="Permission">Who may.</param>
/// <param name="Words">Other words by which one looks for it.</param>
/// <param name="Section">Where the sidebar shows it, if it does.</param>
public sealed record Place(string Title, string Path, string Icon, Permission Permission, string Words, SiteSection? Section = null)
{
    /// <summary>Pages that belong to it although their paths begin otherwise.</summary>
    public IReadOnlyList<string> AlsoAt { get; init; } = [];

    /// <summary>Whether a page belongs to it.</summary>
    public bool IsAt(PathString path) => Path == "/"
        ? path == "/" || !path.HasValue
        : AlsoAt.Prepend(Path).Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Something one does with a member, asked for in the command menu: "add credit ada".</summary>
/// <param name="Title">What it is called, before the member's name.</param>
/// <param name="Verbs">The words that ask for it.</param>
/// <param name="Noun">A word that may stand beside them.</param>
/// <param name="Path">Its page below the member's own.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="Permission">Who may.</param>
public sealed record MemberAction(string Title, string Verbs, string Noun, string Path, string Icon, Permission Permission);

/// <summary>The places and actions of the site; a feature adds its line here.</summary>
public static class SiteMap
{
    private static readonly Place[] Places =
    [
        new("Dashboard", "/", "dashboard", Permission.BrowseMembers, "home start overview outstanding", SiteSection.Top),
        new("Members and contacts", Routes.Members, "users", Permission.BrowseMembers, "people businesses list search",
            SiteSection.Operations)
        {
            AlsoAt = [Routes.Memberships],
        },
        new("Bookings", Routes.Bookings, "calendar", Permission.BrowseMembers, "rooms desks day attendance no-show refund recurring",
            SiteSection.Operations),
        new("Credits", Routes.Credits, "list", Permission.BrowseMembers, "all expiring extend transfer revoke adjust balances",
            SiteSection.Operations),
        new("Teams and groups", Routes.Groups, "link", Permission.BrowseMembers, "businesses families share caps", SiteSection.Operations),
        new("Transactions", Routes.Postings, "history", Permission.ViewReports, "all recorded who did changes log adjustments undo",
            SiteSection.Operations),
        new("Requests to an admin", Routes.Approvals, "question", Permission.BrowseMembers, "asked approve decline waiting approvals"),
        new("New member", Routes.NewMember, "plus", Permission.EditMembers, "add create person business contact"),
        new("New booking", Routes.NewBooking, "plus", Permission.ManageBookings, "book room desk reserve"),
        new("New group", Routes.NewGroup, "plus", Permission.ManageGroups, "team business family"),
        new("Setup", Routes.Setup, "settings", Permission.Setup, "catalogue configuration"),
        new("Benefits", Routes.Benefits, "tag", Permission.Setup, "setup catalogue kinds", SiteSection.Setup),
        new("Services", Routes.Services, "room", Permission.Setup, "setup catalogue rooms desks", SiteSection.Setup),
        new("Plans", Routes.Plans, "calendar", Permission.Setup, "setup memberships", SiteSection.Setup),
        new("Products", Routes.Products, "box", Permission.Setup, "setup packages top-ups", SiteSection.Setup),
        new("Users and roles", Routes.Users, "user", Permission.ManageUsers, "setup accounts staff managers admins invite disable password",
            SiteSection.Setup),
        new("Site settings", Routes.Settings, "settings", Permission.Setup, "setup name time zone currency interval prices",
            SiteSection.Setup),
        new("Audit", Routes.Audit, "lock", Permission.ViewAudit, "setup log who did sign-ins denied exports", SiteSection.Setup),
        new("Invite someone", Routes.NewUser, "plus", Permission.ManageUsers, "add create user account staff"),
        new("New service", Routes.NewService, "plus", Permission.Setup, "add create setup"),
        new("New benefit", Routes.NewBenefit, "plus", Permission.Setup, "add create setup"),
        new("New plan", Routes.NewPlan, "plus", Permission.Setup, "add create setup"),
        new("New product", Routes.NewProduct, "plus", Permission.Setup, "add create setup"),
    ];

    private static readonly MemberAction[] Actions =
    [
        new("Edit", "edit change rename", "member", "edit", "edit", Permission.EditMembers),
        new("Record usage for", "record use", "usage", "usages/new", "check", Permission.RecordUsage),
        new("New booking for", "book reserve booking", "room desk new", "bookings/new", "calendar", Permission.ManageBookings),
        new("Add credit for", "add give grant", "credit", "credits/new", "plus", Permission.Grant),
        new("Adjust a balance of", "adjust set change", "balance", "benefits", "edit", Permission.Adjust),
        new("Extend a credit of", "extend", "credit", "benefits", "calendar", Permission.Extend),
        new("Transfer a credit of", "transfer move", "credit", "benefits", "next", Permission.Transfer),
        new("Revoke a credit of", "revoke", "credit", "benefits", "close", Permission.Revoke),
        new("Merge another record into", "merge", "record duplicate", "merge", "users", Permission.Merge),
        new("Assign a membership to", "assign", "membership", "memberships/new", "calendar", Permission.Supply),
        new("Sell a product to", "sell", "product", "sales/new", "box", Permission.Supply),
    ];

    /// <summary>The places that the user may go to.</summary>
    public static IEnumerable<Place> For(ClaimsPrincipal user) => Places.Where(place => user.Can(place.Permission));

    /// <summary>The sidebar of the user, section by section.</summary>
    public static IEnumerable<IGrouping<SiteSection, Place>> SectionsFor(ClaimsPrincipal user) =>
        For(user).Where(place => place.Section is not null).GroupBy(place => place.Section!.Value);

    /// <summary>What the user may do with a member.</summary>
    public static IEnumerable<MemberAction> ActionsFor(ClaimsPrincipal user) => Actions.Where(action => user.Can(action.Permission));
}
