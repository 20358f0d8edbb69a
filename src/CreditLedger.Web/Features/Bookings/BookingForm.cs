namespace CreditLedger.Web.Features.Bookings;

/// <summary>What a person typed about a booking. Day and times are those of the site's zone (R10).</summary>
public sealed class BookingForm : PostingForm
{
    /// <summary>Who books: a reference, an e-mail or a name; not asked for on a page of a member.</summary>
    [Field(RefusedField.Member)]
    public string? Member { get; set; }

    /// <summary>What is booked.</summary>
    [Field(RefusedField.Service)]
    public string? Service { get; set; }

    /// <summary>The first day.</summary>
    [Field(RefusedField.BookedFrom, RefusedField.UsedAt)]
    public string? Day { get; set; }

    /// <summary>When it starts: 09:30.</summary>
    [Field]
    public string? From { get; set; }

    /// <summary>When it ends.</summary>
    [Field(RefusedField.BookedUntil)]
    public string? Until { get; set; }

    /// <summary>The last day, where it is another.</summary>
    [Field]
    public string? LastDay { get; set; }

    /// <summary>The member who takes part, by number; empty means who books.</summary>
    [Field(RefusedField.Participant)]
    public string? Participant { get; set; }

    /// <summary>A guest who takes part.</summary>
    [Field]
    public string? Guest { get; set; }

    /// <summary>Who leads it.</summary>
    [Field(RefusedField.Staff)]
    public string? Staff { get; set; }

    /// <summary>How it is paid: empty is credits alone; <c>card</c> the rest by card; <c>only-card</c> all of it by card.</summary>
    [Field(RefusedField.PaidBy, RefusedField.Amount, RefusedField.Benefit)]
    public string? Payment { get; set; }

    /// <summary>How often it is repeated: empty, <c>daily</c> or <c>weekly</c>.</summary>
    [Field]
    public string? Repeat { get; set; }

    /// <summary>The last day on which a repetition starts.</summary>
    [Field]
    public string? RepeatUntil { get; set; }

    /// <summary>The version of the booking that was opened.</summary>
    public int Version { get; set; }
}

/// <inheritdoc />
public sealed class BookingFormValidator : ConfirmedFormValidator<BookingForm>
{
    public BookingFormValidator()
    {
        Choice(form => form.Service, "Choose a service.");
        Day(form => form.Day);
        Day(form => form.LastDay, mayBeEmpty: true);
        Day(form => form.RepeatUntil, mayBeEmpty: true);
        Time(form => form.From);
        Time(form => form.Until);
        OneOf(form => form.Repeat, "Choose how often.", BookingFields.Daily, BookingFields.Weekly);
        OneOf(form => form.Payment, "Choose how it is paid.", [.. BookingFields.Payments.Select(option => option.Sent)]);
    }

    private void Time(System.Linq.Expressions.Expression<Func<BookingForm, string?>> field) =>
        FluentValidation.DefaultValidatorOptions.WithMessage(
            FluentValidation.DefaultValidatorExtensions.Must(RuleFor(field), text => BookingFields.Time(text) is not null),
            "Enter a time, like 09:30.");
}
