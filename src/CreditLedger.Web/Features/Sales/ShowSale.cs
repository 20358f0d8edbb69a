using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Sales;

/// <summary>Shows the form with what it would grant, decided by the rule that will record it (R19, R29). Writes nothing.</summary>
public sealed class ShowSale(MemberQuery members, PlanSupplyQuery plans, SaleStore sales, SiteZone zone, TimeProvider clock)
{
    private static readonly SaleFormValidator Shape = new();

    /// <summary>The page, none when there is no such member. A form that is not filled in yet has no errors.</summary>
    public async Task<SalePage?> RunAsync(long memberId, SaleForm form, bool isFilledIn, Actor actor, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(memberId, cancellationToken) is not { } member) return null;
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        if (!isFilledIn) form.SoldOn = DayText.Of(zone.DayOf(clock.Now()));
        var page = new SalePage(memberId, member.Name, await plans.ProductChoicesAsync(cancellationToken), form);
        if (!isFilledIn) return page;

        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        if (errors.Count > 0) return page with { Errors = errors };
        return await sales.PreviewAsync(Request(memberId, form, actor), cancellationToken) switch
        {
            Done planned => page with { Planned = planned },
            Refused refused => page with { Errors = [Explain(refused.Refusal)] },
            _ => page,
        };
    }

    /// <summary>The request of a form whose shape is right.</summary>
    internal static SellProduct Request(long memberId, SaleForm form, Actor actor)
    {
        _ = DayText.TryRead(form.SoldOn, out var soldOn);
        return new SellProduct(form.Key!, actor, memberId, long.Parse(form.Product!, CultureInfo.InvariantCulture), soldOn, form.Description);
    }

    internal static FieldError Explain(Refusal refusal) => new(
        refusal.Field switch
        {
            RefusedField.UsedAt => nameof(SaleForm.SoldOn),
            RefusedField.Text => nameof(SaleForm.Description),
            _ => nameof(SaleForm.Product),
        },
        refusal.Message);
}
