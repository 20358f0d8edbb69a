using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.HasColumns(MembershipRow.Table);

        // A member's Activity, the latest first; and whether a membership of the same plan runs already.
        builder.HasIndex(membership => new { membership.MemberId, membership.Id }).HasDatabaseName("IX_Memberships_MemberId");

        // How many memberships an edited plan touches, by the end that is to come.
        builder.HasIndex(membership => new { membership.PlanId, membership.EndsAt, membership.StartsOn })
            .HasDatabaseName("IX_Memberships_PlanId");
        builder.HasOne(membership => membership.Member).WithMany().HasForeignKey(membership => membership.MemberId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Memberships_Members");
        builder.HasOne(membership => membership.Plan).WithMany().HasForeignKey(membership => membership.PlanId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Memberships_Plans");
        builder.HasOne<Membership>().WithMany().HasForeignKey(membership => membership.FollowsId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Memberships_Memberships_Follows");
        builder.HasMany(membership => membership.Lines).WithOne().HasForeignKey(line => line.MembershipId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipLines_Memberships");
    }
}

internal sealed class MembershipLineConfiguration : IEntityTypeConfiguration<MembershipLine>
{
    public void Configure(EntityTypeBuilder<MembershipLine> builder)
    {
        builder.ToTable("MembershipLines", table => table.HasCheckConstraint("CK_MembershipLines_R25_NextPeriod", "NextPeriod >= 0"));
        builder.HasColumns(MembershipLineRow.Table);

        // What is due, earliest first (R25); and the next renewals.
        builder.HasIndex(line => new { line.NextStartsAt, line.MembershipId, line.PlanLineId })
            .HasDatabaseName("IX_MembershipLines_NextStartsAt");

        // What needs a person (R25), and what an edit of a plan is to try again.
        builder.HasIndex(line => line.PlanLineId).HasFilter("SetAsideAt IS NOT NULL").HasDatabaseName("IX_MembershipLines_SetAside");
        builder.HasOne(line => line.PlanLine).WithMany().HasForeignKey(line => line.PlanLineId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipLines_PlanLines");
    }
}

internal sealed class MembershipCreditConfiguration : IEntityTypeConfiguration<MembershipCredit>
{
    public void Configure(EntityTypeBuilder<MembershipCredit> builder)
    {
        builder.ToTable("MembershipCredits", table => table.HasCheckConstraint("CK_MembershipCredits_R26_Part",
            SqlCheck.Within<SupplyPart>("Part")));
        builder.HasColumns(MembershipCreditRow.Table);

        // R25: once per membership, line and period; a credit that took its place by an extension is its successor (R23). Also the way from
        // a membership to its credits.
        builder.HasIndex(credit => new { credit.MembershipId, credit.PlanLineId, credit.Period, credit.Part, credit.Succession })
            .IsUnique().HasDatabaseName("UX_MembershipCredits_R25_OncePerPeriod");

        // A membership's credits, the latest first.
        builder.HasIndex(credit => new { credit.MembershipId, credit.CreditId }).HasDatabaseName("IX_MembershipCredits_MembershipId");
        builder.HasOne(credit => credit.Credit).WithOne().HasForeignKey<MembershipCredit>(credit => credit.CreditId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipCredits_Credits");
        builder.HasOne(credit => credit.Membership).WithMany().HasForeignKey(credit => credit.MembershipId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipCredits_Memberships");
        builder.HasOne<PlanLine>().WithMany().HasForeignKey(credit => credit.PlanLineId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipCredits_PlanLines");
    }
}

internal sealed class MembershipSkipConfiguration : IEntityTypeConfiguration<MembershipSkip>
{
    public void Configure(EntityTypeBuilder<MembershipSkip> builder)
    {
        builder.ToTable("MembershipSkips", table =>
            table.HasCheckConstraint("CK_MembershipSkips_R54_Status", SqlCheck.Within<MemberStatus>("Status")));
        builder.HasColumns(MembershipSkipRow.Table);

        // The skipped periods to offer when a member becomes active again; and those of one membership, latest first.
        builder.HasIndex(skip => skip.MemberId).HasDatabaseName("IX_MembershipSkips_MemberId");
        builder.HasIndex(skip => new { skip.MembershipId, skip.StartsAt }).HasDatabaseName("IX_MembershipSkips_MembershipId");
        builder.HasOne<Membership>().WithMany().HasForeignKey(skip => skip.MembershipId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipSkips_Memberships");
        builder.HasOne(skip => skip.PlanLine).WithMany().HasForeignKey(skip => skip.PlanLineId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipSkips_PlanLines");
    }
}

internal sealed class MembershipPauseConfiguration : IEntityTypeConfiguration<MembershipPause>
{
    public void Configure(EntityTypeBuilder<MembershipPause> builder)
    {
        builder.ToTable("MembershipPauses", table =>
            table.HasCheckConstraint("CK_MembershipPauses_R46_Days", "UntilDay IS NULL OR UntilDay >= FromDay"));
        builder.HasColumns(MembershipPauseRow.Table);

        // What is to be extended once a pause has ended.
        builder.HasIndex(pause => pause.ExtendAt).HasFilter("ExtendAt IS NOT NULL").HasDatabaseName("IX_MembershipPauses_ExtendAt");
        builder.HasOne<Membership>().WithMany().HasForeignKey(pause => pause.MembershipId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MembershipPauses_Memberships");
    }
}
