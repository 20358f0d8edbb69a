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
        builder.Property(member => member.Reference).HasMaxLength(100).IsExact();
        builder.Property(member => member.Name).HasMaxLength(200);
        builder.Property(member => member.SortName).HasMaxLength(200).IsExact();
        builder.Property(member => member.Email).HasMaxLength(254);
        builder.HasIndex(member => member.Reference).IsUnique().HasDatabaseName("UX_Members_Reference");

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
        builder.HasKey(tag => new { tag.MemberId, tag.Tag });
        builder.Property(tag => tag.Tag).HasMaxLength(50).IsExact();
        builder.HasIndex(tag => new { tag.Tag, tag.MemberId }).HasDatabaseName("IX_MemberTags_Tag");
    }
}

internal sealed class MemberSearchTermConfiguration : IEntityTypeConfiguration<MemberSearchTerm>
{
    public void Configure(EntityTypeBuilder<MemberSearchTerm> builder)
    {
        builder.ToTable("MemberSearchTerms");
        builder.HasKey(term => new { term.MemberId, term.Term });
        builder.Property(term => term.Term).HasMaxLength(100).IsExact();
        builder.HasIndex(term => new { term.Term, term.MemberId }).HasDatabaseName("IX_MemberSearchTerms_Term");
    }
}
