namespace CreditLedger.Web.Features.Usages;

/// <summary>What a person typed, as it was typed. The member is named by the path alone.</summary>
public sealed class UsageForm
{
    /// <summary>What is used: <c>benefit:12</c>, <c>credit:34</c> or <c>kind:time</c>.</summary>
    public string? What { get; set; }

    /// <summary>Number of the service; empty means none.</summary>
    public string? Service { get; set; }

    /// <summary>The day, as <c>2026-11-22</c>; empty means today.</summary>
    public string? UsedOn { get; set; }

    /// <summary>How much, in the member's units.</summary>
    public string? Quantity { get; set; }

    /// <summary>What for; the member may read it.</summary>
    public string? Description { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    public string? InternalNote { get; set; }

    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>What the confirm button named (R19): <see cref="UsageReading.Token"/>.</summary>
    public string? Confirmed { get; set; }
}
