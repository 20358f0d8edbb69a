using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Verification;

/// <summary>A verification while others write: what it compares is of one moment, so that nothing is reported of clean data.</summary>
public sealed class VerifyWhileWritingTests(ITestOutputHelper output)
{
    private const int Writers = 20;
    private const int Verifications = 10;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Reports_nothing_while_twenty_write(string provider)
    {
        await using var database = await LedgerVerificationTests.CreateLedgerAsync(provider);
        var benefit = await database.AddBenefitAsync("DESK");
        var members = new List<long>();
        for (var number = 0; number < Writers; number++)
        {
            members.Add(await database.AddMemberAsync($"W-{number}"));
            await database.GrantAsync(members[number], benefit, 900_000);
        }

        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var recorded = 0;
        var writers = members.Select((member, writer) => Task.Run(async () =>
        {
            for (var turn = 0; !done.IsCancellationRequested; turn++)
            {
                var result = await database.Store.ExecuteAsync(new UsageCommand($"use {writer} {turn}", Actor.User(1))
                { MemberId = member, Amount = 15, Kind = BenefitKind.Time, Description = "desk" }, Stop);
                Assert.IsType<Done>(result);
                Interlocked.Increment(ref recorded);
            }
        }, Stop)).ToList();
        var entries = new List<long>();
        while (entries.Count < Verifications)
        {
            var report = await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop);
            Assert.Empty(report.Differences);
            entries.Add(report.Entries);
        }

        await done.CancelAsync();
        await Task.WhenAll(writers);
        output.WriteLine($"{recorded} recorded; entries of each verification: {string.Join(", ", entries)}");
        Assert.Equal(entries.Order(), entries);
        Assert.True(entries[^1] > entries[0], "nobody wrote meanwhile");
    }
}
