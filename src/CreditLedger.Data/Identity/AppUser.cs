using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Data.Identity;

/// <summary>Someone who signs in.</summary>
public sealed class AppUser : IdentityUser<long>
{
    /// <summary>What they may do; the table of permissions is in the web project.</summary>
    public UserRole Role { get; set; }

    /// <summary>When the account was created.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When they last signed in; null if never, or not since this was recorded.</summary>
    public DateTime? LastSignInAt { get; set; }
}

/// <summary>Roles of the application; each includes the one before. Stored as its number: never renumber.</summary>
public enum UserRole
{
    /// <summary>Browses, records usage.</summary>
    Staff = 1,

    /// <summary>Staff, and reports and exports.</summary>
    Manager = 2,

    /// <summary>Everything.</summary>
    Admin = 3,
}
