using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans");
        builder.HasColumns(PlanRow.Table);
        builder.Property(plan => plan.Id).ValueGeneratedOnAdd();
        builder.HasIndex(plan => plan.SortName).IsUnique().HasDatabaseName("UX_Plans_SortName");
        builder.HasMany(plan => plan.Lines).WithOne(line => line.Plan).HasForeignKey(line => line.PlanId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_PlanLines_Plans");
    }
}

internal sealed class PlanLineConfiguration : IEntityTypeConfiguration<PlanLine>
{
    public void Configure(EntityTypeBuilder<PlanLine> builder)
    {
        builder.ToTable("PlanLines", table => table.HasCheckConstraint("CK_PlanLines_R25_Period", SqlCheck.Within<Period>("Period")));
        builder.HasColumns(PlanLineRow.Table);
        builder.Property(line => line.Id).ValueGeneratedOnAdd();
        builder.HasIndex(line => new { line.PlanId, line.Position }).HasDatabaseName("IX_PlanLines_PlanId");

        // Which plans grant a benefit: asked before it is archived.
        builder.HasIndex(line => line.BenefitId).HasDatabaseName("IX_PlanLines_BenefitId");
        builder.HasOne(line => line.Benefit).WithMany().HasForeignKey(line => line.BenefitId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_PlanLines_Benefits");
        builder.HasMany(line => line.Terms).WithOne().HasForeignKey(terms => terms.PlanLineId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_PlanLineTerms_PlanLines");
    }
}

internal sealed class PlanLineTermsConfiguration : IEntityTypeConfiguration<PlanLineTerms>
{
    public void Configure(EntityTypeBuilder<PlanLineTerms> builder)
    {
        builder.ToTable("PlanLineTerms", table =>
        {
            table.HasCheckConstraint("CK_PlanLineTerms_R25_Amount", "Amount >= 0");
            table.HasCheckConstraint(
                "CK_PlanLineTerms_R26_Rollover",
                "(RolloverMin IS NULL AND RolloverMax IS NULL) OR (RolloverMin >= 0 AND (RolloverMax IS NULL OR (RolloverMax > 0 AND " +
                    "RolloverMax >= RolloverMin)))");
        });
        builder.HasColumns(PlanLineTermsRow.Table);
    }
}
