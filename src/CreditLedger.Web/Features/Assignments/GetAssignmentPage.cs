using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>The form with what it would do (R19, R25). Writes nothing.</summary>
public sealed class GetAssignmentPage(MemberQuery members, PlanSupplyQuery plans, LedgerStore store, SiteZone zone, TimeProvider clock)
{
    private static readonly AssignmentFormValidator Shape = new();

    /// <summary>The page, none when there is no such member. A form that is not filled in yet has no errors.</summary>
    public async Task<AssignmentPage?> RunAsync(
        long memberId, AssignmentForm form, bool isFilledIn, Actor actor, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(memberId, cancellationToken) is not { } member) return null;
        form.EnsureKey();
        if (!isFilledIn) form.StartsOn = DayText.Of(zone.DayOf(clock.Now()));
        var page = new AssignmentPage(memberId, member.Name, await plans.ChoicesAsync(cancellationToken), form, zone.Name);
        return isFilledIn
            ? await page.WithPreviewAsync(store, Shape.Validate(form), () => CommandOf(memberId, form, actor), cancellationToken)
            : page;
    }

    private static AssignPlanCommand CommandOf(long memberId, AssignmentForm form, Actor actor) => new(form.Key!, actor)
    {
        MemberId = memberId,
        PlanId = long.Parse(form.Plan!, CultureInfo.InvariantCulture),
        StartsOn = DayText.Read(form.StartsOn)!.Value,
        LastDay = DayText.Read(form.LastDay),
        Overlap = form.Overlap,
    };
}
