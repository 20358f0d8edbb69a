using CreditLedger.Data.Model;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class CreditConfiguration : IEntityTypeConfiguration<Credit>
{
    public void Configure(EntityTypeBuilder<Credit> builder)
    {
        builder.ToTable("Credits", table =>
        {
            foreach (var trigger in LedgerTriggers.Of(CreditRow.Table)) table.HasTrigger(trigger);
            table.HasCheckConstraint("CK_Credits_R48_AmountOrUnlimited",
                "(Unlimited = 0 AND Amount > 0) OR (Unlimited = 1 AND Amount = 0)");
            table.HasCheckConstraint("CK_Credits_R11_StartsBeforeItExpires", "ExpiresAt IS NULL OR ExpiresAt > StartsAt");
            table.HasCheckConstraint("CK_Credits_Source", SqlCheck.Within<CreditSource>("Source"));
            table.HasCheckConstraint("CK_Credits_R23_OriginNamed", "OriginCreditId IS NULL OR Source IN (5, 6, 7)");
            table.HasCheckConstraint("CK_Credits_R40_Category", "Category IS NULL OR " + SqlCheck.Within<CreditCategory>("Category"));
            table.HasCheckConstraint(
                "CK_Credits_R40_Paid",
                "(PaidAmount IS NULL AND PaidCurrency IS NULL) OR (Category IS NOT NULL AND PaidAmount >= 0 AND (PaidAmount = 0 OR " +
                    "PaidCurrency IS NOT NULL))");
            table.HasCheckConstraint("CK_Credits_R40_ComplimentaryIsFree", "Category IS NULL OR Category <> 2 OR PaidAmount = 0");
            table.HasCheckConstraint("CK_Credits_R9_Generation", "Generation >= 1");
            table.HasCheckConstraint("CK_Credits_R41_TextHasDigest",
                "(Description IS NULL AND TextSalt IS NULL) OR (Description IS NOT NULL AND TextSalt IS NOT NULL AND TextDigest " +
                "IS NOT NULL)");
        });
        builder.HasColumns(CreditRow.Table);

        // Entries refer to this key: a row cannot be booked to another owner or kind than its credit's.
        builder.HasAlternateKey(credit => new { credit.Id, credit.OwnerId, credit.BenefitKind })
            .HasName("AK_Credits_Id_OwnerId_BenefitKind");
        builder.HasIndex(credit => new { credit.ExternalId, credit.Generation }).IsUnique().HasFilter("ExternalId IS NOT NULL")
            .HasDatabaseName("UX_Credits_R9_ExternalId");

        // Burning and the Benefits tab: an owner's credits that are not over at a moment (R11, R14).
        builder.HasIndex(credit => new { credit.OwnerId, credit.ExpiresAt, credit.StartsAt })
            .HasDatabaseName("IX_Credits_OwnerId_ExpiresAt");
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
    public const string RevokedIndex = "IX_CreditBalances_Revoked";

    public void Configure(EntityTypeBuilder<CreditBalance> builder)
    {
        builder.ToTable("CreditBalances", table => table.HasCheckConstraint("CK_CreditBalances_R6_NeverBelowZero", "Balance >= 0"));
        builder.HasColumns(BalanceRow.Table);

        // The dashboard's "outstanding", "expiring" and "at zero", and the list of credits of one kind: soonest expiry first, answered
        // from the index alone.
        builder.HasIndex(balance => new
        {
            balance.BenefitKind,
            balance.ExpiresAt,
            balance.CreditId,
            balance.StartsAt,
            balance.Balance,
            balance.BenefitId,
            balance.OwnerId,
            balance.Revoked
        })
            .HasDatabaseName("IX_CreditBalances_Outstanding");

        // The list of all credits, soonest expiry first, with one filter or none; without the balance, so that no usage touches them.
        builder.HasIndex(balance => new { balance.ExpiresAt, balance.CreditId }).HasDatabaseName("IX_CreditBalances_ExpiresAt");
        builder.HasIndex(balance => new { balance.BenefitId, balance.ExpiresAt, balance.CreditId })
            .HasDatabaseName("IX_CreditBalances_Benefit");
        builder.HasIndex(balance => new { balance.Source, balance.ExpiresAt, balance.CreditId })
            .HasDatabaseName("IX_CreditBalances_Source");
        builder.HasIndex(balance => balance.StartsAt).HasDatabaseName("IX_CreditBalances_StartsAt");
        builder.HasIndex(balance => new { balance.ExpiresAt, balance.CreditId }, RevokedIndex).HasFilter("Revoked = 1");
        builder.HasOne<Credit>().WithOne(credit => credit.Balance).HasForeignKey<CreditBalance>(balance => balance.CreditId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_CreditBalances_Credits");
    }
}
