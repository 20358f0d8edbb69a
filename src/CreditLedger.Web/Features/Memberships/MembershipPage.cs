using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;

namespace CreditLedger.Web.Features.Memberships;

/// <summary>One membership.</summary>
/// <param name="Membership">The membership, with its next periods.</param>
/// <param name="Issued">A page of the credits that it granted, the latest first.</param>
/// <param name="Now">The moment of asking.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record MembershipPage(MembershipSummary Membership,
    KeysetPage<IssuedCredit> Issued, DateTime Now, IReadOnlyList<string> Problems)
{
    /// <summary>The latest periods that were skipped (R54).</summary>
    public IReadOnlyList<SkippedPeriodRow> Skipped { get; init; } = [];

    /// <summary>Whether anything was adjusted or revoked: it has a column only then.</summary>
    public bool HasAdjusted => Membership.Granted.Any(total => total.Sums.Adjusted != 0)
        || Issued.Rows.Any(issued => issued.Sums.Adjusted != 0);

    /// <summary>The pages of credits.</summary>
    public Pager Pager => Paging.Of(ListAddress.Of(Routes.Membership(Membership.Id)), Issued, issued => issued.Key, null,
        ("credit", "credits"));
}
