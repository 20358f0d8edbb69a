using CreditLedger.Data.Model;
using CreditLedger.Ledger.Settings;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class SettingsConfiguration : IEntityTypeConfiguration<StoredSettings>
{
    public void Configure(EntityTypeBuilder<StoredSettings> builder)
    {
        builder.ToTable("SiteSettings", table =>
        {
            table.HasCheckConstraint("CK_SiteSettings_R55_OneRow", "Id = 1");
            table.HasCheckConstraint("CK_SiteSettings_R55_Version", "Version >= 1");
            table.HasCheckConstraint("CK_SiteSettings_R20_BookingInterval", "BookingIntervalMinutes BETWEEN 1 AND 1440");
            table.HasCheckConstraint("CK_SiteSettings_R16_BackdatingDays", "BackdatingDays BETWEEN 0 AND 36500");
            table.HasCheckConstraint("CK_SiteSettings_R55_PagePrices", "GreyPagePrice >= 0 AND ColorPagePrice >= 0");
            table.HasCheckConstraint("CK_SiteSettings_R37_ClosingGrace", "ClosingGraceDays BETWEEN 0 AND 365");
        });
        builder.HasColumns(SiteSettingsRow.Table);
    }
}
