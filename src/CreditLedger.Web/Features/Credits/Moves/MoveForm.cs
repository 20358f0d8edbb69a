namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>What a person typed and chose, as it was sent. Of one credit, the path alone names it; of many, <see cref="Credits"/>.</summary>
public sealed class MoveForm
{
    /// <summary>The new last day, as a date field sends it.</summary>
    public string? ExpiresOn { get; set; }

    /// <summary>Whether there is to be no end: then the day does not matter.</summary>
    public bool Never { get; set; }

    /// <summary>The other member: name, e-mail or reference.</summary>
    public string? Member { get; set; }

    /// <summary>Which of the members that were meant.</summary>
    public string? MemberId { get; set; }

    /// <summary>A part, in the member's units; empty means all that remains.</summary>
    public string? Amount { get; set; }

    /// <summary>Why; the member may read it.</summary>
    public string? Reason { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    public string? InternalNote { get; set; }

    /// <summary>Whether to leave out the credits that cannot.</summary>
    public bool SkipUnfit { get; set; }

    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>What the confirm button named (R19): <see cref="MoveReading.Token"/>.</summary>
    public string? Confirmed { get; set; }

    /// <summary>Many credits, as they were shown: <see cref="CreditNumbers"/>.</summary>
    public string? Credits { get; set; }

    /// <summary>The state of the list that they were chosen from: where one returns to.</summary>
    public string? List { get; set; }
}
