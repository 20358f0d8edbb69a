using CreditLedger.Data.Model;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class GroupConfiguration : IEntityTypeConfiguration<Group>
{
    public void Configure(EntityTypeBuilder<Group> builder)
    {
        builder.ToTable("Groups", table => table.HasCheckConstraint("CK_Groups_Kind", SqlCheck.Within<GroupKind>("Kind")));
        builder.HasColumns(GroupRow.Table);
        builder.Property(group => group.Id).ValueGeneratedOnAdd();

        // The rule says it first; this holds when two make the same group at once, each with a form of their own.
        builder.HasIndex(group => new { group.OwnerId, group.SortName }).IsUnique().HasFilter("ArchivedAt IS NULL")
            .HasDatabaseName("UX_Groups_Name");

        // The groups list; with its kind filter, the same order.
        builder.HasIndex(group => new { group.SortName, group.Id }).HasDatabaseName("IX_Groups_SortName");
        builder.HasIndex(group => new { group.Kind, group.SortName, group.Id }).HasDatabaseName("IX_Groups_Kind_SortName");
        builder.HasIndex(group => group.OwnerId).HasDatabaseName("IX_Groups_OwnerId");
        builder.HasOne(group => group.Owner).WithMany().HasForeignKey(group => group.OwnerId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Groups_Members_Owner");
        builder.HasMany(group => group.Shares).WithOne().HasForeignKey(share => share.GroupId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_GroupShares_Groups");
        builder.HasMany(group => group.Members).WithOne(member => member.Group).HasForeignKey(member => member.GroupId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_GroupMembers_Groups");
    }
}

internal sealed class GroupShareConfiguration : IEntityTypeConfiguration<GroupShare>
{
    public void Configure(EntityTypeBuilder<GroupShare> builder)
    {
        builder.ToTable("GroupShares", table =>
        {
            table.HasCheckConstraint("CK_GroupShares_Kind", SqlCheck.Within<BenefitKind>("Kind"));
            table.HasCheckConstraint("CK_GroupShares_R13_Days", "EndsAt > StartsAt");
        });
        builder.HasColumns(GroupShareRow.Table);
    }
}

internal sealed class GroupMemberConfiguration : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("GroupMembers", table =>
        {
            table.HasCheckConstraint("CK_GroupMembers_R13_Days", "EndsAt > StartsAt");
            table.HasCheckConstraint("CK_GroupMembers_R13_Named", "NamedOnly = 0 OR MayUse = 1");
        });
        builder.HasColumns(GroupMemberRow.Table);

        // Whose shared credits a member may use (R13): asked at every usage, and of every member in figures.
        builder.HasIndex(member => new { member.MemberId, member.GroupId, member.StartsAt }).HasDatabaseName("IX_GroupMembers_MemberId");
        builder.HasOne(member => member.Member).WithMany().HasForeignKey(member => member.MemberId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_GroupMembers_Members");
        builder.HasMany(member => member.Caps).WithOne().HasForeignKey(cap => new { cap.GroupId, cap.MemberId, cap.StartsAt })
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_GroupCaps_GroupMembers");
        builder.HasMany(member => member.Benefits).WithOne()
            .HasForeignKey(benefit => new { benefit.GroupId, benefit.MemberId, benefit.StartsAt })
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_GroupBenefits_GroupMembers");
    }
}

internal sealed class GroupBenefitConfiguration : IEntityTypeConfiguration<GroupBenefit>
{
    public void Configure(EntityTypeBuilder<GroupBenefit> builder)
    {
        builder.ToTable("GroupBenefits");
        builder.HasColumns(GroupBenefitRow.Table);
        builder.HasOne(named => named.Benefit).WithMany().HasForeignKey(named => named.BenefitId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_GroupBenefits_Benefits");
    }
}

internal sealed class GroupCapConfiguration : IEntityTypeConfiguration<GroupCap>
{
    public void Configure(EntityTypeBuilder<GroupCap> builder)
    {
        builder.ToTable("GroupCaps", table =>
        {
            table.HasCheckConstraint("CK_GroupCaps_Kind", SqlCheck.Within<BenefitKind>("Kind"));
            table.HasCheckConstraint("CK_GroupCaps_R13_Amount", "Amount >= 0");
            table.HasCheckConstraint("CK_GroupCaps_Period", SqlCheck.Within<Period>("Period"));
        });
        builder.HasColumns(GroupCapRow.Table);
    }
}

internal sealed class SharedUseConfiguration : IEntityTypeConfiguration<SharedUse>
{
    public void Configure(EntityTypeBuilder<SharedUse> builder)
    {
        builder.ToTable("SharedUses");
        builder.HasColumns(CreditLedger.Ledger.Rows.SharedUseRow.Table);

        // R34: a member's use of others' credits, newest first.
        builder.HasIndex(use => new { use.UsedById, use.BenefitKind, use.UsedAt, use.EntryId }).HasDatabaseName("IX_SharedUses_UsedBy");

        // R13: what a cap counts, by when it takes place.
        builder.HasIndex(use => new { use.UsedById, use.BenefitKind, use.OccursAt }).HasDatabaseName("IX_SharedUses_OccursAt");
        builder.HasOne(use => use.Entry).WithOne().HasForeignKey<SharedUse>(use => use.EntryId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_SharedUses_LedgerEntries");
    }
}
