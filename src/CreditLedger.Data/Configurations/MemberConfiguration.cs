using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members", table =>
        {
            table.HasCheckConstraint("CK_Members_Kind", "Kind IN (1, 2)");
            table.HasCheckConstraint("CK_Members_Status", "Status IN (1, 2, 3)");
        });
        builder.HasColumns(MemberRow.Table);
        builder.Property(member => member.Id).ValueGeneratedOnAdd();
        builder.HasIndex(member => member.Reference).IsUnique().HasDatabaseName("UX_Members_Reference");

        // References are unique ignoring case. The key is null where an earlier version allowed two that differ only in case.
        builder.HasIndex(member => member.ReferenceKey).IsUnique().HasFilter("ReferenceKey IS NOT NULL")
            .HasDatabaseName("UX_Members_ReferenceKey");

        // The members list: one index per sort it offers, the key last so that a page has one first and one last row.
        builder.HasIndex(member => new { member.SortName, member.Id }).HasDatabaseName("IX_Members_SortName");
        builder.HasIndex(member => new { member.JoinedOn, member.Id }).HasDatabaseName("IX_Members_JoinedOn");
        // With what leaves records out that were merged (R50), so that counting reads no table.
        builder.HasIndex(member => new { member.Status, member.SortName, member.Id, member.MergedIntoId })
            .HasDatabaseName("IX_Members_Status_SortName");
        builder.HasIndex(member => member.Email).HasDatabaseName("IX_Members_Email");

        // The records that were merged into a member's (R50). Without a foreign key, for which SQLite would build the table anew: a row of
        // MemberMerges has both, and verification compares.
        builder.HasIndex(member => member.MergedIntoId).HasFilter("MergedIntoId IS NOT NULL").HasDatabaseName("IX_Members_MergedIntoId");
        builder.HasMany(member => member.Tags).WithOne().HasForeignKey(tag => tag.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(member => member.SearchTerms).WithOne().HasForeignKey(term => term.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MemberMergeConfiguration : IEntityTypeConfiguration<MemberMerge>
{
    public void Configure(EntityTypeBuilder<MemberMerge> builder)
    {
        builder.ToTable("MemberMerges", table => table.HasCheckConstraint("CK_MemberMerges_R50_TwoRecords", "FromId <> IntoId"));
        builder.HasColumns(MemberMergeRow.Table);

        // A record is merged into one other at a time; the merges of a survivor, for its page.
        builder.HasIndex(merge => merge.FromId, "UX_MemberMerges_R50_Once").IsUnique().HasFilter("UndoneAt IS NULL");
        builder.HasIndex(merge => merge.FromId).HasDatabaseName("IX_MemberMerges_FromId");
        builder.HasIndex(merge => merge.IntoId).HasDatabaseName("IX_MemberMerges_IntoId");
        builder.HasOne<Member>().WithMany().HasForeignKey(merge => merge.FromId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MemberMerges_Members_From");
        builder.HasOne<Member>().WithMany().HasForeignKey(merge => merge.IntoId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MemberMerges_Members_Into");
        builder.HasOne<Posting>().WithMany().HasForeignKey(merge => merge.PostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MemberMerges_Postings");
    }
}

internal sealed class MergedConfiguration : IEntityTypeConfiguration<Merged>
{
    public void Configure(EntityTypeBuilder<Merged> builder)
    {
        builder.ToTable("MergedRows", table =>
            table.HasCheckConstraint("CK_MergedRows_R50_Kind", SqlCheck.Within<MergedKind>("Kind")));
        builder.HasColumns(MergedRow.Table);

        // Whether a membership was moved by a merge: verification asks.
        builder.HasIndex(row => new { row.Kind, row.RowId }).HasDatabaseName("IX_MergedRows_RowId");
        builder.HasOne<MemberMerge>().WithMany().HasForeignKey(row => row.MergeId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_MergedRows_MemberMerges");
    }
}

internal sealed class MemberTagConfiguration : IEntityTypeConfiguration<MemberTag>
{
    public void Configure(EntityTypeBuilder<MemberTag> builder)
    {
        builder.ToTable("MemberTags");
        builder.HasColumns(MemberTagRow.Table);
        builder.HasIndex(tag => new { tag.Tag, tag.MemberId }).HasDatabaseName("IX_MemberTags_Tag");
    }
}

internal sealed class MemberSearchTermConfiguration : IEntityTypeConfiguration<MemberSearchTerm>
{
    public void Configure(EntityTypeBuilder<MemberSearchTerm> builder)
    {
        builder.ToTable("MemberSearchTerms");
        builder.HasColumns(MemberSearchTermRow.Table);
        builder.HasIndex(term => new { term.Term, term.MemberId }).HasDatabaseName("IX_MemberSearchTerms_Term");
    }
}

internal sealed class KeptStatusConfiguration : IEntityTypeConfiguration<KeptStatus>
{
    public void Configure(EntityTypeBuilder<KeptStatus> builder)
    {
        builder.ToTable("MemberStatuses", table =>
            table.HasCheckConstraint("CK_MemberStatuses_Status", SqlCheck.Within<MemberStatus>("Status")));
        builder.HasColumns(MemberStatusRow.Table);

        // Finds the members who were ever not active, so that issuing reads nothing for the others (R54).
        builder.HasIndex(status => status.MemberId).HasFilter("Status <> 1").HasDatabaseName("IX_MemberStatuses_NotActive");
        builder.HasOne<Member>().WithMany().HasForeignKey(status => status.MemberId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_MemberStatuses_Members");
    }
}
