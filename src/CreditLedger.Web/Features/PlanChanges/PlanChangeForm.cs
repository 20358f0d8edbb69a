namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>What a person chose about the plan of a membership.</summary>
public sealed class PlanChangeForm : PostingForm
{
    /// <summary>Number of the plan to change to.</summary>
    [Field(RefusedField.Plan)]
    public string? Plan { get; set; }

    /// <summary><c>period</c> or <c>now</c>; empty means at the next period.</summary>
    [Field(RefusedField.EndsOn)]
    public string? When { get; set; }

    /// <summary><c>keep</c> or <c>revoke</c> what remains, when it changes now; empty means revoke.</summary>
    [Field]
    public string? Remainder { get; set; }

    /// <summary>Whether a second membership of the new plan at the same time is meant.</summary>
    public bool Overlap { get; set; }
}

/// <inheritdoc />
public sealed class PlanChangeFormValidator : ConfirmedFormValidator<PlanChangeForm>
{
    public PlanChangeFormValidator()
    {
        Choice(form => form.Plan, "Choose a plan.");
        OneOf(form => form.When, "Choose when it changes.", "period", "now");
        OneOf(form => form.Remainder, "Choose what becomes of the remainder.", "keep", "revoke");
    }
}
