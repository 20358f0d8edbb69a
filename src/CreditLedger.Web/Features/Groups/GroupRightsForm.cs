namespace CreditLedger.Web.Features.Groups;

/// <summary>What one member of a group may use, and when, as it was typed. Group and member are named by the path alone.</summary>
public sealed class GroupRightsForm : ConfirmedForm
{
    /// <summary>The version of the group that the person was shown.</summary>
    public int Version { get; set; }

    /// <summary><c>all</c> that is shared, <c>named</c> benefits, or <c>none</c>.</summary>
    [Field]
    public string? Right { get; set; }

    /// <summary>Numbers of the named benefits; none at first, because binding does not fill a list that cannot grow.</summary>
    [Field(RefusedField.Benefit)]
    public IReadOnlyList<string>? Benefits { get; set; }

    /// <summary>The first day.</summary>
    [Field(RefusedField.StartsOn)]
    public string? FirstDay { get; set; }

    /// <summary>The last day; empty: no end is known.</summary>
    [Field(RefusedField.EndsOn)]
    public string? LastDay { get; set; }

    /// <summary>How much, per kind; none at first, as the benefits.</summary>
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

/// <inheritdoc />
public sealed class GroupRightsFormValidator : ConfirmedFormValidator<GroupRightsForm>
{
    public GroupRightsFormValidator()
    {
        OneOf(form => form.Right, "Choose all that is shared, some benefits, or nothing.", "all", "named", "none");
        Day(form => form.FirstDay);
        Day(form => form.LastDay, mayBeEmpty: true);
    }
}
