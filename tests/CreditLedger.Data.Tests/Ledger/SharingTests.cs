using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>R13 through the one writer: what is loaded, locked and counted when others' credits are used.</summary>
public sealed class SharingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task One_usage_draws_from_the_own_and_the_shared_credit_in_one_posting_on_two_chains(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);

        var recorded = Assert.IsType<Done>(await database.Store.ExecuteAsync(space.Use(90), Stop));

        Assert.Equal([(space.OwnCredit, -60L), (space.SharedCredit, -30L)],
            recorded.Entries.Select(entry => (entry.CreditId, entry.Amount)));
        await using var context = database.NewContext();
        var use = Assert.Single(await context.SharedUses.ToListAsync(Stop));
        Assert.Equal((space.Ada, space.Acme, BenefitKind.Time), (use.UsedById, use.OwnerId, use.BenefitKind));
        Assert.Equal(2, await context.LedgerEntries.Where(entry => entry.PostingId == recorded.PostingId).Select(entry => entry.OwnerId)
            .Distinct().CountAsync(Stop));
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_cap_counts_what_stands_and_refuses_with_whose_it_is_and_what_is_left(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database, cap: 120);
        var first = Assert.IsType<Done>(
            await database.Store.ExecuteAsync(space.Use(90) with { CreditId = space.SharedCredit, Kind = null }, Stop));

        var refused = Assert.IsType<Refused>(
            await database.Store.ExecuteAsync(space.Use(60) with { CreditId = space.SharedCredit, Kind = null }, Stop));
        Assert.EndsWith("Ada Brown may use 2 h of Acme Ltd's time credits per month; 30 min are left until 1 Apr.", refused.Refusal.Message,
            StringComparison.Ordinal);

        Assert.IsType<Done>(
            await database.Store.ExecuteAsync(new ReversalCommand("undo", Actor.User(1)) { PostingId = first.PostingId }, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(space.Use(120) with { CreditId = space.SharedCredit, Kind = null }, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Acts_of_one_chunk_see_what_those_before_them_used_and_undid(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database, cap: 120);
        var first = Assert.IsType<Done>(await database.Store.ExecuteAsync(space.UseShared(60), Stop));

        var results = await database.Store.ExecuteAllAsync(
            [
                space.UseShared(60), space.UseShared(15), new ReversalCommand("undo", Actor.User(1)) { PostingId = first.PostingId },
                space.UseShared(60), space.UseShared(15), space.UseShared(120) with { UsedAt = database.Clock.Now.AddMonths(-1) },
            ],
            Stop);

        Assert.Equal([true, false, true, true, false, true], results.Select(result => result is Done));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_archived_group_shares_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        await using (var context = database.NewContext())
            await context.Groups.ExecuteUpdateAsync(set => set.SetProperty(group => group.ArchivedAt, database.Clock.Now), Stop);

        Assert.Equal(RefusalReason.NotEnough,
            Assert.IsType<Refused>(await database.Store.ExecuteAsync(space.Use(90), Stop)).Refusal.Reason);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_refusal_names_credits_of_the_owner_that_are_over_or_not_shared(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        var over = await database.GrantAsync(space.Acme, space.Benefit, 60, expiresAt: database.Clock.Now.AddDays(-1));
        var kept = await database.GrantAsync(space.Acme, await database.AddBenefitAsync("KEPT"), 60);

        var refusal = Assert.IsType<Refused>(await database.Store.PreviewAsync(space.Use(600), Stop)).Refusal;

        Assert.Equal(
            new[] { (over, SkipReason.Expired), (kept, SkipReason.NotShared), (space.OwnCredit, SkipReason.NotEnough),
                (space.SharedCredit, SkipReason.NotEnough) }.Order(),
            refusal.Skipped.Select(skip => (skip.CreditId, skip.Reason)).Order());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Verify_names_the_first_shared_use_that_is_not_as_the_rows_say(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        await database.Store.ExecuteAsync(space.Use(90), Stop);
        var verification = database.Services.GetRequiredService<LedgerVerification>();

        foreach (var spoil in new[] { "UPDATE SharedUses SET UsedById = OwnerId", "UPDATE SharedUses SET BenefitKind = 1",
            "DELETE FROM SharedUses" })
        {
            await database.ExecuteAsync(spoil);
            var difference = Assert.Single((await verification.RunAsync(null, Stop)).Differences);
            Assert.Equal("SharedUses", difference.Table);
        }
    }
}
