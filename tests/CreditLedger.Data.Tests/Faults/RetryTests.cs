using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>
/// What becomes of a command whose transaction fails: tried again where somebody was faster, told where that cannot be the cause.
/// </summary>
public sealed class RetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_somebody_else_took_is_tried_again() =>
        Assert.IsType<Done>(await GrantAsync(3, attempt => $"key {attempt} is taken"));

    [Fact]
    public async Task A_key_that_is_taken_again_on_a_fresh_read_is_a_fault_and_not_haste()
    {
        var fault = await Assert.ThrowsAsync<TakenException>(() => GrantAsync(100, _ => "key 7 is taken"));
        Assert.Equal("key 7 is taken", fault.Message);
    }

    [Fact]
    public async Task Whoever_is_never_fast_enough_is_told_to_wait() =>
        Assert.IsType<Busy>(await GrantAsync(100, attempt => $"key {attempt} is taken"));

    private static async Task<Result> GrantAsync(int failures, Func<int, string> message)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, benefit) = (await database.AddMemberAsync("Ada"), await database.AddBenefitAsync("ROOM", BenefitKind.Time));
        var engine = new FailingEngine(database.Services.GetRequiredService<ILedgerEngine>(), failures, message);
        var store = new LedgerStore(
            engine, database.Services.GetRequiredService<SiteSettings>(), database.Clock, NullLogger<LedgerStore>.Instance,
            new AuditLines(NullLoggerFactory.Instance));
        var result = await store.ExecuteAsync(new GrantCommand("key", Actor.User(1))
        { MemberId = member, BenefitId = benefit, Amount = 60, StartsAt = database.Clock.Now }, Stop);
        await using var context = database.NewContext();
        Assert.Equal(result is Done ? 1 : 0, context.LedgerEntries.Count());
        return result;
    }

    private sealed class TakenException(string message) : Exception(message);

    private sealed class FailingEngine(ILedgerEngine engine, int failures, Func<int, string> message) : ILedgerEngine
    {
        private int _attempt;

        public Task<LedgerTransaction> BeginWriteAsync(CancellationToken cancellationToken) =>
            ++_attempt <= failures ? throw new TakenException(message(_attempt)) : engine.BeginWriteAsync(cancellationToken);

        public Task<LedgerTransaction> BeginReadAsync(CancellationToken cancellationToken) => engine.BeginReadAsync(cancellationToken);

        public Task<LedgerSnapshot> OpenSnapshotAsync(int readers, CancellationToken cancellationToken) =>
            engine.OpenSnapshotAsync(readers, cancellationToken);

        public LedgerFailure Classify(Exception exception) =>
            exception is TakenException ? LedgerFailure.Taken : engine.Classify(exception);
    }
}
