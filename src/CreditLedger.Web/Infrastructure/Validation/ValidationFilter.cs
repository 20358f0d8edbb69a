using FluentValidation;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CreditLedger.Web.Infrastructure.Validation;

/// <summary>Runs the validator of each bound form and puts what it finds into ModelState: the first ring, shape only.</summary>
internal sealed class ValidationFilter(IServiceProvider services) : IAsyncActionFilter
{
    // Before actions, after binding.
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        foreach (var (name, form) in context.ActionArguments)
        {
            if (form is null || services.GetService(typeof(IValidator<>).MakeGenericType(form.GetType())) is not IValidator validator) continue;
            var result = await validator.ValidateAsync(new ValidationContext<object>(form), context.HttpContext.RequestAborted);
            foreach (var error in result.Errors)
            {
                // Binding has already said that the text is no number: one message per field is enough.
                if (context.ModelState[error.PropertyName]?.Errors.Count > 0) continue;
                context.ModelState.AddModelError(error.PropertyName.Length == 0 ? name : error.PropertyName, error.ErrorMessage);
            }
        }

        await next();
    }
}
