using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>Extensions, transfers and revocations (R23) through the one writer, of one owner's credits and of many owners'.</summary>
public sealed class MovingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_extension_moves_the_remainder_and_names_its_origin_and_is_undone_whole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (member, benefit) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));
        var origin = await GrantFromPlanAsync(database, member, benefit);

        var extended = Assert.IsType<Done>(await database.Store.ExecuteAsync(Extend([origin], database.Clock.Now.AddDays(40)), Stop));
        Assert.Equal([(EntryKind.Transfer, -300L, 300L, 0L), (EntryKind.Grant, 300, 0, 300)],
            extended.Entries.Select(entry => (entry.Kind, entry.Amount, entry.BalanceBefore, entry.BalanceAfter)));

        await using (var context = database.NewContext())
        {
            var credit = await context.Credits.SingleAsync(credit => credit.Id == extended.Entries[1].CreditId, Stop);
            Assert.Equal((member, origin, CreditSource.Extension, "Meeting Pro", 3),
                (credit.OwnerId, credit.OriginCreditId, credit.Source, credit.SourceName, credit.Priority));
            Assert.Equal((database.Clock.Now, database.Clock.Now.AddDays(40)), (credit.StartsAt, credit.ExpiresAt));
            Assert.Equal(PostingKind.Extension,
                (await context.Postings.SingleAsync(posting => posting.Id == extended.PostingId, Stop)).Kind);
        }

        var undone = Assert.IsType<Done>(
            await database.Store.ExecuteAsync(new ReversalCommand("undo", Actor.User(1)) { PostingId = extended.PostingId }, Stop));
        Assert.Equal([300, 0], undone.Entries.Select(entry => entry.BalanceAfter));
        await using (var context = database.NewContext())
        {
            var sums = await context.CreditBalances.OrderBy(sums => sums.CreditId).ToListAsync(Stop);
            Assert.Equal([(300L, 0L, 0L, false), (0, 0, -300, true)],
                sums.Select(sum => (sum.Balance, sum.Used, sum.Adjusted, sum.Revoked)));
        }

        await AssertVerifiesAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Undoing_an_extension_is_refused_while_the_new_credit_is_used_and_names_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        var origin = await GrantFromPlanAsync(database, member, await database.AddBenefitAsync("ROOM"));
        var extended = Assert.IsType<Done>(await database.Store.ExecuteAsync(Extend([origin], null), Stop));
        var used = Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new UsageCommand("use", Actor.User(1)) { MemberId = member, Amount = 60, Kind = BenefitKind.Time }, Stop));
        Assert.Equal(extended.Entries[1].CreditId, used.Entries[0].CreditId);

        var undo = new ReversalCommand("undo", Actor.User(1)) { PostingId = extended.PostingId };
        var refused = Assert.IsType<Refused>(await database.Store.ExecuteAsync(undo, Stop));
        Assert.Equal(extended.Entries[1].CreditId, Assert.Single(refused.Refusal.Skipped).CreditId);
        await database.Store.ExecuteAsync(new ReversalCommand("undo use", Actor.User(1)) { PostingId = used.PostingId }, Stop);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(undo, Stop));
        await AssertVerifiesAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_transfer_appends_to_the_chains_of_two_owners_in_one_posting(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ada, ben, benefit) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"),
            await database.AddBenefitAsync("ROOM"));
        var origin = await GrantFromPlanAsync(database, ada, benefit);
        await database.GrantAsync(ben, benefit, 15);

        var act = new TransferCommand("move", Actor.User(1)) { CreditIds = [origin], MemberId = ben, Amount = 60, Description = "a gift" };
        var moved = Assert.IsType<Done>(await database.Store.ExecuteAsync(act, Stop));
        Assert.Equal([(ada, 240L), (ben, 60)], moved.Entries.Select(entry => (entry.OwnerId, entry.BalanceAfter)));
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(act, Stop)).IsReplay);

        await using var context = database.NewContext();
        var rows = await context.LedgerEntries.Where(entry => entry.PostingId == moved.PostingId).OrderBy(entry => entry.OwnerId)
            .ToListAsync(Stop);
        Assert.Equal([(ada, 2L, EntryKind.Transfer), (ben, 2, EntryKind.Grant)], rows.Select(row => (row.OwnerId, row.Sequence, row.Kind)));
        await AssertVerifiesAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_transfer_to_nobody_is_refused(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var origin = await GrantFromPlanAsync(database, await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));

        var refused = Assert.IsType<NotFound>(
            await database.Store.ExecuteAsync(new TransferCommand("move", Actor.User(1)) { CreditIds = [origin], MemberId = 999 }, Stop));
        Assert.Equal((RefusalReason.NotFound, RefusedField.Member), (refused.Refusal.Reason, refused.Refusal.Field));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_revocation_takes_the_rest_and_its_undoing_brings_it_back(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var origin = await GrantFromPlanAsync(database, await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));

        var revoked = Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new RevocationCommand("revoke", Actor.User(1)) { CreditIds = [origin], Description = "left" }, Stop));
        await using (var context = database.NewContext())
            Assert.Equal((0L, true),
            await context.CreditBalances.Select(sums => ValueTuple.Create(sums.Balance, sums.Revoked)).SingleAsync(Stop));
        await database.Store.ExecuteAsync(new ReversalCommand("undo", Actor.User(1)) { PostingId = revoked.PostingId }, Stop);
        await using (var context = database.NewContext())
            Assert.Equal((300L, false),
            await context.CreditBalances.Select(sums => ValueTuple.Create(sums.Balance, sums.Revoked)).SingleAsync(Stop));
        await AssertVerifiesAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_two_extensions_of_one_credit_at_once_one_wins(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var origin = await GrantFromPlanAsync(database, await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));

        var results = await Task.WhenAll(Enumerable.Range(1, 12).Select(
            number => Task.Run(() => database.Store.ExecuteAsync(Extend([origin], database.Clock.Now.AddDays(40 + number)), Stop))));
        Assert.Single(results.OfType<Done>());
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal(SkipReason.UsedUp, Assert.Single(refused.Refusal.Skipped).Reason));
        Assert.Equal(11, results.OfType<Refused>().Count());
        await AssertVerifiesAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Transfers_to_and_fro_at_once_lose_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ada, ben, benefit) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"),
            await database.AddBenefitAsync("ROOM"));
        var credits = new Dictionary<long, long>
        { [await GrantFromPlanAsync(database, ada, benefit)] = ben, [await GrantFromPlanAsync(database, ben, benefit)] = ada };

        var acts = Enumerable.Range(0, 10).SelectMany(number => credits.Select(credit =>
            new TransferCommand($"move-{number}-{credit.Key}", Actor.User(1))
            { CreditIds = [credit.Key], MemberId = credit.Value, Amount = 15 }));
        Assert.All(await Task.WhenAll(acts.Select(act => Task.Run(() => database.Store.ExecuteAsync(act, Stop)))),
            result => Assert.IsType<Done>(result));
        await using var context = database.NewContext();
        Assert.Equal([300L, 300],
            await context.CreditBalances.GroupBy(sums => sums.OwnerId).Select(owner => owner.Sum(sums => sums.Balance)).ToListAsync(Stop));
        await AssertVerifiesAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Five_hundred_credits_of_five_hundred_owners_go_in_one_posting_and_come_back_in_one(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var benefit = await database.AddBenefitAsync("ROOM");
        var grants = new List<LedgerCommand>();
        for (var number = 0; number < 500; number++)
        {
            // Every fiftieth never expires and cannot be extended.
            grants.Add(new GrantCommand($"g-{number}", Actor.User(1))
            {
                MemberId = await database.AddMemberAsync($"M-{number}"),
                BenefitId = benefit,
                Amount = 60,
                ExpiresAt = number % 50 == 0 ? null : database.Clock.Now.AddDays(3),
            });
        }

        long[] credits = [.. (await database.Store.ExecuteAllAsync(grants, Stop)).Select(result => ((Done)result).Entries[0].CreditId)];
        var act = Extend(credits, database.Clock.Now.AddDays(30));
        Assert.Equal(10, Assert.IsType<Refused>(await database.Store.ExecuteAsync(act, Stop)).Refusal.Skipped.Count);
        act = act with { SkipIneligible = true };
        var planned = Assert.IsType<Done>(await database.Store.PreviewAsync(act, Stop));
        Assert.Equal((980, 10), (planned.Entries.Count, planned.Skipped.Count));

        var extended = Assert.IsType<Done>(await database.Store.ExecuteAsync(act with { IdempotencyKey = "other" }, Stop));
        Assert.Equal(980, extended.Entries.Count);
        await AssertVerifiesAsync(database);
        Assert.Equal(980,
            Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ReversalCommand("undo", Actor.User(1)) { PostingId = extended.PostingId }, Stop)).Entries.Count);
        await using var context = database.NewContext();
        Assert.Equal(500 * 60, await context.CreditBalances.SumAsync(sums => sums.Balance, Stop));
        await AssertVerifiesAsync(database);
    }

    private static ExtensionCommand Extend(long[] credits, DateTime? end) =>
        new($"extend-{Guid.NewGuid():N}", Actor.User(1)) { CreditIds = credits, ExpiresAt = end };

    private static async Task<long> GrantFromPlanAsync(TestDatabase database, long member, long benefit)
    {
        var act = new GrantCommand($"grant-{Guid.NewGuid():N}", Actor.User(1))
        {
            MemberId = member,
            BenefitId = benefit,
            Amount = 300,
            StartsAt = database.Clock.Now.AddDays(-10),
            ExpiresAt = database.Clock.Now.AddDays(10),
            Priority = 3,
            Source = CreditSource.Plan,
            SourceName = "Meeting Pro",
        };
        return Assert.IsType<Done>(await database.Store.ExecuteAsync(act, Stop)).Entries[0].CreditId;
    }

    private static async Task AssertVerifiesAsync(TestDatabase database) =>
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
}
