namespace CreditLedger.Web.Features.Shared;

/// <summary>
/// What every form carries that changes a row which others may be editing: <c>&lt;partial name="_FormKey" model="..." /&gt;</c>.
/// </summary>
public class VersionedForm
{
    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>The version of the row that the person was shown; 0 for a new one.</summary>
    public int Version { get; set; }
}
