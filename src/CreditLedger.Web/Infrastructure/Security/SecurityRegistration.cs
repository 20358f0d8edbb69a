using System.Globalization;
using System.Threading.RateLimiting;
using CreditLedger.Data;
using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>Who may come in, with what, and what a response tells the browser. Deny by default.</summary>
internal static class SecurityRegistration
{
    /// <summary>The rate limit of everything that tries a password or a link.</summary>
    public const string SignInLimit = "sign-in";

    public static void AddSiteSecurity(this IServiceCollection services)
    {
        services.AddSingleton<SiteCookies>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<InterruptedForm>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<DemoAccounts>();
        services.AddSingleton<LastSeen>();
        services.AddHostedService(provider => provider.GetRequiredService<LastSeen>());
        services.AddSingleton<FirstAdminLink>();
        AddAccounts(services);
        AddSession(services);
        AddPermissions(services);

        // Keys in the database: every node reads every node's cookies, and a restart signs nobody out.
        services.AddDataProtection().SetApplicationName("CreditLedger").PersistKeysToDbContext<LedgerDbContext>();
        services.AddSingleton<KeySecretCheck>();
        services.AddOptions<KeyManagementOptions>().Configure<SiteOptions>((keys, site) =>
        {
            if (!string.IsNullOrEmpty(site.KeySecret)) keys.XmlEncryptor = new KeySecretEncryptor(site.KeySecret);
        });
        services.AddOptions<AntiforgeryOptions>().Configure<SiteCookies>((antiforgery, cookies) =>
        {
            antiforgery.Cookie.Name = cookies.Name("forms");
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddOptions<CookieTempDataProviderOptions>().Configure<SiteCookies>(
            (notices, cookies) => notices.Cookie.Name = cookies.Notice);
        services.AddOptions<CookiePolicyOptions>().Configure<SiteCookies>((policy, cookies) =>
        {
            policy.HttpOnly = HttpOnlyPolicy.Always;
            policy.Secure = cookies.AreSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            policy.MinimumSameSitePolicy = SameSiteMode.Lax;
        });
        AddRateLimits(services);

        // KnownHosts looks at the name instead: its answer carries the headers.
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"]);
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<AppUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Password.RequiredLength = 12;
                identity.Password.RequiredUniqueChars = 1;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;

                // Identity's lock means a closed account, nothing else: SignInTries counts wrong passwords.
                identity.Lockout.AllowedForNewUsers = true;
            })
            .AddEntityFrameworkStores<LedgerDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AppUserPrincipalFactory>()
            .AddPasswordValidator<CommonPasswords>()
            .AddDefaultTokenProviders();

        // Format V3 is PBKDF2 with HMAC-SHA512.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 220_000);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(24));
    }

    private static void AddSession(IServiceCollection services)
    {
        services.AddScoped<SessionRules>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SiteCookies, SiteOptions>(
            (cookie, cookies, site) =>
        {
            cookie.Cookie.Name = cookies.Session;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/account/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(site.IdleMinutes);
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionRules);
        });
    }

    private static void AddPermissions(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationHandler, DenyByDefault>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuditedAuthorization>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new DenyByDefault()).Build());
    }

    private static void AddRateLimits(IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var audit = context.HttpContext.RequestServices.GetRequiredService<AuditLog>();
            await audit.DeniedAsync(context.HttpContext, "sign in", "too many tries");
        };
        limiter.AddPolicy(SignInLimit, http =>
        {
            if (!HttpMethods.IsPost(http.Request.Method)) return RateLimitPartition.GetNoLimiter("reading");
            var perMinute = http.RequestServices.GetRequiredService<SiteOptions>().SignInsPerMinute;
            var from = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
            return RateLimitPartition.GetFixedWindowLimiter(from,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });
        });
    });
}
