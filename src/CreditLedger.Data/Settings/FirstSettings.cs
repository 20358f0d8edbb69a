using System.Data.Common;
using CreditLedger.Ledger.Settings;

namespace CreditLedger.Data.Settings;

/// <summary>The values that a database gets which has no settings yet; from then on those of the database count (R55).</summary>
/// <param name="Row">The values, which the configuration gave.</param>
public sealed record FirstSettings(SiteSettingsRow Row)
{
    /// <summary>Stores them where there are none. Of two nodes that do so at once, one does.</summary>
    internal async Task StoreIfMissingAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        if (await context.SiteSettings.AnyAsync(cancellationToken)) return;
        try
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO SiteSettings
                    (Id, Version, Name, TimeZone, Currency,
                     BookingIntervalMinutes, BackdatingDays, GreyPagePrice, ColorPagePrice, ClosingGraceDays)
                VALUES ({SiteSettingsRow.OnlyId}, {1}, {Row.Name}, {Row.TimeZone},
                    {Row.Currency}, {Row.BookingIntervalMinutes}, {Row.BackdatingDays},
                    {Row.GreyPagePrice}, {Row.ColorPagePrice}, {Row.ClosingGraceDays})
                """,
                cancellationToken);
        }
        catch (DbException) when (context.SiteSettings.Any())
        {
            // Another node was faster: its values count.
        }
    }
}
