namespace CreditLedger.Web.Features.EndMembership;

/// <summary>What a person chose about the end of a membership.</summary>
public sealed class EndMembershipForm : PostingForm
{
    /// <summary><c>period</c> or <c>now</c>; empty means at the period's end.</summary>
    [Field(RefusedField.EndsOn)]
    public string? When { get; set; }

    /// <summary><c>keep</c> or <c>revoke</c> what remains, when it ends now; empty means keep.</summary>
    [Field]
    public string? Remainder { get; set; }
}

/// <inheritdoc />
public sealed class EndMembershipFormValidator : ConfirmedFormValidator<EndMembershipForm>
{
    public EndMembershipFormValidator()
    {
        OneOf(form => form.When, "Choose when it ends.", "period", "now");
        OneOf(form => form.Remainder, "Choose what becomes of the remainder.", "keep", "revoke");
    }
}
