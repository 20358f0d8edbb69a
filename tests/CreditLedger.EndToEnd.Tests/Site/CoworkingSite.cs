using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Data.Import;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.EndToEnd.Tests.Site;

/// <summary>
/// A coworking space's year 2025 from the data that lie beside the repository, looked at on 12 December 2025; outside Development.
/// </summary>
public sealed class CoworkingSite : LiveSite
{
    private static readonly DateTimeOffset Noon = new(2025, 12, 12, 12, 0, 0, TimeSpan.Zero);

    public override string Password => "a quiet room with tea";

    protected override string EnvironmentName => "Testing";

    protected override TimeProvider Clock { get; } = new FixedClock(Noon);

    private static string? DataFolder { get; } = FindData();

    public override string EmailOf(UserRole role) => $"{role.ToString().ToLowerInvariant()}@space.example";

    /// <summary>Skips the test where the data are absent.</summary>
    public static void RequireData() => Assert.SkipUnless(
        DataFolder is not null, "The coworking data (shared/data/coworking) are not beside the repository.");

    protected override async Task FillAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        foreach (var role in new[] { UserRole.Admin, UserRole.Manager, UserRole.Staff })
        {
            var user = new AppUser { UserName = EmailOf(role), Email = EmailOf(role), Role = role, CreatedAt = Noon.UtcDateTime };
            var created = await users.CreateAsync(user, Password);
            Assert.True(created.Succeeded, string.Join(" ", created.Errors.Select(error => error.Description)));
        }

        if (DataFolder is null) return;
        var import = new FileImport(
            Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), Services.GetRequiredService<LedgerStore>(),
            Services.GetRequiredService<SiteZone>());
        foreach (var kind in new[] { ImportKind.Members, ImportKind.Services, ImportKind.Benefits, ImportKind.Credits, ImportKind.Usages })
        {
            await using var file = File.OpenRead(Path.Combine(DataFolder, $"{kind.ToString().ToLowerInvariant()}.csv"));
            using var report = await import.RunAsync(kind, file, new ImportOptions(SkipRefused: true), null,
                TestContext.Current.CancellationToken);
            Assert.True(report.IsKept, report.Summary());
        }
    }

    private static string? FindData()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "coworking");
            if (Directory.Exists(data)) return data;
        }

        return null;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
