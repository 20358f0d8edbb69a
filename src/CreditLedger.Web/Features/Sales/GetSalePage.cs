using System.Globalization;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Sales;

/// <summary>The form with what it would grant (R19, R29). Writes nothing.</summary>
public sealed class GetSalePage(MemberQuery members, PlanSupplyQuery plans, LedgerStore store, SiteZone zone, TimeProvider clock)
{
    private static readonly SaleFormValidator Shape = new();

    /// <summary>The page, none when there is no such member. A form that is not filled in yet has no errors.</summary>
    public async Task<SalePage?> RunAsync(long memberId, SaleForm form, bool isFilledIn, Actor actor, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(memberId, cancellationToken) is not { } member) return null;
        form.EnsureKey();
        if (!isFilledIn) form.SoldOn = DayText.Of(zone.DayOf(clock.Now()));
        var page = new SalePage(memberId, member.Name, await plans.ProductChoicesAsync(cancellationToken), form);
        return isFilledIn
            ? await page.WithPreviewAsync(store, Shape.Validate(form), () => CommandOf(memberId, form, actor), cancellationToken)
            : page;
    }

    private static SellProductCommand CommandOf(long memberId, SaleForm form, Actor actor) => new(form.Key!, actor)
    {
        MemberId = memberId,
        ProductId = long.Parse(form.Product!, CultureInfo.InvariantCulture),
        SoldOn = DayText.Read(form.SoldOn)!.Value,
        Description = form.Description,
        InternalNote = form.InternalNote,
    };
}
