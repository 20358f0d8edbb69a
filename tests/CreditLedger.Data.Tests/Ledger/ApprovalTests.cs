using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>What was asked for is recorded with its request, once, or not at all.</summary>
public sealed class ApprovalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_many_who_approve_at_once_with_keys_of_their_own_one_records(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var credit = await database.GrantAsync(await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"), 60);
        var asked = Assert.IsType<Done>(await database.Store.ExecuteAsync(Ask("asked"), Stop)).Id;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Task.Run(() => database.Store.ExecuteAsync(
            new AdjustmentCommand($"approve-{index}", Actor.User(index))
            { CreditId = credit, By = 15, Description = "late", Approval = new ApprovalOf(asked, "/form") }, Stop))));

        var done = Assert.Single(results.OfType<Done>());
        Assert.All(results.Except([done]), result => Assert.Equal(RefusalReason.Stale, Assert.IsType<Refused>(result).Refusal.Reason));
        await using var context = database.NewContext();
        Assert.Equal(75, await context.CreditBalances.Select(sums => sums.Balance).SingleAsync(Stop));
        var row = await context.Approvals.SingleAsync(Stop);
        Assert.Equal((ApprovalState.Approved, done.PostingId), (row.State, row.PostingId!.Value));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_a_rule_refuses_leaves_the_request_open_and_a_declined_one_records_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var credit = await database.GrantAsync(await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"), 60);
        var first = Assert.IsType<Done>(await database.Store.ExecuteAsync(Ask("asked"), Stop));
        var again = Assert.IsType<Done>(await database.Store.ExecuteAsync(Ask("asked"), Stop));
        Assert.Equal((first.Id, true), (again.Id, again.IsReplay));
        var approve = new AdjustmentCommand("approve", Actor.User(1))
        { CreditId = credit, By = -90, Description = "late", Approval = new ApprovalOf(first.Id, "/form") };

        Assert.IsType<Refused>(await database.Store.ExecuteAsync(approve, Stop));
        await using var context = database.NewContext();
        Assert.Equal(ApprovalState.Open, (await context.Approvals.SingleAsync(Stop)).State);
        Assert.IsType<Done>(await database.Store.PreviewAsync(approve with { By = -15 }, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new DeclineApprovalCommand("decline", Actor.User(1)) { Id = first.Id, Reason = "no" }, Stop));
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(approve with { IdempotencyKey = "late", By = -15 }, Stop));
        Assert.Equal(60, await context.CreditBalances.Select(sums => sums.Balance).SingleAsync(Stop));
    }

    private static AskApprovalCommand Ask(string key) =>
        new(key, Actor.User(2)) { Path = "/form", Fields = "{}", Summary = "Adds 15 min" };
}
