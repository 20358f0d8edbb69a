using CreditLedger.Data.Model;
using CreditLedger.Ledger.Approvals;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class ApprovalConfiguration : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("ApprovalRequests", table =>
        {
            table.HasCheckConstraint("CK_ApprovalRequests_State", SqlCheck.Within<ApprovalState>("State"));
            table.HasCheckConstraint("CK_ApprovalRequests_Decided",
                "(State = 1 AND DecidedById IS NULL AND DecidedAt IS NULL) OR " +
                "(State <> 1 AND DecidedById IS NOT NULL AND DecidedAt IS NOT NULL)");
            table.HasCheckConstraint("CK_ApprovalRequests_DeclinedWithReason", "State <> 3 OR Reason IS NOT NULL");
        });
        builder.HasColumns(ApprovalRow.Table);

        // What waits for an admin, the soonest to expire first; and what someone asked for, the latest first.
        builder.HasIndex(asked => new { asked.State, asked.ExpiresAt, asked.Id }).HasDatabaseName("IX_ApprovalRequests_State");
        builder.HasIndex(asked => new { asked.AskedById, asked.AskedAt, asked.Id }).HasDatabaseName("IX_ApprovalRequests_AskedBy");
        builder.HasOne<Posting>().WithMany().HasForeignKey(asked => asked.PostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_ApprovalRequests_Postings");
    }
}
