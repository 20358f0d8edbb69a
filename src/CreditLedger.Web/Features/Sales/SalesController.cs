using CreditLedger.Data.Ledger;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Sales;

/// <summary>"Sell a product": grants its lines once, each with its validity (R29).</summary>
[Route("members/{id:long}/sales/new")]
[RequirePermission(Permission.Supply)]
public sealed class SalesController(GetSalePage page, LedgerStore store, AuditLog audit)
    : ConfirmedFormController<SaleForm, SalePage>(store, audit, "sell", "Sale")
{
    protected override Task<SalePage?> LoadAsync(long id, SaleForm form, bool isFilledIn, CancellationToken cancellationToken) =>
        page.RunAsync(id, form, isFilledIn, User.Actor(), cancellationToken);
}
