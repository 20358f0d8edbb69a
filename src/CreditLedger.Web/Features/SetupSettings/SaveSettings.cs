using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Settings;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.SetupSettings;

/// <summary>Stores changed settings; the same form sent again stores once and answers the same (R9).</summary>
public sealed class SaveSettings(LedgerStore store, SiteSettings settings)
{
    /// <summary>Done with whether anything changed, or why not.</summary>
    public async Task<Outcome> RunAsync(SettingsForm form, Actor actor, CancellationToken cancellationToken)
    {
        var (row, errors) = SettingsReading.Of(form);
        if (errors.Count > 0) return new Invalid([.. errors, .. SiteSetting.Wrong(row).Select(setting => new FieldError(setting.Name, $"It {setting.Must}."))]);
        if (!Guid.TryParse(form.Key, out var key)) return new Conflict("This form has no key of its own: open the page again before you save.");

        var result = await store.ExecuteAsync(new SaveSettingsCommand(key.ToString("D"), actor) { Settings = row }, cancellationToken);
        if (result is Done) await settings.RefreshAsync(cancellationToken);
        return result switch
        {
            Done done => new Done<bool>(done.Changed),
            KeyReused => new Conflict("This form was sent before with other content. Nothing was saved now: open the page again."),
            Busy => new TryAgain(),
            Refused { Refusal: { Reason: RefusalReason.Stale } stale } => new Conflict(stale.Message),
            Refused refused => new Invalid([.. refused.Refusal.All.Select(Explain)]),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }

    private static FieldError Explain(Refusal refusal) =>
        new(SiteSetting.All.FirstOrDefault(setting => setting.Field == refusal.Field)?.Name ?? "", refusal.Message);
}
