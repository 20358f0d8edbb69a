namespace CreditLedger.Web.Features.Postings;

/// <summary>What a person typed. The posting is named by the path alone.</summary>
public sealed class UndoForm
{
    /// <summary>Why; may be left empty. The member may read it.</summary>
    public string? Reason { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    public string? InternalNote { get; set; }

    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }
}
