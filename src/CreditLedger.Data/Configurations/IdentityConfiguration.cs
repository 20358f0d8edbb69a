using CreditLedger.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class AppUserConfiguration : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> builder)
    {
        builder.ToTable("AspNetUsers", table => table.HasCheckConstraint("CK_AspNetUsers_Role", "Role BETWEEN 1 AND 3"));

        // Identity keeps the lockout end as DateTimeOffset, which SQLite cannot compare; it is only ever read back, never filtered on.
        builder.Property(user => user.PhoneNumber).HasMaxLength(50);
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("DataProtectionKeys");
        builder.Property(key => key.FriendlyName).HasMaxLength(200);
    }
}
