using CreditLedger.Data.Demo;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Demo;

/// <summary>A demo space is emptied whole; a real ledger never is (R4).</summary>
public sealed class DemoClearingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Everything_goes_but_the_settings_and_the_ledger_is_protected_as_before(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        Assert.NotNull(await new DemoSpace(Contexts(database), database.Store, TestDatabase.London, database.Clock)
            .FillAsync(new DemoOptions(12, 2), Stop));
        var clearing = new DemoClearing(Contexts(database), database.Services.GetRequiredService<ILedgerEngine>());
        var seen = (await clearing.LookAsync(Stop))!;
        Assert.Equal((12, 0), (seen.Members, seen.AddedMembers));
        Assert.False(await clearing.RunAsync(seen with { Postings = seen.Postings - 1 }, Stop));

        Assert.True(await clearing.RunAsync(seen, Stop));

        await using (var context = database.NewContext())
        {
            Assert.Empty(await context.Postings.ToListAsync(Stop));
            Assert.Empty(await context.LedgerEntries.ToListAsync(Stop));
            Assert.Empty(await context.Members.ToListAsync(Stop));
            Assert.Empty(await context.Benefits.ToListAsync(Stop));
            Assert.Single(await context.SiteSettings.ToListAsync(Stop));
        }

        // Work begins; what is recorded is protected, and cannot be cleared.
        var (member, benefit) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("TICKET", BenefitKind.Uses));
        var grant = new GrantCommand("grant", Actor.User(1)) { MemberId = member, BenefitId = benefit, Amount = 5 };
        Assert.IsType<Done>(await database.Store.ExecuteAsync(grant, Stop));
        foreach (var table in new[] { "Postings", "Credits", "LedgerEntries" })
            Assert.Contains("R4", (await Assert.ThrowsAnyAsync<Exception>(() => database.ExecuteAsync($"DELETE FROM {table}"))).Message,
                StringComparison.Ordinal);
        Assert.Null(await clearing.LookAsync(Stop));
        Assert.False(await clearing.RunAsync(seen, Stop));
        await using var after = database.NewContext();
        Assert.Single(await after.Postings.ToListAsync(Stop));

        static IDbContextFactory<LedgerDbContext> Contexts(TestDatabase database) =>
            database.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>();
    }
}
