using FluentValidation;

namespace CreditLedger.Web.Features.Plans;

/// <summary>The shape of the form. What a line may be depends on its benefit: <see cref="PlanInput"/> says.</summary>
public sealed class PlanFormValidator : ConfirmedFormValidator<PlanForm>
{
    public PlanFormValidator()
    {
        RuleFor(form => form.Name).Must(text => SearchText.Fold(text ?? "").Length > 0).WithMessage("Give the plan a name, like Hub 10.");
        RuleFor(form => form.Name).Must(text => text is null || text.Trim().Length <= 200)
            .WithMessage(form => $"A name has at most 200 characters; this one has {form.Name!.Trim().Length}.");
        RuleFor(form => form.Description).Must(text => text is null || text.Trim().Length <= 500)
            .WithMessage(form => $"A description has at most 500 characters; this one has {form.Description!.Trim().Length}.");
        RuleFor(form => form.Lines).Must(lines => lines.Count <= PlanForm.MaxLines).OverridePropertyName("")
            .WithMessage($"A plan has at most {PlanForm.MaxLines} lines.");
    }
}
