namespace CreditLedger.Web.Features.LockDate;

/// <summary>What a person typed about the lock date.</summary>
public sealed class LockDateForm : ConfirmedForm
{
    /// <summary>The last day that is to be locked; empty lifts the lock.</summary>
    [Field(RefusedField.LockDate)]
    public string? LockedUpTo { get; set; }
}

/// <inheritdoc />
public sealed class LockDateFormValidator : ConfirmedFormValidator<LockDateForm>
{
    public LockDateFormValidator() => Day(form => form.LockedUpTo, mayBeEmpty: true);
}
