using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;

namespace CreditLedger.Web.Features.Benefits;

/// <summary>A member's credits of one kind.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Owned">Those whose end has not come, and the services they cover.</param>
/// <param name="ShowPast">Whether past ones are shown.</param>
/// <param name="Expired">A page of those that have expired.</param>
/// <param name="HasAny">Whether there ever was one.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record BenefitsPage(
    MemberView View, BenefitKind Kind, OwnerCredits Owned, bool ShowPast,
    KeysetPage<CreditSummary>? Expired, bool HasAny, IReadOnlyList<string> Problems)
{
    /// <summary>This page's address.</summary>
    public ListAddress Address => View.At(BenefitTabs.PathOf(View.Member.Id, Kind)).With("past", ShowPast ? "1" : null);

    /// <summary>Usable, used up and upcoming ones.</summary>
    public IReadOnlyList<CreditSummary> Live => [.. Owned.Credits.Where(credit => !credit.IsPast)];

    /// <summary>What is committed to bookings, by benefit (R42).</summary>
    public IReadOnlyList<CommittedAmount> Committed { get; init; } = [];

    /// <summary>Those that were revoked before their end.</summary>
    public IReadOnlyList<CreditSummary> Revoked => [.. Owned.Credits.Where(credit => credit.IsPast)];

    /// <summary>The pages of expired ones.</summary>
    public Pager? Pager => Expired is null ? null : Paging.Of(Address, Expired, credit => credit.Id, null, ("credit", "credits"));

    /// <summary>A credit with the services it covers; an expired one's are on its own page.</summary>
    public CreditCard CardOf(CreditSummary credit) =>
        new(credit, Owned.Services.Contains(credit.BenefitId) ? [.. Owned.Services[credit.BenefitId]] : credit.IsPast ? null : []);

    /// <summary>The benefits whose services are too many for a row.</summary>
    public IEnumerable<(long BenefitId, string Name, IReadOnlyList<CoveredService> Services)> LongLists => Live
        .DistinctBy(credit => credit.BenefitId)
        .Select(credit => (credit.BenefitId, credit.BenefitName,
            Services: (IReadOnlyList<CoveredService>)[.. Owned.Services[credit.BenefitId]]))
        .Where(benefit => benefit.Services.Count > CreditCard.ServicesInRow);
}
