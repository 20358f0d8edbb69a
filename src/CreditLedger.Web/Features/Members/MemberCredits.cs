using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;

namespace CreditLedger.Web.Features.Members;

/// <summary>What a member can use and for which services, and what was used.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Owned">Credits that are not over, own and shared, with the services they cover.</param>
/// <param name="Uses">A page of uses, newest first.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record MemberCredits(
    MemberView View, OwnerCredits Owned, KeysetPage<UseHistoryRow> Uses, IReadOnlyList<string> Problems)
{
    private const int NamedServices = 4;

    /// <summary>What can be used now, own before shared, in the order of use.</summary>
    public IReadOnlyList<(CreditSummary Credit, string? SharedBy)> Available =>
    [
        .. Owned.Credits.Where(credit => credit.Available > 0).Select(credit => (credit, (string?)null)),
        .. Owned.Shared.SelectMany(owner => owner.Credits.Where(credit => credit.Available > 0)
            .Select(credit => (credit, (string?)owner.OwnerName))),
    ];

    /// <summary>What is committed to bookings, by benefit (R42).</summary>
    public IReadOnlyList<CommittedAmount> Committed { get; init; } = [];

    /// <summary>The services a credit is good for.</summary>
    public string ServicesOf(CreditSummary credit)
    {
        List<string> names = [.. Owned.Services[credit.BenefitId].Select(service => service.Name)];
        return names.Count == 0 ? "All services"
            : names.Count <= NamedServices + 1 ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(NamedServices))} and {names.Count - NamedServices} others";
    }

    /// <summary>Links to the other pages.</summary>
    public Pager? Pager => Paging.Of(View.At(Routes.Member(View.Member.Id, "credits")), Uses, row => row.EntryId, null, ("use", "uses"));
}
