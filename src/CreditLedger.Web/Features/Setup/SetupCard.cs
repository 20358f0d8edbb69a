using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.Setup;

/// <summary>One part of the setup.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="About">What it is for.</param>
/// <param name="Counts">How much there is; none for what is not counted.</param>
public sealed record SetupCard(string Title, string Path, string Icon, string About, CatalogueCounts? Counts)
{
    /// <summary>All parts, in the order in which one sets a space up.</summary>
    public static IReadOnlyList<SetupCard> Of(AllCatalogueCounts counts) =>
    [
        new("Services", Routes.Services, "room", "What is booked or bought: rooms, desks, classes, print jobs, tickets.", counts.Services),
        new("Benefits", Routes.Benefits, "tag", "What a credit is good for, and what it is counted in.", counts.Benefits),
        new("Plans", Routes.Plans, "calendar", "What memberships grant each day, week, month, quarter or year.", counts.Plans),
        new("Products", Routes.Products, "box", "What is granted once, when it is sold: packages and top-ups.", counts.Products),
        new("Users and roles", Routes.Users, "user", "Who signs in, and what they may do.", null),
        new("Site settings", Routes.Settings, "settings", "Name, time zone, currency, booking interval, page prices, lock date.", null),
        new("Audit", Routes.Audit, "lock", "Who did what, when and from where, and what was refused.", null),
    ];
}
