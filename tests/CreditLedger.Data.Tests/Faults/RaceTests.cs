using System.Globalization;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

public sealed class RaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_with_16_threads_each_spend_a_credit_exactly_once(string provider)
    {
        // The second process has the real clock; grant in the past of both.
        await using var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        database.Clock.Now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 500);

        using var other = SecondProcess.Start(database, "spend", member.ToString(CultureInfo.InvariantCulture), "16", "32");
        var mine = await SecondProcess.SpendAsync(database.Store, member, 16, 32);
        var output = await other.StandardOutput.ReadToEndAsync(Stop);
        var errors = await other.StandardError.ReadToEndAsync(Stop);
        await other.WaitForExitAsync(Stop);
        Assert.True(other.ExitCode == 0, errors);

        Assert.Equal(500, mine + int.Parse(output, CultureInfo.InvariantCulture));
        await using var context = database.NewContext();
        Assert.Equal(0, await context.LedgerEntries.SumAsync(entry => entry.Amount, Stop));
        Assert.Equal(501, await context.LedgerEntries.MaxAsync(entry => entry.Sequence, Stop));
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_with_8_threads_each_sell_and_assign_each_form_once(string provider)
    {
        const int threads = 8, forms = 20;
        await using var database = await TestDatabase.CreateAsync(provider, TimeProvider.System.GetUtcNow().UtcDateTime);
        var (member, benefit) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("TICKET", BenefitKind.Uses));
        Assert.Equal(1, await database.AddProductAsync("Pack"));
        Assert.Equal(1, await database.AddPlanAsync("Club", (benefit, 10, Period.Year, null)));

        using var other = SecondProcess.Start(
            database, ["supply", .. new[] { member, threads, forms }.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        var mine = await SecondProcess.SupplyAsync(database.Store, member, threads, forms);
        var output = await other.StandardOutput.ReadToEndAsync(Stop);
        var errors = await other.StandardError.ReadToEndAsync(Stop);
        await other.WaitForExitAsync(Stop);
        Assert.True(other.ExitCode == 0, errors);

        Assert.Equal(2 * forms, mine + int.Parse(output, CultureInfo.InvariantCulture));
        await using var context = database.NewContext();
        Assert.Equal((forms, forms), (await context.Sales.CountAsync(Stop), await context.Memberships.CountAsync(Stop)));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_request_sent_50_times_at_once_posts_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 500);
        var act = new UsageCommand("once", Actor.User(1)) { MemberId = member, Amount = 7, Kind = BenefitKind.Uses };

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => database.Store.ExecuteAsync(act, Stop))));
        var postings = results.Cast<Done>().ToList();
        Assert.Single(postings, recorded => !recorded.IsReplay);
        Assert.Single(postings.Select(recorded => recorded.PostingId).Distinct());
        Assert.All(postings, recorded => Assert.Equal(493, recorded.Entries[0].BalanceAfter));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_process_killed_during_an_import_leaves_whole_batches_and_resumes_without_duplicates(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 100_000);
        var acknowledged = 0;
        for (var kill = 0; kill < 5; kill++)
        {
            using var process = SecondProcess.Start(database, "import", member.ToString(CultureInfo.InvariantCulture), "1", "1000");
            // Killed somewhere inside the batch after so many acknowledged ones.
            for (var line = 0; line <= kill * 3; line++)
            {
                if (await process.StandardOutput.ReadLineAsync(Stop) is { } text)
                    acknowledged = Math.Max(acknowledged, int.Parse(text, CultureInfo.InvariantCulture) + 1);
            }

            process.Kill();
            await process.WaitForExitAsync(Stop);
            await using var context = database.NewContext();
            var usages = await context.Postings.CountAsync(posting => posting.Kind == PostingKind.Usage, Stop);
            Assert.Equal(0, usages % 200);
            Assert.True(usages >= acknowledged * 200, $"{acknowledged} batches were acknowledged, {usages} usages are there");
            Assert.Equal(usages, await context.LedgerEntries.CountAsync(entry => entry.Kind == EntryKind.Usage, Stop));
            Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
        }
    }
}
