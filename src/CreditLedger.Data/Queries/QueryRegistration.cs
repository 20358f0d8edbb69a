using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Queries;

internal static class QueryRegistration
{
    /// <summary>Every class of this namespace and below that is called a query: adding one touches no list.</summary>
    public static void AddLedgerQueries(this IServiceCollection services)
    {
        var queries = typeof(QueryRegistration).Assembly.GetTypes().Where(type =>
            type is { IsClass: true, IsAbstract: false, IsPublic: true }
            && type.Namespace?.StartsWith(typeof(QueryRegistration).Namespace!, StringComparison.Ordinal) == true
            && type.Name.EndsWith("Query", StringComparison.Ordinal));
        foreach (var query in queries) services.AddScoped(query);
    }
}
