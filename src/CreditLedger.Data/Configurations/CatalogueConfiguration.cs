using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Catalogue;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class ServiceConfiguration : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("Services", table =>
        {
            table.HasCheckConstraint("CK_Services_IntervalMinutes", "IntervalMinutes IS NULL OR IntervalMinutes > 0");
            table.HasCheckConstraint("CK_Services_R1_Price", "Price IS NULL OR (Price >= 0 AND Currency IS NOT NULL)");
        });
        builder.HasColumns(ServiceRow.Table);
        builder.Property(service => service.Id).ValueGeneratedOnAdd();
        builder.HasIndex(service => service.Reference).IsUnique().HasDatabaseName("UX_Services_Reference");
    }
}

internal sealed class BenefitConfiguration : IEntityTypeConfiguration<Benefit>
{
    public void Configure(EntityTypeBuilder<Benefit> builder)
    {
        builder.ToTable("Benefits", table =>
        {
            table.HasCheckConstraint("CK_Benefits_Kind", SqlCheck.Within<BenefitKind>("Kind"));
            var currencies = SqlCheck.List(BenefitKinds.All.Where(kind => kind.HasCurrency).Select(kind => kind.Kind));
            table.HasCheckConstraint("CK_Benefits_R1_Currency",
                $"(Kind IN ({currencies}) AND Currency IS NOT NULL) OR (Kind NOT IN ({currencies}) AND Currency IS NULL)");
            table.HasCheckConstraint("CK_Benefits_R20_StepMinutes", "StepMinutes IS NULL OR (Kind = 2 AND StepMinutes > 0)");
        });
        builder.HasColumns(BenefitRow.Table);
        builder.Property(benefit => benefit.Id).ValueGeneratedOnAdd();
        builder.HasIndex(benefit => benefit.Reference).IsUnique().HasDatabaseName("UX_Benefits_Reference");

        // What credits refer to: a benefit's kind cannot change while a credit counts in it (R1).
        builder.HasAlternateKey(benefit => new { benefit.Id, benefit.Kind }).HasName("AK_Benefits_Id_Kind");
        builder.HasMany(benefit => benefit.Services).WithOne().HasForeignKey(link => link.BenefitId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BenefitServiceConfiguration : IEntityTypeConfiguration<BenefitService>
{
    public void Configure(EntityTypeBuilder<BenefitService> builder)
    {
        builder.ToTable("BenefitServices");
        builder.HasColumns(BenefitServiceRow.Table);
        builder.HasOne(link => link.Service).WithMany().HasForeignKey(link => link.ServiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
