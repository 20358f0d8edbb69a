namespace CreditLedger.Web.Features.Assignments;

/// <summary>What a person typed about a membership to begin.</summary>
public sealed class AssignmentForm : ConfirmedForm
{
    /// <summary>Number of the plan.</summary>
    [Field(RefusedField.Plan)]
    public string? Plan { get; set; }

    /// <summary>First day, as <c>2026-11-22</c>; may lie in the past.</summary>
    [Field(RefusedField.StartsOn)]
    public string? StartsOn { get; set; }

    /// <summary>Last day; empty means until it is ended.</summary>
    [Field(RefusedField.EndsOn)]
    public string? LastDay { get; set; }

    /// <summary>Whether a second membership of the same plan at the same time is meant.</summary>
    public bool Overlap { get; set; }
}

/// <inheritdoc />
public sealed class AssignmentFormValidator : ConfirmedFormValidator<AssignmentForm>
{
    public AssignmentFormValidator()
    {
        Choice(form => form.Plan, "Choose a plan.");
        Day(form => form.StartsOn);
        Day(form => form.LastDay, mayBeEmpty: true);
    }
}
