using CreditLedger.Data.Model;
using CreditLedger.Ledger.Bookings;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    /// <summary>Refuses a second booking of a service at the same time; each provider has its own text.</summary>
    public const string NoOverlap = "TR_Bookings_R30_NoOverlap";

    /// <summary>The same where a booking is changed; SQLite only, where a trigger is for one verb.</summary>
    public const string NoOverlapOnUpdate = "TR_Bookings_R30_NoOverlapOnUpdate";

    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        builder.ToTable("Bookings", table =>
        {
            table.HasTrigger(NoOverlap);
            table.HasCheckConstraint("CK_Bookings_R30_EndsAfterStart", "EndsAt > StartsAt");
            table.HasCheckConstraint("CK_Bookings_Status", SqlCheck.Within<BookingStatus>("Status"));
            table.HasCheckConstraint("CK_Bookings_R31_Attendance", SqlCheck.Within<Attendance>("Attendance"));
            table.HasCheckConstraint("CK_Bookings_R30_PaidBy", $"PaidBy IS NULL OR {SqlCheck.Within<PaymentMethod>("PaidBy")}");
            table.HasCheckConstraint("CK_Bookings_R30_Amounts",
                "Amount >= 0 AND Paid >= 0 AND ToRefund >= 0 AND (Missing IS NULL OR (Missing > 0 AND Missing <= Amount))");
            table.HasCheckConstraint("CK_Bookings_R43_NoShowPercent", "NoShowPercent BETWEEN 0 AND 100");
        });
        builder.HasColumns(BookingRow.Table);

        // The list, by start; of one service, which is its day view too; of one member; of one participant; of one series.
        builder.HasIndex(booking => new { booking.StartsAt, booking.Id }).HasDatabaseName("IX_Bookings_StartsAt");
        builder.HasIndex(booking => new { booking.ServiceId, booking.StartsAt, booking.Id }).HasDatabaseName("IX_Bookings_ServiceId");
        builder.HasIndex(booking => new { booking.MemberId, booking.StartsAt, booking.Id }).HasDatabaseName("IX_Bookings_MemberId");
        builder.HasIndex(booking => new { booking.ParticipantId, booking.StartsAt, booking.Id }).HasFilter("ParticipantId IS NOT NULL")
            .HasDatabaseName("IX_Bookings_ParticipantId");
        builder.HasIndex(booking => booking.SeriesId).HasFilter("SeriesId IS NOT NULL").HasDatabaseName("IX_Bookings_SeriesId");

        // The last one before a moment: whether a service is free (R30). Answered from the index alone, in the trigger too.
        builder.HasIndex(booking => new { booking.ServiceId, booking.Status, booking.StartsAt, booking.EndsAt })
            .HasDatabaseName("IX_Bookings_R30_Free");

        // What needs a person: not covered (R42), to refund (R43), not marked (R31).
        builder.HasIndex(booking => new { booking.MemberId, booking.Missing }).HasFilter("Missing IS NOT NULL")
            .HasDatabaseName("IX_Bookings_R42_Missing");
        builder.HasIndex(booking => new { booking.StartsAt, booking.ToRefund }).HasFilter("ToRefund > 0 AND RefundedAt IS NULL")
            .HasDatabaseName("IX_Bookings_R43_ToRefund");
        builder.HasIndex(booking => new { booking.StartsAt, booking.Id, booking.Status, booking.Attendance })
            .HasFilter("Status = 1 AND Attendance = 1").HasDatabaseName("IX_Bookings_R31_Unmarked");
        builder.HasIndex(booking => booking.ExternalId).HasFilter("ExternalId IS NOT NULL").HasDatabaseName("IX_Bookings_ExternalId");
        builder.HasOne(booking => booking.Member).WithMany().HasForeignKey(booking => booking.MemberId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Bookings_Members");
        builder.HasOne(booking => booking.Participant).WithMany().HasForeignKey(booking => booking.ParticipantId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Bookings_Members_Participant");
        builder.HasOne(booking => booking.Service).WithMany().HasForeignKey(booking => booking.ServiceId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Bookings_Services");
    }
}

internal sealed class CommitmentConfiguration : IEntityTypeConfiguration<Commitment>
{
    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.ToTable("Commitments", table =>
        {
            table.HasCheckConstraint("CK_Commitments_R42_Amount", "Amount > 0");
            table.HasCheckConstraint("CK_Commitments_R42_OfCreditOrPeriod",
                "CreditId IS NOT NULL OR (MembershipId IS NOT NULL AND PlanLineId IS NOT NULL AND Period IS NOT NULL)");
            table.HasCheckConstraint("CK_Commitments_R42_UsedOnce", "DueAt IS NULL OR PostingId IS NULL");
        });
        builder.HasColumns(CommitmentRow.Table);

        // What is open: of an owner, for every decision; by when it is due; of a plan's line, for an edit of the plan.
        builder.HasIndex(row => row.OwnerId).HasFilter("DueAt IS NOT NULL").HasDatabaseName("IX_Commitments_OwnerId");
        builder.HasIndex(row => new { row.DueAt, row.Id, row.CreditId }).HasFilter("DueAt IS NOT NULL")
            .HasDatabaseName("IX_Commitments_DueAt");
        builder.HasIndex(row => row.PlanLineId).HasFilter("DueAt IS NOT NULL").HasDatabaseName("IX_Commitments_PlanLineId");
        builder.HasIndex(row => row.BookingId).HasDatabaseName("IX_Commitments_BookingId");
        builder.HasOne<Booking>().WithMany().HasForeignKey(row => row.BookingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_Bookings");
        builder.HasOne<Credit>().WithMany().HasForeignKey(row => row.CreditId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_Credits");
        builder.HasOne<Member>().WithMany().HasForeignKey(row => row.OwnerId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_Members");
        builder.HasOne<Benefit>().WithMany().HasForeignKey(row => row.BenefitId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_Benefits");
        builder.HasOne<Membership>().WithMany().HasForeignKey(row => row.MembershipId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_Memberships");
        builder.HasOne<PlanLine>().WithMany().HasForeignKey(row => row.PlanLineId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_PlanLines");
        builder.HasOne<Posting>().WithMany().HasForeignKey(row => row.PostingId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_Commitments_Postings");
    }
}

internal sealed class ServiceRateConfiguration : IEntityTypeConfiguration<ServiceRate>
{
    public void Configure(EntityTypeBuilder<ServiceRate> builder)
    {
        builder.ToTable("ServiceRates", table => table.HasCheckConstraint("CK_ServiceRates_R47",
            "Units > 0 AND FromMinute >= 0 AND FromMinute < ToMinute AND ToMinute <= 1440 AND Days BETWEEN 1 AND 127"));
        builder.HasColumns(ServiceRateRow.Table);
        builder.HasOne<Service>().WithMany().HasForeignKey(row => row.ServiceId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_ServiceRates_Services");
        builder.HasOne<Benefit>().WithMany().HasForeignKey(row => row.BenefitId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("FK_ServiceRates_Benefits");
    }
}
