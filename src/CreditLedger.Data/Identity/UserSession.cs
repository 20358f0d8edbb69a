namespace CreditLedger.Data.Identity;

/// <summary>One sign-in of one browser, for as long as it holds: a cookie whose session no longer exists is rejected.</summary>
public sealed class UserSession
{
    /// <summary>A random text, also in the cookie, which is encrypted.</summary>
    public required string Id { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>When they signed in.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When it ends in any case.</summary>
    public DateTime EndsAt { get; set; }
}
