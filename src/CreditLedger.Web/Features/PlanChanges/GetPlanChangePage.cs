using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>The form with the arithmetic of what is revoked and granted (R19). Writes nothing.</summary>
public sealed class GetPlanChangePage(MembershipsQuery memberships, PlanSupplyQuery plans, LedgerStore store, SiteZone zone)
{
    private static readonly PlanChangeFormValidator Shape = new();

    /// <summary>The page, none when there is no such membership. A form that is not filled in yet has no errors.</summary>
    public async Task<PlanChangePage?> RunAsync(
        long membershipId, PlanChangeForm form, bool isFilledIn, Actor actor, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(membershipId, cancellationToken) is not { } membership) return null;
        form.EnsureKey();
        var choices = await plans.ChoicesAsync(cancellationToken);
        var page = new PlanChangePage(membership, form, [.. choices.Where(plan => plan.Id != membership.PlanId)], zone);
        return isFilledIn
            ? await page.WithPreviewAsync(store, Shape.Validate(form), () => CommandOf(membershipId, form, actor), cancellationToken)
            : page;
    }

    private static ChangePlanCommand CommandOf(long membershipId, PlanChangeForm form, Actor actor)
    {
        var revokes = form.When == "now" && form.Remainder != "keep";
        return new ChangePlanCommand(form.Key!, actor)
        {
            MembershipId = membershipId,
            PlanId = long.Parse(form.Plan!, CultureInfo.InvariantCulture),
            When = form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd,
            Revoke = revokes,
            Description = revokes ? form.Reason : null,
            Overlap = form.Overlap,
        };
    }
}
