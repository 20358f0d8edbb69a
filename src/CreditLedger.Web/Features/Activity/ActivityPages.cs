using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Supply;

namespace CreditLedger.Web.Features.Activity;

/// <summary>A member's memberships.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Current">Those that are not over.</param>
/// <param name="Past">A page of those that are, where asked for.</param>
/// <param name="HasPast">Whether there are any.</param>
/// <param name="Now">The moment of asking.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record MembershipsPage(
    MemberView View,
    IReadOnlyList<MembershipSummary> Current, KeysetPage<MembershipSummary>? Past, bool HasPast, DateTime Now,
    IReadOnlyList<string> Problems)
{
    /// <summary>This page's address.</summary>
    public ListAddress Address => View.At(ActivityTabs.MembershipsPath(View.Member.Id)).With("past", Past is null ? null : "1");

    /// <summary>The pages of past ones.</summary>
    public Pager? Pager => Past is null ? null : Paging.Of(Address, Past, membership => membership.Id, null, ("membership", "memberships"));
}

/// <summary>A member's packages: products that were sold.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Sales">A page of them.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record PackagesPage(MemberView View, KeysetPage<SaleSummary> Sales, IReadOnlyList<string> Problems)
{
    /// <summary>The pages.</summary>
    public Pager Pager => Paging.Of(View.At(ActivityTabs.PackagesPath(View.Member.Id)), Sales, sale => sale.PostingId, null,
        ("package", "packages"));
}

/// <summary>A member's bookings, those that the member takes part in among them.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Bookings">A page of them.</param>
/// <param name="IsPast">Whether they are those that have begun.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record MemberBookingsPage(
    MemberView View, KeysetPage<BookingLine> Bookings, bool IsPast, IReadOnlyList<string> Problems)
{
    /// <summary>This page's address.</summary>
    public ListAddress Address => View.At(ActivityTabs.BookingsPath(View.Member.Id)).With("past", IsPast ? "1" : null);

    /// <summary>The pages.</summary>
    public Pager Pager => Paging.Of(Address, Bookings, line => line.Id, null, ("booking", "bookings"));
}

/// <summary>The tabs within Activity.</summary>
public enum ActivityTab
{
    Memberships,
    Packages,
    Bookings,
}

/// <summary>The tabs within Activity.</summary>
public static class ActivityTabs
{
    /// <summary>Memberships.</summary>
    public static string MembershipsPath(long memberId) => Routes.Member(memberId, "activity");

    /// <summary>Packages.</summary>
    public static string PackagesPath(long memberId) => Routes.Member(memberId, "activity", "packages");

    /// <summary>Bookings.</summary>
    public static string BookingsPath(long memberId) => Routes.Member(memberId, "activity", "bookings");

    /// <summary>All.</summary>
    public static Tabs Of(MemberView view, ActivityTab tab) => new(
        "Activity",
        [
            new("Memberships", view.With(MembershipsPath(view.Member.Id)), tab == ActivityTab.Memberships),
            new("Packages", view.With(PackagesPath(view.Member.Id)), tab == ActivityTab.Packages),
            new("Bookings", view.With(BookingsPath(view.Member.Id)), tab == ActivityTab.Bookings),
        ],
        IsSub: true);
}
