using CreditLedger.Data.Model;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("LedgerEntries", table =>
        {
            foreach (var trigger in LedgerTriggers.Of(EntryRow.Table)) table.HasTrigger(trigger);
            table.HasCheckConstraint(
                "CK_LedgerEntries_R3_SignOfKind",
                "(Kind = 1 AND Amount >= 0) OR (Kind = 2 AND Amount < 0) OR (Kind IN (3, 5) AND Amount <> 0) OR Kind = 4 OR " +
                "(Kind = 6 AND Amount <= 0) OR (Kind = 7 AND Amount > 0)");
            table.HasCheckConstraint(
                "CK_LedgerEntries_R3_ReversalNamesItsEntry",
                "(Kind = 4 AND ReversesEntryId IS NOT NULL AND EffectiveKind IN (1, 2, 3, 5, 6, 7)) OR (Kind <> 4 AND ReversesEntryId IS " +
                    "NULL AND EffectiveKind = Kind)");
            table.HasCheckConstraint("CK_LedgerEntries_R7_SequenceFromOne", "Sequence >= 1");
        });
        builder.HasColumns(EntryRow.Table);

        builder.HasIndex(entry => new { entry.OwnerId, entry.Sequence }).IsUnique().HasDatabaseName("UX_LedgerEntries_R7_OwnerSequence");
        builder.HasIndex(entry => entry.ReversesEntryId).IsUnique().HasFilter("ReversesEntryId IS NOT NULL")
            .HasDatabaseName("UX_LedgerEntries_R3_ReversedOnce");
        builder.HasIndex(entry => entry.CreditId).IsUnique().HasFilter("Kind = 1").HasDatabaseName("UX_LedgerEntries_R3_OneGrantPerCredit");

        // A credit's history, its running balance, and any past balance of it, answered from the index alone.
        builder.HasIndex(entry => new { entry.CreditId, entry.UsedAt, entry.Sequence, entry.Amount })
            .HasDatabaseName("IX_LedgerEntries_Credit_UsedAt");

        // Benefit use history: one kind of one owner, newest first, by keyset.
        builder.HasIndex(entry => new { entry.OwnerId, entry.BenefitKind, entry.UsedAt, entry.Sequence })
            .HasDatabaseName("IX_LedgerEntries_Owner_Kind_UsedAt");
        builder.HasIndex(entry => entry.PostingId).HasDatabaseName("IX_LedgerEntries_Posting");

        // What a booking used (R30); nothing where nothing is booked.
        builder.HasIndex(entry => entry.BookingId).HasFilter("BookingId IS NOT NULL").HasDatabaseName("IX_LedgerEntries_BookingId");

        // Use of the whole space in a range of days, answered from the index alone.
        builder.HasIndex(entry => new { entry.UsedAt, entry.BenefitKind, entry.EffectiveKind, entry.Amount })
            .HasDatabaseName("IX_LedgerEntries_UsedAt");

        builder.HasOne(entry => entry.Credit).WithMany(credit => credit.Entries)
            .HasForeignKey(entry => new { entry.CreditId, entry.OwnerId, entry.BenefitKind })
            .HasPrincipalKey(credit => new { credit.Id, credit.OwnerId, credit.BenefitKind })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_LedgerEntries_Credits_SameOwnerAndKind");
        builder.HasOne(entry => entry.Posting).WithMany(posting => posting.Entries).HasForeignKey(entry => entry.PostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_LedgerEntries_Postings");
        builder.HasOne<LedgerEntry>().WithMany().HasForeignKey(entry => entry.ReversesEntryId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_LedgerEntries_LedgerEntries_R3_Reverses");

        // No index for these two: members and services are never deleted, and "used by another" gets its own with groups.
        builder.HasOne(entry => entry.UsedBy).WithMany().HasForeignKey(entry => entry.UsedById)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_LedgerEntries_Members_UsedBy");
        builder.HasOne(entry => entry.Service).WithMany().HasForeignKey(entry => entry.ServiceId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_LedgerEntries_Services");
    }
}

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.ToTable("Postings", table =>
        {
            foreach (var trigger in LedgerTriggers.Of(PostingRow.Table)) table.HasTrigger(trigger);
            table.HasCheckConstraint("CK_Postings_Kind", SqlCheck.Within<PostingKind>("Kind"));
            table.HasCheckConstraint("CK_Postings_ActorKind", SqlCheck.Within<ActorKind>("ActorKind"));
            table.HasCheckConstraint("CK_Postings_EntryCount", "EntryCount >= 1");
            table.HasCheckConstraint("CK_Postings_R21_AdjustmentHasReason", "Kind <> 3 OR TextDigest IS NOT NULL");
            table.HasCheckConstraint("CK_Postings_R24_ReversalNamesItsPosting", "Kind <> 4 OR ReversesPostingId IS NOT NULL");
            table.HasCheckConstraint(
                "CK_Postings_R41_TextHasDigest",
                "(Description IS NULL AND InternalNote IS NULL AND TextSalt IS NULL) OR (TextSalt IS NOT NULL AND TextDigest IS NOT NULL " +
                    "AND (Description IS NOT NULL OR InternalNote IS NOT NULL))");
        });
        builder.HasColumns(PostingRow.Table);

        // What undid a posting, as a whole or in part; an entry is reversed at most once (UX_LedgerEntries_R3_ReversedOnce).
        builder.HasIndex(posting => posting.ReversesPostingId).HasFilter("ReversesPostingId IS NOT NULL")
            .HasDatabaseName("IX_Postings_R24_ReversesPostingId");

        // The list of transactions in its order, by days, and by kind and actor on the way; and what few of a kind or an actor there are.
        builder.HasIndex(posting => new { posting.RecordedAt, posting.Id, posting.Kind, posting.ActorKind, posting.ActorId })
            .HasDatabaseName("IX_Postings_RecordedAt");
        builder.HasIndex(posting => new { posting.Kind, posting.ActorKind, posting.ActorId }).HasDatabaseName("IX_Postings_Kind_Actor");
        builder.HasOne<Posting>().WithMany().HasForeignKey(posting => posting.ReversesPostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Postings_Postings_R24_Reverses");
    }
}

internal sealed class RequestConfiguration : IEntityTypeConfiguration<Request>
{
    public void Configure(EntityTypeBuilder<Request> builder)
    {
        builder.ToTable("Requests", table => table.HasCheckConstraint("CK_Requests_R9_Generation", "Generation >= 1"));
        builder.HasColumns(RequestRow.Table);
        builder.HasOne<Posting>().WithMany().HasForeignKey(request => request.PostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Requests_Postings");
    }
}
