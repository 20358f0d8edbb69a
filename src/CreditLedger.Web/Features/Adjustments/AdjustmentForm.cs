namespace CreditLedger.Web.Features.Adjustments;

/// <summary>What a person typed, as it was typed. The credit is named by the path alone: no field of the form can choose another.</summary>
public sealed class AdjustmentForm
{
    /// <summary>A difference or a target, in the member's units.</summary>
    public string? Amount { get; set; }

    /// <summary>Why; the member may read it (R21).</summary>
    public string? Reason { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    public string? InternalNote { get; set; }

    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>The balance that the preview showed; a target chosen from another one is refused.</summary>
    public string? SeenBalance { get; set; }

    /// <summary>The amount that the confirm button named, in the smallest unit (R19).</summary>
    public string? Confirmed { get; set; }
}
