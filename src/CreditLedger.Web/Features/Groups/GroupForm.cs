using CreditLedger.Web.Features.Shared;

namespace CreditLedger.Web.Features.Groups;

/// <summary>What a person typed about a group, as it was typed. The group is named by the path alone.</summary>
public sealed class GroupForm : VersionedForm
{
    /// <summary>Display name.</summary>
    public string? Name { get; set; }

    /// <summary>Team, Business or Family.</summary>
    public string? Kind { get; set; }

    /// <summary>Reference, e-mail or name of whose credits are shared.</summary>
    public string? Owner { get; set; }

    /// <summary>Whether members use shared credits before their own.</summary>
    public bool SharedFirst { get; set; }

    /// <summary>The kinds that are shared; none at first, because binding does not fill a list that cannot grow.</summary>
    public IReadOnlyList<string>? Shares { get; set; }
}
