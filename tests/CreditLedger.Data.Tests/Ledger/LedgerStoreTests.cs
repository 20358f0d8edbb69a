using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

public sealed class LedgerStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static UsageCommand Use(long member, long amount, string? key = null, DateTime? usedAt = null) =>
        new(key ?? $"use-{Guid.NewGuid():N}", Actor.User(1))
        { MemberId = member, Amount = amount, Kind = BenefitKind.Time, UsedAt = usedAt };

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Grants_uses_adjusts_and_undoes(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        var benefit = await database.AddBenefitAsync("ROOM");
        var credit = await database.GrantAsync(member, benefit, 300);

        var used = Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(member, 120), Stop));
        Assert.Equal((-120, 300, 180), (used.Entries[0].Amount, used.Entries[0].BalanceBefore, used.Entries[0].BalanceAfter));

        var adjusted = Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new AdjustmentCommand("adjust", Actor.User(1)) { CreditId = credit, By = 60, Description = "charged twice" }, Stop));
        Assert.Equal(240, adjusted.Entries[0].BalanceAfter);

        var undone = Assert.IsType<Done>(
            await database.Store.ExecuteAsync(new ReversalCommand("undo", Actor.User(1)) { PostingId = used.PostingId }, Stop));
        Assert.Equal((120, 360), (undone.Entries[0].Amount, undone.Entries[0].BalanceAfter));

        await using var context = database.NewContext();
        var rows = await context.LedgerEntries.OrderBy(entry => entry.Sequence).ToListAsync(Stop);
        Assert.Equal([1L, 2, 3, 4], rows.Select(row => row.Sequence));
        Assert.Equal([EntryKind.Grant, EntryKind.Usage, EntryKind.Adjustment, EntryKind.Reversal], rows.Select(row => row.Kind));
        Assert.Equal(360, rows.Sum(row => row.Amount));
        var sums = await context.CreditBalances.SingleAsync(Stop);
        Assert.Equal((360L, 0L, 60L), (sums.Balance, sums.Used, sums.Adjusted));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_key_posts_once_and_tells_the_first_result_again(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("ROOM"), 300);

        var first = Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(member, 60, "k"), Stop));
        await database.Store.ExecuteAsync(Use(member, 60), Stop);
        var again = Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(member, 60, "k"), Stop));
        Assert.True(again.IsReplay);
        Assert.Equal(first.PostingId, again.PostingId);
        Assert.Equal(first.Entries, again.Entries);
        Assert.Equal(first.PostingId, Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(Use(member, 75, "k"), Stop)).PostingId);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_chunk_decides_in_order_on_what_came_before_in_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("ROOM"), 120);

        var results = await database.Store.ExecuteAllAsync(
            [Use(member, 60, "a"), Use(member, 75, "b"), Use(member, 60, "a"), Use(member, 60, "c"), Use(member, 15, "d")], Stop);
        Assert.IsType<Done>(results[0]);
        Assert.Equal(15, Assert.IsType<Refused>(results[1]).Refusal.ShortBy);
        Assert.True(Assert.IsType<Done>(results[2]).IsReplay);
        Assert.Equal(0, Assert.IsType<Done>(results[3]).Entries[0].BalanceAfter);
        Assert.Equal(SkipReason.UsedUp, Assert.IsType<Refused>(results[4]).Refusal.Skipped.Single().Reason);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_backdated_usage_draws_only_on_what_was_held_ever_since(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("ROOM"), 120);
        await database.Store.ExecuteAsync(Use(member, 90, usedAt: database.Clock.Now.AddDays(-2)), Stop);

        var refused = Assert.IsType<Refused>(
            await database.Store.ExecuteAsync(Use(member, 60, usedAt: database.Clock.Now.AddDays(-5)), Stop));
        Assert.Equal((30L, SkipReason.NotHeldSince), (refused.Refusal.ShortBy, refused.Refusal.Skipped.Single().Reason));
        var fits = Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(member, 30, usedAt: database.Clock.Now.AddDays(-5)), Stop));
        Assert.Equal(0, fits.Entries[0].BalanceAfter);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_bulk_session_that_is_not_committed_leaves_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("ROOM"), 1200);
        await using (var session = await database.Store.BeginBulkAsync(Stop))
        {
            await session.ExecuteAsync([.. Enumerable.Range(0, 30).Select(index => Use(member, 15, $"a{index}"))], Stop);
            await session.ExecuteAsync([.. Enumerable.Range(0, 30).Select(index => Use(member, 15, $"b{index}"))], Stop);
        }

        await using (var session = await database.Store.BeginBulkAsync(Stop))
        {
            await session.ExecuteAsync([.. Enumerable.Range(0, 30).Select(index => Use(member, 15, $"c{index}"))], Stop);
            await session.CommitAsync(Stop);
        }

        await using var context = database.NewContext();
        Assert.Equal(31, await context.LedgerEntries.CountAsync(Stop));
        Assert.Equal(31, await context.LedgerEntries.MaxAsync(entry => entry.Sequence, Stop));
        Assert.Equal(1200 - (30 * 15), (await context.CreditBalances.SingleAsync(Stop)).Balance);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Missing_sums_are_filled_in_by_the_next_start(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("ROOM"), 120);
        await database.Store.ExecuteAsync(Use(member, 90), Stop);
        await database.ExecuteAsync("DELETE FROM CreditBalances");
        await database.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Stop);

        await using var context = database.NewContext();
        Assert.Equal((30L, 90L), await context.CreditBalances.Select(sums => ValueTuple.Create(sums.Balance, sums.Used)).SingleAsync(Stop));
        await database.AssertVerifiedAsync();
    }
}
