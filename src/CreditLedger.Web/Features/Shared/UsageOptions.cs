using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Shared;

/// <summary>What the form offers to a member: the kinds, and the benefits and credits that are live, shared ones included.</summary>
/// <param name="Usable">The member's credits, and what others share.</param>
/// <param name="Services">The services that it may have been for, by name.</param>
/// <param name="Currency">The site's currency: what money is counted in while the member has none.</param>
/// <param name="Zone">The zone in which last days are told.</param>
public sealed record UsageOptions(OwnerCredits Usable, IReadOnlyList<CoveredService> Services, string Currency, SiteZone Zone)
{
    /// <summary>All live credits, in their order of use within a kind.</summary>
    public IReadOnlyList<CreditSummary> Credits { get; } =
    [
        .. Usable.Credits.Concat(Usable.Shared.SelectMany(owner => owner.Credits)).Where(credit => credit.IsLive)
            .OrderBy(credit => credit.Kind).ThenBy(credit => credit.BurnPlace ?? int.MaxValue).ThenBy(credit => credit.Id),
    ];

    /// <summary>What the field offers.</summary>
    public IEnumerable<FieldOption> Choices =>
    [
        .. Enum.GetValues<BenefitKind>()
        .Select(kind => new FieldOption(UsageChoice.OfKind(kind).Text, Wording.Kind(kind), "A kind, in burn order")),
        .. Benefits.Select(
            benefit => new FieldOption(UsageChoice.OfBenefit(benefit.BenefitId).Text, benefit.BenefitName, "A benefit, in burn order")),
        .. Credits.Select(credit => new FieldOption(UsageChoice.OfCredit(credit.Id).Text, NameOf(credit), "One credit")),
    ];

    // By kind and name.
    private IEnumerable<CreditSummary> Benefits => Credits.DistinctBy(credit => credit.BenefitId)
        .OrderBy(credit => credit.Kind).ThenBy(credit => credit.BenefitName, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a credit that may be used is called; its benefit's name where it is not among these.</summary>
    public string NameOf(long creditId, string benefit) => Credits.FirstOrDefault(credit => credit.Id == creditId)?.NameIn(Zone) ?? benefit;

    private string NameOf(CreditSummary credit)
    {
        var owner = Usable.Shared.FirstOrDefault(owner => owner.OwnerId == credit.OwnerId)?.OwnerName;
        return $"{credit.NameIn(Zone)}{(owner is null ? "" : $", of {owner}")}: {Wording.Left(credit)}";
    }

    /// <summary>The first credit of a choice.</summary>
    public CreditSummary? CreditOf(UsageChoice choice) =>
        Credits.FirstOrDefault(
            credit => credit.Id == choice.CreditId || credit.BenefitId == choice.BenefitId || credit.Kind == choice.Kind);

    /// <summary>What a choice is counted in; none when it is not one of these.</summary>
    public Unit? UnitOf(UsageChoice choice)
    {
        if (choice.Kind is { } kind)
            return Credits.FirstOrDefault(credit => credit.Kind == kind && credit.BurnPlace is not null)?.Unit ?? Unit.Of(kind, Currency);
        return Credits.FirstOrDefault(credit => credit.Id == choice.CreditId || credit.BenefitId == choice.BenefitId)?.Unit;
    }
}
