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

    /// <summary>When they last asked for a page, to the minute; null if never, or not since this was recorded.</summary>
    public DateTime? LastSeenAt { get; set; }

    /// <summary>Since when nobody can sign in to the account, whatever they know; null while it is enabled.</summary>
    public DateTime? DisabledAt { get; set; }
}
