using FluentValidation;

namespace CreditLedger.Web.Infrastructure.Validation;

internal static class ValidationRegistration
{
    /// <summary>Every validator of the assembly, found by scanning.</summary>
    public static void AddSiteValidation(this IServiceCollection services)
    {
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(typeof(ValidationRegistration).Assembly, includeInternalTypes: true))
            services.AddScoped(found.InterfaceType, found.ValidatorType);
    }
}
