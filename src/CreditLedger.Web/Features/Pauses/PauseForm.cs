namespace CreditLedger.Web.Features.Pauses;

/// <summary>What a person chose about a pause; the description is its reason.</summary>
public sealed class PauseForm : PostingForm
{
    /// <summary>The first day that is paused.</summary>
    [Field(RefusedField.StartsOn)]
    public string? FromDay { get; set; }

    /// <summary>The last one; empty: until it is resumed.</summary>
    [Field(RefusedField.LastDay)]
    public string? UntilDay { get; set; }

    /// <summary>Whether a period that begins in the pause is given after it.</summary>
    public bool IssuesLate { get; set; }

    /// <summary>Whether what remains is extended by the paused days.</summary>
    public bool Extends { get; set; }

    /// <summary>Whether the agreed last day moves by the paused days.</summary>
    public bool MovesEnd { get; set; }
}

/// <inheritdoc />
public sealed class PauseFormValidator : ConfirmedFormValidator<PauseForm>
{
    public PauseFormValidator()
    {
        Day(form => form.FromDay);
        Day(form => form.UntilDay, mayBeEmpty: true);
    }
}
