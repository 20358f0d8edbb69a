namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>What a person typed about what remains. Of one credit, the path alone names it; of many, <see cref="Credits"/>.</summary>
public sealed class MoveForm : PostingForm
{
    /// <summary>The new last day, as a date field sends it.</summary>
    [Field(RefusedField.ExpiresAt)]
    public string? ExpiresOn { get; set; }

    /// <summary>By how many days each outlives its own end.</summary>
    [Field(RefusedField.ValidDays)]
    public string? Days { get; set; }

    /// <summary>Whether there is to be no end: then the day does not matter.</summary>
    public bool Never { get; set; }

    /// <summary>The other member: name, e-mail or reference.</summary>
    [Field(RefusedField.Member)]
    public string? Member { get; set; }

    /// <summary>Which of the members that were meant.</summary>
    public string? MemberId { get; set; }

    /// <summary>A part, in the member's units; empty means all that remains.</summary>
    [Field(RefusedField.Amount)]
    public string? Amount { get; set; }

    /// <summary>Whether to skip the credits that cannot.</summary>
    public bool SkipIneligible { get; set; }

    /// <summary>Many credits, as they were shown: <see cref="CreditNumbers"/>.</summary>
    public string? Credits { get; set; }

    /// <summary>The state of the list that they were chosen from: where one returns to.</summary>
    public string? List { get; set; }
}

/// <summary>The shape of the form. What must be there depends on what is done: <see cref="MovePage"/> says.</summary>
public sealed class MoveFormValidator : ConfirmedFormValidator<MoveForm>;
