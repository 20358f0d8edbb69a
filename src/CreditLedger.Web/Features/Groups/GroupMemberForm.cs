namespace CreditLedger.Web.Features.Groups;

/// <summary>What one member of a group may use, as it was typed. Group and member are named by the path alone.</summary>
public sealed class GroupMemberForm : VersionedForm
{
    /// <summary>Whether the member has the right to use what is shared.</summary>
    public bool MayUse { get; set; }

    /// <summary>How much, per kind; none at first, because binding does not fill a list that cannot grow.</summary>
    public IReadOnlyList<CapField>? Caps { get; set; }
}

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
