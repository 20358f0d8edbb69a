using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class CreditConfiguration : IEntityTypeConfiguration<Credit>
{
    public void Configure(EntityTypeBuilder<Credit> builder)
    {
        builder.ToTable("Credits", table =>
        {
            foreach (var trigger in LedgerTriggers.Of("Credits")) table.HasTrigger(trigger);
            table.HasCheckConstraint("CK_Credits_R1_AmountAboveZero", "Amount > 0");
            table.HasCheckConstraint("CK_Credits_R11_StartsBeforeItExpires", "ExpiresAt IS NULL OR ExpiresAt > StartsAt");
            table.HasCheckConstraint("CK_Credits_Source", "Source BETWEEN 1 AND 7");
            table.HasCheckConstraint("CK_Credits_R23_OriginNamed", "OriginCreditId IS NULL OR Source IN (5, 6, 7)");
        });
        builder.Property(credit => credit.Id).ValueGeneratedNever();
        builder.Property(credit => credit.SourceName).HasMaxLength(200);
        builder.Property(credit => credit.Description).HasMaxLength(500);
        builder.Property(credit => credit.ExternalId).HasMaxLength(200).IsExact();

        // Entries refer to this key: a row cannot be booked to another owner or kind than its credit's.
        builder.HasAlternateKey(credit => new { credit.Id, credit.OwnerId, credit.BenefitKind }).HasName("AK_Credits_Id_OwnerId_BenefitKind");
        builder.HasIndex(credit => credit.ExternalId).IsUnique().HasFilter("ExternalId IS NOT NULL").HasDatabaseName("UX_Credits_R9_ExternalId");

        // Burning and the Benefits tab: an owner's credits that are not over at a moment (R11, R14).
        builder.HasIndex(credit => new { credit.OwnerId, credit.ExpiresAt, credit.StartsAt }).HasDatabaseName("IX_Credits_OwnerId_ExpiresAt");
        builder.HasIndex(credit => credit.OriginCreditId).HasDatabaseName("IX_Credits_OriginCreditId");

        builder.HasOne(credit => credit.Owner).WithMany().HasForeignKey(credit => credit.OwnerId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Credits_Members_Owner");
        builder.HasOne(credit => credit.Benefit).WithMany().HasForeignKey(credit => new { credit.BenefitId, credit.BenefitKind })
            .HasPrincipalKey(benefit => new { benefit.Id, benefit.Kind })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Credits_Benefits_R1_SameKind");
        builder.HasOne<Credit>().WithMany().HasForeignKey(credit => credit.OriginCreditId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Credits_Credits_R23_Origin");
    }
}

internal sealed class CreditBalanceConfiguration : IEntityTypeConfiguration<CreditBalance>
{
    public void Configure(EntityTypeBuilder<CreditBalance> builder)
    {
        builder.ToTable("CreditBalances", table => table.HasCheckConstraint("CK_CreditBalances_R6_NeverBelowZero", "Balance >= 0"));
        builder.HasKey(balance => balance.CreditId);
        builder.Property(balance => balance.CreditId).ValueGeneratedNever();

        // The dashboard's "outstanding", "lapsing" and "at zero": live credits of a kind, soonest expiry first, answered from the index alone.
        builder.HasIndex(balance => new { balance.BenefitKind, balance.ExpiresAt, balance.StartsAt, balance.Balance, balance.BenefitId, balance.OwnerId, balance.Revoked })
            .HasDatabaseName("IX_CreditBalances_Outstanding");

        // The list of all credits, soonest expiry first; without the balance, so that no usage touches it.
        builder.HasIndex(balance => new { balance.ExpiresAt, balance.CreditId }).HasDatabaseName("IX_CreditBalances_ExpiresAt");
        builder.HasOne<Credit>().WithOne(credit => credit.Balance).HasForeignKey<CreditBalance>(balance => balance.CreditId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_CreditBalances_Credits");
    }
}
