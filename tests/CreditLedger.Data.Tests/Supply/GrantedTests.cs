using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Supply;

/// <summary>What a membership granted so far: each line adds up to what remains, and the total to all lines.</summary>
public sealed class GrantedTests
{
    private static readonly DateTime Start = new(2026, 1, 10, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_remainder_rolls_over_expires_and_is_extended_and_every_line_says_so(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Start);
        var (member, other) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"));
        var uses = await database.AddBenefitAsync("TICKETS", BenefitKind.Uses);
        var plan = await database.AddPlanAsync("Small", (uses, 10, Period.Month, new RolloverRule(0, 4)));
        var membership = (await database.AssignAsync(member, plan, new DateOnly(2026, 1, 1))).Id;
        await database.UseAsync(member, 3, "january");
        database.Clock.Now = new DateTime(2026, 2, 10, 12, 0, 0, DateTimeKind.Utc);
        await database.IssueAsync();
        Assert.Equal(
            ["Grant: 10 +0 -0 +0 -0 = 10", "Rollover: 0 +4 -0 +0 -0 = 4", "Grant: 10 -4 -3 +0 -3 = 0"],
            (await LinesAsync(database, membership)).Select(Text));

        // The credit that takes its place has the line, and what moved to somebody else left it.
        var own = (await LinesAsync(database, membership))[0].Credit.Id;
        var extended = await RunAsync(database, new ExtensionCommand("extend", Actor.User(1))
        { CreditIds = [own], ExpiresAt = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc) });
        var successor = extended.Entries.Single(entry => entry.Kind == EntryKind.Grant).CreditId;
        await RunAsync(database, new TransferCommand("transfer", Actor.User(1)) { CreditIds = [successor], MemberId = other, Amount = 2 });
        await RunAsync(database, new AdjustmentCommand("adjust", Actor.User(1)) { CreditId = successor, By = -1, Description = "Lost" });
        var line = (await LinesAsync(database, membership))[0];
        Assert.Equal((successor, "Grant: 10 -2 -0 -1 -0 = 7"), (line.Credit.Id, Text(line)));
        Assert.Equal(new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), line.StartsAt);
        Assert.Equal("20 -2 -3 -1 -3 = 11", Text(Assert.Single(await TotalsAsync(database, membership)).Sums));

        // Undone, everything stands as before.
        await RunAsync(database, new ReversalCommand("u1", Actor.User(1)) { PostingId = await PostingAsync(database, "adjust") });
        await RunAsync(database, new ReversalCommand("u2", Actor.User(1)) { PostingId = await PostingAsync(database, "transfer") });
        await RunAsync(database, new ReversalCommand("u3", Actor.User(1)) { PostingId = extended.PostingId });
        line = (await LinesAsync(database, membership))[0];
        Assert.Equal((own, "Grant: 10 +0 -0 +0 -0 = 10"), (line.Credit.Id, Text(line)));
        Assert.Equal("20 +0 -3 +0 -3 = 14", Text(Assert.Single(await TotalsAsync(database, membership)).Sums));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Whatever_happens_each_line_adds_up_and_the_total_to_the_lines(string provider)
    {
        var (moved, adjusted, expired) = (0, 0, 0);
        foreach (var seed in new uint[] { 1, 2, 3, 4, 5, 6 })
        {
            await using var database = await TestDatabase.CreateAsync(provider, Start);
            var random = TestSeed.NewRandom(seed);
            var (member, other) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"));
            var tickets = await database.AddBenefitAsync("T", BenefitKind.Uses);
            var passes = await database.AddBenefitAsync("P", BenefitKind.Pass);
            var plan = await database.AddPlanAsync("Hub", (tickets, 10, Period.Week, new RolloverRule(random.Next(3), 6)),
                (passes, 5, Period.Month, null));
            var membership = (await database.AssignAsync(member, plan, new DateOnly(2026, 1, 1))).Id;
            for (var step = 0; step < 30; step++)
            {
                database.Clock.Now = database.Clock.Now.AddHours(random.Next(1, 120));
                await database.IssueAsync();
                await database.Store.ExecuteAsync(await AnyAsync(database, random, member, other, step), Stop);
                var lines = await LinesAsync(database, membership);
                Assert.All(lines, line => Assert.True(AddsUp(line.Sums), $"seed {seed}, step {step}: {Text(line)}"));
                Assert.Equal(
                    lines.GroupBy(line => line.Unit.Kind).Select(unit => (unit.Key, Text(unit.Select(line => line.Sums)
                        .Aggregate((one, sum) => one + sum)))).Order(),
                    (await TotalsAsync(database, membership)).Select(total => (total.Unit.Kind, Text(total.Sums))).Order());
                await AssertMeantAsync(database, lines);
                moved += lines.Count(line => line.Sums.Moved != 0);
                adjusted += lines.Count(line => line.Sums.Adjusted != 0);
                expired += lines.Count(line => line.Sums.Expired != 0);
            }
        }

        Assert.True(moved > 100 && adjusted > 50 && expired > 100, $"{moved} moved, {adjusted} adjusted, {expired} expired");
    }

    // The same said by rows: what was used and what remains of all that one member holds from the plan, its moved parts with it.
    private static async Task AssertMeantAsync(TestDatabase database, List<IssuedCredit> lines)
    {
        await using var context = database.NewContext();
        var (now, owner) = (database.Clock.Now, lines[0].Credit.OwnerId);
        var own = context.LedgerEntries.Where(entry => entry.OwnerId == owner);
        Assert.Equal(-await own.Where(entry => entry.EffectiveKind == EntryKind.Usage).SumAsync(entry => entry.Amount, Stop),
            lines.Sum(line => line.Sums.Used));
        Assert.Equal(await own.Where(entry => entry.Credit!.ExpiresAt > now).SumAsync(entry => entry.Amount, Stop),
            lines.Sum(line => line.Sums.Remaining));
        Assert.Equal(await context.Credits.Where(credit => credit.OwnerId == owner && (credit.Source == CreditSource.Plan
            || (credit.Source == CreditSource.Rollover && credit.OriginCreditId == null))).SumAsync(credit => credit.Amount, Stop),
            lines.Sum(line => line.Sums.Granted));
    }

    private static async Task<LedgerCommand> AnyAsync(TestDatabase database, Random random, long member, long other, int step)
    {
        var (key, actor) = ($"step-{step}", Actor.User(1));
        await using var context = database.NewContext();
        var credits = await context.Credits.Where(credit => credit.OwnerId == member).Select(credit => credit.Id).ToListAsync(Stop);
        var credit = credits[^random.Next(1, Math.Min(6, credits.Count) + 1)];
        return random.Next(8) switch
        {
            0 or 1 => new UsageCommand(key, actor) { MemberId = member, Kind = BenefitKind.Uses, Amount = random.Next(1, 8) },
            2 => new AdjustmentCommand(key, actor) { CreditId = credit, By = random.Next(2) == 0 ? 1 : -1, Description = "By hand" },
            3 or 4 => new ExtensionCommand(key, actor) { CreditIds = [credit], ExpiresAt = null, ByDays = random.Next(1, 60) },
            5 => new TransferCommand(key, actor) { CreditIds = [credit], MemberId = other },
            6 => new RevocationCommand(key, actor) { CreditIds = [credit], Description = "Gone" },
            _ => new ReversalCommand(key, actor)
            {
                PostingId = await context.Postings.Where(posting => posting.ActorKind == ActorKind.User)
                    .OrderByDescending(posting => posting.Id).Select(posting => posting.Id).FirstOrDefaultAsync(Stop),
            },
        };
    }

    private static async Task<List<IssuedCredit>> LinesAsync(TestDatabase database, long membership)
    {
        var (lines, position) = (new List<IssuedCredit>(), PagePosition.First);
        await using var context = database.NewContext();
        while (true)
        {
            var page = await new IssuedPeriodsQuery(context).RunAsync(membership, position, 3, database.Clock.Now, Stop);
            lines.AddRange(page.Rows);
            if (!page.HasNext) return lines;
            position = PagePosition.After(page.Rows[^1].Key);
        }
    }

    private static async Task<List<GrantedTotal>> TotalsAsync(TestDatabase database, long membership)
    {
        await using var context = database.NewContext();
        return [.. (await new GrantedTotalsQuery(context).RunAsync([membership], database.Clock.Now, Stop))[membership]];
    }

    private static async Task<Done> RunAsync(TestDatabase database, LedgerCommand command) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(command, Stop));

    private static async Task<long> PostingAsync(TestDatabase database, string key)
    {
        await using var context = database.NewContext();
        return await context.Postings.Where(posting => posting.IdempotencyKey == key).Select(posting => posting.Id).SingleAsync(Stop);
    }

    private static bool AddsUp(GrantedSums sums) =>
        sums.Granted + sums.Moved - sums.Used + sums.Adjusted - sums.Expired == sums.Remaining;

    private static string Text(IssuedCredit line) => $"{line.Part}: {Text(line.Sums)}";

    private static string Text(GrantedSums sums) => FormattableString.Invariant(
        $"{sums.Granted} {sums.Moved:+0;-0;+0} -{sums.Used} {sums.Adjusted:+0;-0;+0} -{sums.Expired} = {sums.Remaining}");
}
