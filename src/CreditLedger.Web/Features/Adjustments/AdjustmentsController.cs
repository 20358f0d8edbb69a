using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>The forms that move one credit's balance (R17 to R22).</summary>
[Route("credits/{id:long}/{mode:regex(^(adjust|use|set-balance)$)}")]
[RequirePermission(Permission.Adjust, MayAsk = true)]
public sealed class AdjustmentsController(FormTools tools, LedgerRules rules, TimeProvider clock)
    : ConfirmedFormController<AdjustmentForm, AdjustmentPage>(tools, "adjust", "Adjustment")
{
    protected override async Task<AdjustmentPage?> LoadAsync(long id, AdjustmentForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await AdjustableCredit.FindAsync(Tools.Db, id, cancellationToken) is not { } credit) return null;
        var mode = AdjustmentModes.Read((string)RouteData.Values["mode"]!);
        if (!mode.AppliesTo(credit.Unit))
        {
            // A number sent to the wrong form would mean its opposite.
            if (isSent) return null;
            mode = AdjustmentModes.Of(credit.Unit);
        }

        var step = BookingStep.Of(credit.Kind, credit.StepMinutes, rules.BookingIntervalMinutes);
        return new AdjustmentPage(mode, credit, credit.StatusAt(clock.Now()), step, form);
    }
}
