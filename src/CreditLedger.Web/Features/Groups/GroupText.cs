using CreditLedger.Data.Queries.Groups;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Groups;

/// <summary>What pages say of groups.</summary>
public static class GroupText
{
    /// <summary>What a group may be.</summary>
    public static IEnumerable<FieldOption> KindOptions =>
    [
        new(GroupKind.Team, "Team: one paying member, whose credits the others use"),
        new(GroupKind.Business, "Business: a business record, whose contacts use its credits"),
        new(GroupKind.Family, "Family: a person, whose dependants book through it"),
    ];

    /// <summary>What the owner of such a group is called.</summary>
    public static string OwnerOf(GroupKind kind) => kind switch
    { GroupKind.Team => "Paying member", GroupKind.Business => "Business", GroupKind.Family => "Profile" };

    /// <summary>What its members are called.</summary>
    public static string MembersOf(GroupKind kind) => kind switch
    { GroupKind.Team => "Members", GroupKind.Business => "Contacts", GroupKind.Family => "Dependants" };

    /// <summary>The kinds within a sentence.</summary>
    public static string Kinds(IReadOnlyList<BenefitKind> kinds) =>
        kinds.Count == 0 ? "nothing" : string.Join(", ", kinds.Select(Wording.Kind));

    /// <summary>A cap with what is used of it: "Time: 90 of 120 min per month, 30 min left".</summary>
    public static IEnumerable<string> Lines(CapDetails cap, string siteCurrency) =>
        cap.UsedOr(Unit.Of(cap.Kind, siteCurrency)).Select(used =>
    {
        var most = AmountFormat.Format(cap.Cap.Amount, used.Unit);
        var left = Math.Max(0, cap.Cap.Amount - used.Amount);
        return $"{Wording.Kind(cap.Kind)}: {most} " +
            $"per {CapState.PeriodWord(cap.Cap.Period)}; {AmountFormat.Format(used.Amount, used.Unit)} " +
            $"used, {(left == 0 ? "nothing" : AmountFormat.Format(left, used.Unit))} left";
    });
}
