using CreditLedger.Data.Ledger;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Demo;

/// <summary>
/// Fills an empty database with a believable coworking space. Its ledger rows go the way of every other: through the one writer, under
/// the same rules; <c>RecordedAt</c> is now, <c>UsedAt</c> lies in the months before.
/// </summary>
public sealed class DemoSpace(IDbContextFactory<LedgerDbContext> contexts, LedgerStore store, SiteZone zone, TimeProvider clock)
{
    private const int ActsPerChunk = 4_000;

    /// <summary>Fills the database.</summary>
    /// <returns>What was created; none when there are members already, and then nothing was.</returns>
    public async Task<DemoCounts?> FillAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Members.AnyAsync(cancellationToken)) return null;

        var now = clock.Now();
        var random = new Random(options.Seed);
        var catalogue = new DemoCatalogue();
        var today = zone.DayOf(now);
        List<DemoMember> members =
            [.. Enumerable.Range(1, options.Members).Select(number => DemoMember.Create(number, today, options.Months, random))];
        var merge = DemoMerge.Choose(members);
        var groups = new DemoGroups(members, options.Seed + 1);
        var supply = new DemoSupply(catalogue);
        await SaveAsync(context, catalogue, supply, members, groups, cancellationToken);
        try
        {
            await using var session = await store.BeginBulkAsync(cancellationToken);
            await supply.AssignAsync(session.Transaction, members, zone, now, options.Seed + 2, cancellationToken);
            var history = new DemoHistory(catalogue, supply, members, groups, zone, now, random);
            var counts = await PostAsync(session, history, new DemoCorrections(supply, zone, now, random), members, cancellationToken);
            await new DemoBookings(catalogue, members, zone, now, options.Seed + 3).PostAsync(session, cancellationToken);
            if (merge is not null) await merge.PostAsync(session, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return counts;
        }
        catch
        {
            // Members without a ledger are no demo space, and would keep the next attempt out.
            await DemoClearing.EmptyAsync(context, CancellationToken.None);
            throw;
        }
    }

    // Day by day: what memberships are due first, then what was sold and used. So a rollover finds what was used until then.
    private async Task<DemoCounts> PostAsync(
        BulkSession session, DemoHistory history, DemoCorrections corrections, List<DemoMember> members,
        CancellationToken cancellationToken)
    {
        long credits = 0;
        int usages = 0, corrected = 0;
        foreach (var day in history.Days())
        {
            credits += await IssueAsync(session, zone.EndOf(day.Key).AddMilliseconds(-1), cancellationToken);
            foreach (var chunk in day.Chunk(ActsPerChunk))
            {
                var results = await session.ExecuteAsync(chunk, cancellationToken);
                for (var index = 0; index < chunk.Length; index++)
                {
                    if (results[index] is not Done recorded) continue;
                    corrections.Notice(chunk[index], recorded);
                    if (chunk[index] is UsageCommand) usages++;
                    else credits++;
                }
            }
        }

        credits += await IssueAsync(session, clock.Now(), cancellationToken);
        foreach (var chunk in corrections.Acts().Chunk(ActsPerChunk))
            corrected += (await session.ExecuteAsync(chunk, cancellationToken)).Count(result => result is Done);
        return new DemoCounts(members.Count, (int)credits, usages, corrected);
    }

    private async Task<long> IssueAsync(BulkSession session, DateTime until, CancellationToken cancellationToken)
    {
        var (round, last) = (new IssuingRound(store, zone), clock.Now() < until ? clock.Now() : until);
        var issued = default(IssueCounts);
        while (true)
        {
            var (counts, _) = await round.RunAsync(session.Transaction, last, clock.Now(), Actor.Job(JobName.DemoSeed), cancellationToken);
            if (counts.Lines == 0) return issued.Periods;
            issued += counts;
        }
    }

    private static async Task SaveAsync(
        LedgerDbContext context, DemoCatalogue catalogue, DemoSupply supply, List<DemoMember> members, DemoGroups groups,
        CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // One after the other, so that keys follow references on every engine.
        context.Services.AddRange(catalogue.Services);
        await context.SaveChangesAsync(cancellationToken);
        context.Benefits.AddRange(catalogue.Benefits);
        await context.SaveChangesAsync(cancellationToken);
        context.Plans.AddRange(supply.Plans);
        context.Products.AddRange(supply.Products);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var chunk in members.Chunk(1_000))
        {
            context.Members.AddRange(chunk.Select(member => member.Member));
            await context.SaveChangesAsync(cancellationToken);
        }

        context.Groups.AddRange(groups.All);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }
}
