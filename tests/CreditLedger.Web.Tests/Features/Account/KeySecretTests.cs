using CreditLedger.Data;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure;
using CreditLedger.Web.Infrastructure.Security;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Account;

/// <summary>The site's keys lie encrypted in the database when there is a secret to encrypt them with.</summary>
public sealed class KeySecretTests
{
    private const string Secret = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";
    private const string Readable = "<value>";

    [Fact]
    public async Task With_a_secret_no_key_lies_readable_and_another_node_reads_it()
    {
        await using var site = new SecretSite { Secret = Secret };
        var cookie = await SessionCookieAsync(site);
        var key = Assert.Single(await KeysAsync(site));
        Assert.Contains("keySecret", key, StringComparison.Ordinal);
        Assert.DoesNotContain(Readable, key, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log.All, line => line.Contains("Site:KeySecret is not set", StringComparison.Ordinal));

        await using var node = new SecretSite { Secret = Secret, SharedDatabase = site.Database };
        Assert.True(await IsSignedInAsync(node, cookie));
    }

    [Fact]
    public async Task Without_one_the_start_warns_and_keys_from_before_stay_good_when_it_is_set()
    {
        await using var site = new SecretSite();
        var cookie = await SessionCookieAsync(site);
        Assert.Contains(site.Log.All, line => line.Contains("Site:KeySecret is not set", StringComparison.Ordinal));
        Assert.Contains(Readable, Assert.Single(await KeysAsync(site)), StringComparison.Ordinal);

        await using var later = new SecretSite { Secret = Secret, SharedDatabase = site.Database };
        Assert.True(await IsSignedInAsync(later, cookie));
        Assert.DoesNotContain(Readable, Assert.Single(await KeysAsync(later)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another secret, as long as it must be, but wrong", "is not the secret")]
    [InlineData(null, "is not set")]
    public async Task A_wrong_or_missing_secret_stops_the_start_with_a_sentence(string? other, string sentence)
    {
        await using var site = new SecretSite { Secret = Secret };
        await SessionCookieAsync(site);
        var before = await KeysAsync(site);

        var contexts = site.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>();
        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new KeySecretCheck(contexts, new SiteOptions { KeySecret = other }).RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains(sentence, Assert.Single(WrongSettings.Of(stopped)), StringComparison.Ordinal);

        // Told by the program, not by the log with a stack; and no key was made that the other nodes could not read.
        await using var wrong = new SecretSite { Secret = other, SharedDatabase = site.Database };
        Assert.ThrowsAny<Exception>(() => wrong.Services);
        Assert.Equal(before, await KeysAsync(site));
    }

    [Fact]
    public async Task Secrets_are_read_from_files_named_like_variables()
    {
        var folder = Directory.CreateTempSubdirectory("creditledger-secrets-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Site__KeySecret"), "a random text of forty letters and more",
            TestContext.Current.CancellationToken);
        await using (var site = new SecretSite { Folder = folder.FullName })
        {
            Assert.Equal("a random text of forty letters and more", site.Services.GetRequiredService<SiteOptions>().KeySecret);
        }

        folder.Delete(recursive: true);
        await using var wrong = new SecretSite { Folder = folder.FullName };
        Assert.ThrowsAny<Exception>(() => wrong.Services);
    }

    [Fact]
    public void A_short_secret_is_named()
    {
        var wrong = new SiteOptionsCheck(new ConfigurationBuilder().Build()).Validate(null, new SiteOptions { KeySecret = "tea" });
        Assert.StartsWith("Site:KeySecret is too short", Assert.Single(wrong.Failures!), StringComparison.Ordinal);
        Assert.True(new SiteOptionsCheck(new ConfigurationBuilder().Build()).Validate(null, new SiteOptions { KeySecret = "" }).Succeeded);
    }

    private static async Task<string> SessionCookieAsync(SecretSite site)
    {
        var cookies = new System.Net.CookieContainer();
        await site.SignInAsync(UserRole.Staff, cookies);
        return cookies.GetCookieHeader(new Uri("https://localhost"));
    }

    private static async Task<bool> IsSignedInAsync(SecretSite site, string cookie)
    {
        var http = site.CreateDefaultClient(new Uri("https://localhost"));
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return (await new SiteBrowser(http).GetAsync("/search?q=a")).Status == System.Net.HttpStatusCode.OK;
    }

    private static async Task<List<string?>> KeysAsync(SecretSite site)
    {
        await using var context = site.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContext();
        return await context.DataProtectionKeys.Select(key => key.Xml).ToListAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SecretSite : SiteFactory
    {
        public string? Secret { get; init; }

        public string? Folder { get; init; }

        /// <summary>Another node's database, instead of one of its own.</summary>
        public string? SharedDatabase { get; init; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            if (Folder is not null) builder.UseSetting("Secrets:Folder", Folder);
            if (Secret is not null) builder.UseSetting("Site:KeySecret", Secret);
            if (SharedDatabase is { } database) builder.UseSetting("ConnectionStrings:Ledger", database);
        }
    }
}
