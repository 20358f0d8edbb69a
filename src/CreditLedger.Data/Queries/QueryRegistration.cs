using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Queries.Sharing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Queries;

internal static class QueryRegistration
{
    public static void AddLedgerQueries(this IServiceCollection services)
    {
        services.AddScoped<MembersQuery>();
        services.AddScoped<MemberQuery>();
        services.AddScoped<RemainingQuery>();
        services.AddScoped<BenefitServicesQuery>();
        services.AddScoped<SharingQuery>();
        services.AddScoped<OwnerCreditsQuery>();
        services.AddScoped<CreditQuery>();
        services.AddScoped<UseHistoryQuery>();
        services.AddScoped<StatementQuery>();
        services.AddScoped<DashboardQuery>();
        services.AddSetupQueries();
    }

    private static void AddSetupQueries(this IServiceCollection services)
    {
        services.AddScoped<CatalogueCountsQuery>();
        services.AddScoped<OfferedBenefitsQuery>();
        services.AddScoped<PlanListQuery>();
        services.AddScoped<PlanQuery>();
    }
}
