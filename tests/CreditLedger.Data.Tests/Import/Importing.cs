using System.Text;
using CreditLedger.Data.Import;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Imports texts and files into a test database.</summary>
internal static class Importing
{
    public static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    public static async Task<ImportReport> ImportAsync(
        this TestDatabase database, ImportKind kind, Stream file, ImportOptions? options = null, SiteZone? zone = null)
    {
        var import = new FileImport(database.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), database.Store,
            zone ?? London);
        return await import.RunAsync(kind, file, options ?? new ImportOptions(), null, TestContext.Current.CancellationToken);
    }

    public static async Task<ImportReport> ImportAsync(
        this TestDatabase database, ImportKind kind, string text, ImportOptions? options = null, SiteZone? zone = null) =>
        await database.ImportAsync(kind, new MemoryStream(Encoding.UTF8.GetBytes(text)), options, zone);

    /// <summary>Imports what must be taken whole.</summary>
    public static async Task MustImportAsync(this TestDatabase database, ImportKind kind, string text)
    {
        using var report = await database.ImportAsync(kind, text);
        Assert.True(report.IsKept, string.Join('\n', report.Refusals().Take(5)));
    }

    /// <summary>Three members, three services, four benefits; two credits of the first member.</summary>
    public static async Task SmallSpaceAsync(this TestDatabase database)
    {
        await database.MustImportAsync(ImportKind.Members,
            "reference,name,email\nM1,Ada Lovelace,ada@example.com\nM2,Bo Diaz,\nM3,Cy Young,\n");
        await database.MustImportAsync(ImportKind.Services,
            "reference,name,price,currency\nDESK-1,Desk 1,500,GBP\nROOM-1,Room 1,,\nROOM-2,Room 2,,\n");
        await database.MustImportAsync(ImportKind.Benefits,
            "reference,name,kind,currency,services\nDESK,Desk time,Time,,DESK-1\nROOM,Room " +
                "time,Time,,ROOM-1;ROOM-2\nWALLET,Wallet,Money,GBP,\nTICKET,Event ticket,Uses,,\n");
        await database.MustImportAsync(ImportKind.Credits,
            "external_id,member,benefit,amount,starts_at,expires_at\nC1,M1,DESK,120,2026-01-01 00:00,2026-02-01 " +
                "00:00\nC2,M1,WALLET,5000,2026-01-01 00:00,\n");
    }

    /// <summary>How many rows the ledger and the catalogue hold: to see that nothing came in.</summary>
    public static async Task<(int Members, int Services, int Benefits, int Credits, int Postings, int Entries)> RowsAsync(
        this TestDatabase database)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var context = database.NewContext();
        return (await context.Members.CountAsync(stop), await context.Services.CountAsync(stop), await context.Benefits.CountAsync(stop),
            await context.Credits.CountAsync(stop), await context.Postings.CountAsync(stop), await context.LedgerEntries.CountAsync(stop));
    }

    /// <summary>A folder of the shared data; skips the test where it is not.</summary>
    public static string SharedData(string folder) => Shared(Path.Combine("data", folder));

    /// <summary>A folder of the small inputs that once failed; skips the test where it is not.</summary>
    public static string SharedCase(string folder) => Shared(Path.Combine("cases", folder));

    /// <summary>Imports a file of the shared cases, which must be taken whole; skips the test where it is not.</summary>
    public static async Task MustImportCaseAsync(this TestDatabase database, ImportKind kind, string folder)
    {
        var path = Path.Combine(SharedCase(folder), $"{kind.ToString().ToLowerInvariant()}.csv");
        await database.MustImportAsync(kind, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    private static string Shared(string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", folder);
            if (Directory.Exists(path)) return path;
        }

        Assert.Skip($"needs shared/{folder} beside the repository");
        return "";
    }
}
