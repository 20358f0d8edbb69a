using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditLedger.Data.Configurations;

internal sealed class AppUserConfiguration : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> builder)
    {
        builder.ToTable("AspNetUsers", table => table.HasCheckConstraint("CK_AspNetUsers_Role", SqlCheck.Within<UserRole>("Role")));

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

        // The columns that the table has: its keys are numbers of 64 bits like all others, and a key without XML would be none.
        builder.Property(key => key.Id).HasConversion<long>();
        builder.Property(key => key.Xml).IsRequired();
    }
}
