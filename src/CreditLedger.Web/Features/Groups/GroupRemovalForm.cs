namespace CreditLedger.Web.Features.Groups;

/// <summary>When a member leaves a group, as it was typed. Group and member are named by the path alone.</summary>
public sealed class GroupRemovalForm : ConfirmedForm
{
    /// <summary>The version of the group that the person was shown.</summary>
    public int Version { get; set; }

    /// <summary><c>now</c> or <c>day</c>; empty means now.</summary>
    [Field]
    public string? When { get; set; }

    /// <summary>The last day, where it is not over at once.</summary>
    [Field(RefusedField.EndsOn)]
    public string? LastDay { get; set; }
}

/// <inheritdoc />
public sealed class GroupRemovalFormValidator : ConfirmedFormValidator<GroupRemovalForm>
{
    public GroupRemovalFormValidator()
    {
        OneOf(form => form.When, "Choose when it is over.", "now", "day");
        Day(form => form.LastDay, mayBeEmpty: true);
    }
}
