using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Web.Features.Usages;

/// <summary>What the form offers to a member: the kinds, and the benefits and credits that are live, shared ones included.</summary>
/// <param name="Usable">The member's credits, and what others share.</param>
/// <param name="Services">The services that it may have been for, by name.</param>
/// <param name="Currency">The site's currency: what money is counted in while the member has none.</param>
public sealed record UsageOptions(OwnerCredits Usable, IReadOnlyList<CoveredService> Services, string Currency)
{
    /// <summary>All live credits, in their order of use within a kind.</summary>
    public IReadOnlyList<CreditSummary> Credits { get; } =
    [
        .. Usable.Credits.Concat(Usable.Shared.SelectMany(owner => owner.Credits)).Where(credit => credit.IsLive)
            .OrderBy(credit => credit.Kind).ThenBy(credit => credit.BurnPlace ?? int.MaxValue).ThenBy(credit => credit.Id),
    ];

    /// <summary>The benefits of these credits, by kind and name.</summary>
    public IEnumerable<CreditSummary> Benefits => Credits.DistinctBy(credit => credit.BenefitId)
        .OrderBy(credit => credit.Kind).ThenBy(credit => credit.BenefitName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whose credit it is, where it is not the member's own.</summary>
    public string? OwnerNameOf(CreditSummary credit) => Usable.Shared.FirstOrDefault(owner => owner.OwnerId == credit.OwnerId)?.OwnerName;

    /// <summary>What a choice is counted in; none when it is not one of these.</summary>
    public Unit? UnitOf(UsageChoice choice)
    {
        if (choice.Kind is { } kind) return Credits.FirstOrDefault(credit => credit.Kind == kind && credit.BurnPlace is not null)?.Unit ?? Unit.Of(kind, Currency);
        return Credits.FirstOrDefault(credit => credit.Id == choice.CreditId || credit.BenefitId == choice.BenefitId)?.Unit;
    }
}
