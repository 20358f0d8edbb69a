using System.Globalization;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>The shape of the form.</summary>
public sealed class AssignmentFormValidator : AbstractValidator<AssignmentForm>
{
    public AssignmentFormValidator()
    {
        RuleFor(form => form.Plan).Must(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)).WithMessage("Choose a plan.");
        RuleFor(form => form.StartsOn).Must(text => DayText.TryRead(text, out _)).WithMessage(DayText.NotADay);
        RuleFor(form => form.LastDay).Must(text => string.IsNullOrWhiteSpace(text) || DayText.TryRead(text, out _)).WithMessage(DayText.NotADay);
    }
}
