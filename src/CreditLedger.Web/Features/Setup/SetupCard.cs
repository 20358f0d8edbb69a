using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.Setup;

/// <summary>One part of the setup.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="About">What it is for.</param>
/// <param name="Counts">How much there is.</param>
public sealed record SetupCard(string Title, string Path, string Icon, string About, CatalogueCounts Counts)
{
    /// <summary>All parts, in the order in which one sets a space up.</summary>
    public static IReadOnlyList<SetupCard> Of(AllCatalogueCounts counts) =>
    [
        new("Plans", "/setup/plans", "calendar", "What memberships grant each day, week, month, quarter or year.", counts.Plans),
    ];
}
