using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Data.Queries.Postings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Queries;

/// <summary>What the adjusting forms and the posting page read.</summary>
public sealed class AdjustingQueriesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("sqlserver")]
    public void Translates_for_both_databases(string provider)
    {
        using var services = new ServiceCollection()
            .AddSingleton(new LedgerRules())
            .AddLedgerData(new DatabaseOptions { Provider = provider, ConnectionString = "Data Source=nowhere" })
            .BuildServiceProvider();
        using var context = services.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContext();

        Assert.Contains("Credits", AdjustableCredit.Query(context, 1).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("Credits", AdjustableCredit.Query(context, [1, 2]).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("Benefits", GrantableBenefit.Query(context).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("Postings", PostingSummary.Query(context, 1).ToQueryString(), StringComparison.Ordinal);
        Assert.Contains("LedgerEntries", PostingLine.Query(context, 1, 0).Take(101).ToQueryString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Shows_a_credit_by_itself_and_among_others(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("ada");
        var benefit = await database.AddBenefitAsync("desk");
        var credit = await database.GrantAsync(member, benefit, 120);
        await database.Store.ExecuteAsync(new AdjustmentCommand("a", Actor.User(1)) { CreditId = credit, By = -30, Description = "Test" },
            Cancel);
        await using var context = database.NewContext();

        var alone = await AdjustableCredit.FindAsync(context, credit, Cancel);
        var among = await AdjustableCredit.Query(context, [credit]).SingleAsync(Cancel);

        Assert.Equal(90, alone!.Balance);
        Assert.Equal(alone, among);
        Assert.Equal((90, false, "ada"), (among.Balance, among.IsRevoked, among.OwnerName));
        Assert.Null(await AdjustableCredit.FindAsync(context, credit + 1, Cancel));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_credit_whose_grant_was_undone_is_revoked(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var credit = await database.GrantAsync(await database.AddMemberAsync("ada"), await database.AddBenefitAsync("desk"), 120);
        await using var context = database.NewContext();
        var grant = await context.Postings.Select(posting => posting.Id).SingleAsync(Cancel);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(new ReversalCommand("r", Actor.User(1)) { PostingId = grant }, Cancel));

        Assert.True((await AdjustableCredit.FindAsync(context, credit, Cancel))!.IsRevoked);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_posting_tells_what_undid_it_and_each_balance_after(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var credit = await database.GrantAsync(await database.AddMemberAsync("ada"), await database.AddBenefitAsync("desk"), 120);
        var adjusted = Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new AdjustmentCommand("a", Actor.User(1)) { CreditId = credit, By = 60, Description = "Goodwill" }, Cancel));
        var reversed = Assert.IsType<Done>(
            await database.Store.ExecuteAsync(new ReversalCommand("r", Actor.User(1)) { PostingId = adjusted.PostingId }, Cancel));
        await using var context = database.NewContext();

        var posting = await PostingSummary.Query(context, adjusted.PostingId).SingleAsync(Cancel);
        var line = Assert.Single(await PostingLine.Query(context, adjusted.PostingId, 0).ToListAsync(Cancel));
        var undoing = await PostingSummary.Query(context, reversed.PostingId).SingleAsync(Cancel);

        Assert.Equal(("Goodwill", reversed.PostingId, (long?)null),
            (posting.Row.Description, posting.ReversedByPostingId!.Value, posting.Row.ReversesPostingId));
        Assert.Equal((60, 180), (line.Amount, line.BalanceAfter));
        Assert.Equal((adjusted.PostingId, (long?)null), (undoing.Row.ReversesPostingId!.Value, undoing.ReversedByPostingId));
        Assert.Empty(await PostingLine.Query(context, adjusted.PostingId, line.EntryId).ToListAsync(Cancel));
    }
}
