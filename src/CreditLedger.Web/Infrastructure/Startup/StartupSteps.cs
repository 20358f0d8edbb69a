namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>What happens, in this order, before the first page.</summary>
internal static class StartupSteps
{
    public static void AddStartup(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton<StartupState>();
        services.AddHealthChecks().AddCheck<StartupState>("startup", tags: ["ready"]);
        services.AddHostedService<StartupRunner>();
        services.AddHostedService<IssuingRunner>();
        services.AddScoped<IStartupStep, MigrateDatabase>();
        services.AddScoped<IStartupStep, CheckKeySecret>();
        services.AddScoped<IStartupStep, ReadSettings>();
        if (environment.IsDevelopment())
        {
            services.AddScoped<IStartupStep, FillDemoSpace>();
            services.AddScoped<IStartupStep, CreateDemoAccounts>();
        }

        services.AddScoped<IStartupStep, PrintFirstAdminLink>();
    }
}
