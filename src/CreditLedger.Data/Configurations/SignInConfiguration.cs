using CreditLedger.Data.Identity;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class SignInTryConfiguration : IEntityTypeConfiguration<SignInTry>
{
    public void Configure(EntityTypeBuilder<SignInTry> builder)
    {
        builder.ToTable("SignInTries");
        builder.HasKey(row => new { row.Account, row.Source });
        builder.Property(row => row.Account).HasMaxLength(64).IsExact();
        builder.Property(row => row.Source).HasMaxLength(64).IsExact();

        // For tidying: the oldest rows, those of unknown e-mails first.
        builder.HasIndex(row => new { row.IsKnown, row.LastAt }).HasDatabaseName("IX_SignInTries_LastAt");
    }
}

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("UserSessions");
        builder.Property(session => session.Id).HasMaxLength(32).IsExact();
        builder.HasOne<AppUser>().WithMany().HasForeignKey(session => session.UserId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("FK_UserSessions_AspNetUsers");

        // All of someone's sessions, to end them; and those that have ended, to remove them.
        builder.HasIndex(session => session.UserId).HasDatabaseName("IX_UserSessions_UserId");
        builder.HasIndex(session => session.EndsAt).HasDatabaseName("IX_UserSessions_EndsAt");
    }
}
