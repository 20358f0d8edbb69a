using CreditLedger.Web.Infrastructure.Validation;
using FluentValidation;

namespace CreditLedger.Web.Features.Products;

/// <summary>The shape of the form. What a line may be depends on its benefit: <see cref="ProductInput"/> says.</summary>
public sealed class ProductFormValidator : AbstractValidator<ProductForm>
{
    public ProductFormValidator()
    {
        RuleFor(form => form.Name).Must(text => SearchText.Fold(text ?? "").Length > 0)
            .WithMessage("Give the product a name, like Ten-hour package.");
        RuleFor(form => form.Name).IsShort("A name", 200);
        RuleFor(form => form.Description).IsShort("A description", 500);
        RuleFor(form => form.Lines).Must(lines => lines.Count <= ProductForm.MaxLines).OverridePropertyName("")
            .WithMessage($"A product has at most {ProductForm.MaxLines} lines.");
    }
}
