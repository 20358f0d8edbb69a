namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>
/// Registers the operations and the queries of all features: sealed classes of the features with a public <c>RunAsync</c>.
/// </summary>
public static class Operations
{
    /// <summary>Adds each operation as itself, one per request.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        var operations = typeof(Operations).Assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsAbstract: false, IsSealed: true } && type.Namespace is { } space
            && space.StartsWith("CreditLedger.Web.Features.", StringComparison.Ordinal)
            && type.GetMethod("RunAsync") is { IsStatic: false });
        foreach (var operation in operations) services.AddScoped(operation);
        return services;
    }
}
