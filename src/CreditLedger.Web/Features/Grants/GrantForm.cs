namespace CreditLedger.Web.Features.Grants;

/// <summary>What a person typed, as it was typed. The member is named by the path alone.</summary>
public sealed class GrantForm
{
    /// <summary>Number of the benefit.</summary>
    public string? Benefit { get; set; }

    /// <summary>How much, in the member's units.</summary>
    public string? Amount { get; set; }

    /// <summary>First day it may be used, as <c>2026-11-22</c>; empty means today.</summary>
    public string? StartsOn { get; set; }

    /// <summary>Last day it may be used; empty means never expires.</summary>
    public string? ExpiresOn { get; set; }

    /// <summary>Lower is used first (R14); empty means the benefit's.</summary>
    public string? Priority { get; set; }

    /// <summary>Why; the member may read it.</summary>
    public string? Description { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    public string? InternalNote { get; set; }

    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>What the confirm button named (R19): <see cref="GrantReading.Token"/>.</summary>
    public string? Confirmed { get; set; }
}
