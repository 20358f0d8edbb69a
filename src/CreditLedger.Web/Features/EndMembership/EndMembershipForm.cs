namespace CreditLedger.Web.Features.EndMembership;

/// <summary>What a person chose about the end of a membership.</summary>
public sealed class EndMembershipForm : PostingForm
{
    /// <summary><c>period</c>, <c>now</c> or <c>day</c>; empty means at the period's end.</summary>
    [Field(RefusedField.EndsOn)]
    public string? When { get; set; }

    /// <summary>With <c>day</c>: the last usable day (R52).</summary>
    [Field(RefusedField.LastDay)]
    public string? LastDay { get; set; }

    /// <summary><c>keep</c> or <c>revoke</c> what remains, when it ends now; empty means keep.</summary>
    [Field]
    public string? Remainder { get; set; }
}

/// <inheritdoc />
public sealed class EndMembershipFormValidator : ConfirmedFormValidator<EndMembershipForm>
{
    public EndMembershipFormValidator()
    {
        OneOf(form => form.When, "Choose when it ends.", "period", "now", "day");
        Day(form => form.LastDay, mayBeEmpty: true);
        OneOf(form => form.Remainder, "Choose what becomes of the remainder.", "keep", "revoke");
    }
}
