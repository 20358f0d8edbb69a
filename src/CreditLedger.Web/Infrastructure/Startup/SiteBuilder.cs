using System.Text.Encodings.Web;
using System.Text.Unicode;
using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Web.Features.Account;
using CreditLedger.Web.Features.Merges;
using CreditLedger.Web.Infrastructure.Errors;
using CreditLedger.Web.Infrastructure.Logging;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Puts the site together: settings, services, pipeline. The command line uses the same services without serving.</summary>
public static class SiteBuilder
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--database"] = "ConnectionStrings:Ledger",
        ["--provider"] = "Database:Provider",
    };

    /// <summary>The site, ready to run.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = CreateBuilder(args);
        builder.AddSiteLog();
        builder.AddSiteTelemetry();
        builder.Services.AddStartup(builder.Environment);
        AddServices(builder);
        var app = builder.Build();

        // Looked at now: a wrong setting stops the start by its name, before anything is logged or served.
        _ = app.Services.GetRequiredService<SiteOptions>();
        app.UseSitePipeline();
        return app;
    }

    /// <summary>The services for one verb; messages go to standard error.</summary>
    public static WebApplication BuildForCommand(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddCommandLog();
        AddServices(builder);
        return builder.Build();
    }

    private static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args) });
        builder.Configuration.AddCommandLine(args, Switches);
        AddSecrets(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestShape.MaxBodySize;
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls("http://localhost:5080");
        return builder;
    }

    // One file a setting, named like the environment's variables: Site__KeySecret. What is in the environment can be seen by more programs.
    private static void AddSecrets(ConfigurationManager configuration)
    {
        if (configuration["Secrets:Folder"] is not { Length: > 0 } folder) return;
        if (!Directory.Exists(folder)) throw new InvalidOperationException($"Secrets:Folder is '{folder}'; there is no such folder.");
        configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<SiteOptions>(builder.Configuration.GetSection("Site"));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SiteOptions>>().Value);
        services.AddSingleton(provider => Clock(provider.GetRequiredService<SiteOptions>(), builder.Environment));
        services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsCheck>();
        services.AddSingleton(provider => new FirstSettings(provider.GetRequiredService<SiteOptions>().FirstValues()));
        services.AddSingleton<IgnoredSettings>();
        services.AddLedgerData(Database(builder));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, ["ready"]);
        services.AddSiteSecurity();
        // Over HTTPS too: what a page could be made to give away by its length is drawn anew for each response (the antiforgery token),
        // and other sites' requests carry no cookie.
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddHttpContextAccessor();
        services.AddFluentValidationAutoValidation(validation => validation.DisableDataAnnotationsValidation = true);
        services.AddValidatorsFromAssemblyContaining<Program>(includeInternalTypes: true);
        services.AddOperations();
        services.AddScoped<PasswordLink>();
        services.AddScoped<AccountChanges>();
        services.AddScoped<FormTools>();
        services.AddScoped<AskAdmin>();
        services.AddControllersWithViews(mvc =>
            {
                mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                mvc.Filters.Add(new OneConnection());
                mvc.Filters.Add(new MergedRecords());
                mvc.Conventions.Add(new HeadAsGet());
            })
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<RazorViewEngineOptions>(razor =>
        {
            razor.ViewLocationFormats.Clear();
            razor.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
            razor.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
        });
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRouting(routing => routing.LowercaseUrls = true);
    }

    // Read while building, so that a wrong provider stops the start; tests and verbs add their settings before this.
    private static DatabaseOptions Database(WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        options.ConnectionString = builder.Configuration.GetConnectionString("Ledger") ?? "";
        if (options.ConnectionString.Length == 0 && string.Equals(options.Provider, "sqlite", StringComparison.OrdinalIgnoreCase))
            options.ConnectionString = $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "App_Data", "creditledger.db")}";
        return options;
    }

    private static TimeProvider Clock(SiteOptions site, IHostEnvironment environment)
    {
        if (site.TestClock is not { } start) return TimeProvider.System;
        return environment.IsDevelopment()
            ? new ShiftedClock(TimeProvider.System, start)
            : throw new InvalidOperationException("Site:TestClock is for Development only: a ledger's clock is not to be set.");
    }
}
