namespace CreditLedger.Web.Features.Pauses;

/// <summary>What a person chose about the end of a pause.</summary>
public sealed class ResumeForm : ConfirmedForm
{
    /// <summary>Which of the membership's pauses.</summary>
    [Field]
    public string? Pause { get; set; }

    /// <summary>The first day that is no longer paused.</summary>
    [Field(RefusedField.StartsOn)]
    public string? OnDay { get; set; }
}

/// <inheritdoc />
public sealed class ResumeFormValidator : ConfirmedFormValidator<ResumeForm>
{
    public ResumeFormValidator()
    {
        Choice(form => form.Pause, "Choose a pause.");
        Day(form => form.OnDay);
    }
}
