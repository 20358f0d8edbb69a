using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>What people and the machinery are told when the database's file is not what it was.</summary>
public sealed class DatabaseFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_whose_file_was_moved_away_says_so_and_goes_on_when_it_is_back()
    {
        await using var site = new SiteFactory();
        var admin = await site.SignInAsync(UserRole.Admin);
        var file = new SqliteConnectionStringBuilder(site.Database).DataSource;
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/members")).Status);

        File.Copy(file, file + ".other");
        File.Move(file, file + ".away");
        File.Move(file + ".other", file);
        var page = await admin.GetAsync("/members");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.NotEmpty(page.TextOf("h1"));

        var ready = await site.Visitor().GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Contains("moved, deleted or replaced", ready.Body, StringComparison.Ordinal);

        File.Move(file + ".away", file, overwrite: true);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/members")).Status);
        Assert.Equal("Healthy", (await site.Visitor().GetAsync("/health/ready")).Body);
    }

    [Fact]
    public async Task A_site_that_starts_on_garbage_answers_that_it_is_not_ready_and_why()
    {
        await using var site = new SiteFactory();
        var file = new SqliteConnectionStringBuilder(site.Database).DataSource;
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("This is no database. ", 500)), Stop);
        var page = await site.Visitor().GetAsync("/members");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.NotEmpty(page.TextOf("h1"));
        var ready = await site.Visitor().GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Contains("is damaged or is not a database", ready.Body, StringComparison.Ordinal);
    }
}
