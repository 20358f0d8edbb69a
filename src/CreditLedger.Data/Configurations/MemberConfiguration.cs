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
        builder.HasIndex(member => new { member.Status, member.SortName, member.Id }).HasDatabaseName("IX_Members_Status_SortName");
        builder.HasIndex(member => member.Email).HasDatabaseName("IX_Members_Email");

        builder.HasMany(member => member.Tags).WithOne().HasForeignKey(tag => tag.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(member => member.SearchTerms).WithOne().HasForeignKey(term => term.MemberId).OnDelete(DeleteBehavior.Cascade);
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
