namespace CreditLedger.Web.Features.Groups;

/// <summary>How much of one kind a member may use, as it was typed.</summary>
public sealed class CapField
{
    /// <summary>The kind.</summary>
    public string? Kind { get; set; }

    /// <summary>The most, in the member's units; empty means no cap.</summary>
    public string? Amount { get; set; }

    /// <summary>Day, Week, Month, Quarter or Year.</summary>
    public string? Period { get; set; }
}
