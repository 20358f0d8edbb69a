using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Sales;

/// <summary>"Sell a product": grants its lines once, each with its validity (R29).</summary>
[Route("members/{id:long}/sales/new")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class SalesController(FormTools tools, MemberQuery members, PlanSupplyQuery plans, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<SaleForm, SalePage>(tools, "sell", "Sale")
{
    protected override async Task<SalePage?> LoadAsync(long id, SaleForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;
        if (!isSent) form.SoldOn = DayText.Of(zone.DayOf(clock.Now()));
        return new SalePage(id, member.ClearName, await plans.ProductChoicesAsync(cancellationToken), form);
    }
}
