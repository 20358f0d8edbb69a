using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Postings;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>Members' parts of every kind of bulk are undone each once, and the rest as a whole (R24).</summary>
public sealed class UndoingPartsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, string> EveryBulk => new(["sqlite", "sqlserver"], ["extend", "transfer", "revoke"]);

    [Theory, MemberData(nameof(EveryBulk))]
    public async Task One_member_then_the_rest_and_never_twice(string provider, string kind)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (members, credits) = await CreditsAsync(database, 3);
        var posting = await BulkAsync(database, kind, credits);
        Assert.Equal((UndoneState.Nothing, 3, 0), await StateAsync(database, posting));

        var part = new ReversalCommand("part", Actor.User(1)) { PostingId = posting, MemberIds = [members[1]] };
        Assert.IsType<Done>(await database.Store.PreviewAsync(part, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(part, Stop));
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(part, Stop)).IsReplay);
        Assert.Equal((UndoneState.Partly, 3, 1), await StateAsync(database, posting));
        Assert.Equal([0, 60, 0], await BalancesAsync(database, credits));
        var twice = await database.Store.ExecuteAsync(part with { IdempotencyKey = "twice", MemberIds = [members[1], members[0]] }, Stop);
        Assert.Equal(RefusalReason.NotReversible, Assert.IsType<Refused>(twice).Refusal.Reason);

        var rest = new ReversalCommand("rest", Actor.User(1)) { PostingId = posting };
        Assert.IsType<Done>(await database.Store.ExecuteAsync(rest, Stop));
        Assert.Equal((UndoneState.Wholly, 3, 3), await StateAsync(database, posting));
        Assert.Equal([60, 60, 60], await BalancesAsync(database, credits));
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(rest with { IdempotencyKey = "again" }, Stop));
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_many_who_undo_the_same_member_at_once_one_does(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (members, credits) = await CreditsAsync(database, 2);
        var posting = await BulkAsync(database, "revoke", credits);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() => database.Store.ExecuteAsync(
            new ReversalCommand($"part-{index}", Actor.User(1))
            { PostingId = posting, MemberIds = index % 3 == 0 ? [] : [members[0]] }, Stop))));

        Assert.All(results, result => Assert.True(result is Done or Refused { Refusal.Reason: RefusalReason.NotReversible }, $"{result}"));
        Assert.Equal(60, (await BalancesAsync(database, credits))[0]);
        Assert.InRange(results.Count(result => result is Done), 1, 2);
    }

    [Fact]
    public async Task A_member_whose_credit_was_used_since_stands_in_the_way_of_no_other()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (members, credits) = await CreditsAsync(database, 2);
        var posting = await BulkAsync(database, "extend", credits);
        await database.Store.ExecuteAsync(
            new UsageCommand("used", Actor.User(1)) { MemberId = members[0], Amount = 15, Kind = BenefitKind.Time }, Stop);

        var whole = await database.Store.ExecuteAsync(new ReversalCommand("whole", Actor.User(1)) { PostingId = posting }, Stop);
        Assert.Equal(members[0], Assert.Single(Assert.IsType<Refused>(whole).Refusal.Skipped).OwnerId);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ReversalCommand("other", Actor.User(1)) { PostingId = posting, MemberIds = [members[1]] }, Stop));
    }

    private static async Task<(List<long> Members, List<long> Credits)> CreditsAsync(TestDatabase database, int count)
    {
        var benefit = await database.AddBenefitAsync("ROOM");
        var (members, credits) = (new List<long>(), new List<long>());
        for (var index = 0; index < count; index++)
        {
            members.Add(await database.AddMemberAsync($"M-{index}"));
            credits.Add(await database.GrantAsync(members[^1], benefit, 60, expiresAt: database.Clock.Now.AddDays(5)));
        }

        return (members, credits);
    }

    private static async Task<long> BulkAsync(TestDatabase database, string kind, List<long> credits)
    {
        var by = Actor.User(1);
        LedgerCommand command = kind switch
        {
            "extend" => new ExtensionCommand("bulk", by) { CreditIds = credits, ExpiresAt = database.Clock.Now.AddDays(9) },
            "transfer" => new TransferCommand("bulk", by) { CreditIds = credits, MemberId = await database.AddMemberAsync("M-to") },
            _ => new RevocationCommand("bulk", by) { CreditIds = credits, Description = "left" },
        };
        return Assert.IsType<Done>(await database.Store.ExecuteAsync(command, Stop)).PostingId;
    }

    private static async Task<(UndoneState, int, int)> StateAsync(TestDatabase database, long posting)
    {
        await using var context = database.NewContext();
        var parts = await PostingPart.ReadAsync(context, posting, Stop);
        return ((await PostingSummary.Query(context, posting).SingleAsync(Stop)).Undone,
            parts.Count, parts.Count(part => part is { Standing: 0, UndoneById: not null }));
    }

    private static async Task<List<long>> BalancesAsync(TestDatabase database, List<long> credits)
    {
        await using var context = database.NewContext();
        return await context.CreditBalances.Where(credit => credits.Contains(credit.CreditId)).OrderBy(credit => credit.CreditId)
            .Select(credit => credit.Balance).ToListAsync(Stop);
    }
}
