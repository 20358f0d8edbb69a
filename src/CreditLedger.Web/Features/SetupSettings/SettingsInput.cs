using CreditLedger.Ledger.Settings;

namespace CreditLedger.Web.Features.SetupSettings;

/// <summary>What the form says, as settings; whether they may be so is the ledger's to decide.</summary>
internal static class SettingsInput
{
    /// <summary>The settings, and what cannot be read as one.</summary>
    public static (SiteSettingsRow Row, List<FieldError> Errors) Of(SettingsForm form)
    {
        var (row, errors) = (new SiteSettingsRow { Version = form.Version }, new List<FieldError>());
        Take(nameof(form.Name), form.Name);
        Take(nameof(form.TimeZone), form.TimeZone);
        Take(nameof(form.Currency), form.Currency);
        Take(nameof(form.BookingIntervalMinutes), form.BookingIntervalMinutes);
        Take(nameof(form.BackdatingDays), form.BackdatingDays);
        Take(nameof(form.ClosingGraceDays), form.ClosingGraceDays);

        // A price cannot be read in a currency that does not exist; the currency's own message comes first then.
        if (!Currency.TryGet(row.Currency, out var currency)) return (row, errors);
        var grey = Price(nameof(form.GreyPagePrice), form.GreyPagePrice, currency);
        var color = Price(nameof(form.ColorPagePrice), form.ColorPagePrice, currency);
        return (row with { GreyPagePrice = grey, ColorPagePrice = color }, errors);

        void Take(string name, string? text)
        {
            var setting = SiteSetting.Of(name)!;
            if (setting.Write(row, text ?? "") is { } written) row = written;
            else errors.Add(new FieldError(name, $"It {setting.Must}."));
        }

        long Price(string name, string? text, Currency money)
        {
            var unit = Unit.OfMoney(money.Code);
            var parsed = AmountParser.Parse(text, unit, allowZero: true);
            var error = parsed.Error ?? (parsed.Amount is < 0 or > SiteSetting.HighestPagePrice
                ? $"A price is between 0 and {AmountFormat.Format(SiteSetting.HighestPagePrice, unit)}."
                : null);
            if (error is not null) errors.Add(new FieldError(name, error));
            return error is null ? parsed.Amount : 0;
        }
    }
}
