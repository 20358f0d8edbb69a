using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Acts;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

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
        List<DemoMember> members = [.. Enumerable.Range(1, options.Members).Select(number => DemoMember.Create(number, today, options.Months, random))];
        var groups = new DemoGroups(members, options.Seed + 1);
        await SaveAsync(context, catalogue, members, groups, cancellationToken);
        try
        {
            return await PostAsync(new DemoHistory(catalogue, members, groups, zone, now, random), new DemoCorrections(now, random), members.Count, cancellationToken);
        }
        catch
        {
            // Members without a ledger are no demo space, and would keep the next attempt out.
            await RemoveAsync(context);
            throw;
        }
    }

    private async Task<DemoCounts> PostAsync(DemoHistory history, DemoCorrections corrections, int members, CancellationToken cancellationToken)
    {
        await using var session = await store.BeginBulkAsync(cancellationToken);
        int credits = 0, usages = 0, corrected = 0;
        foreach (var chunk in history.Acts().Chunk(ActsPerChunk))
        {
            var results = await session.AppendAsync(chunk, cancellationToken);
            for (var index = 0; index < chunk.Length; index++)
            {
                if (results[index] is not Recorded recorded) continue;
                corrections.Notice(chunk[index], recorded);
                if (chunk[index] is GrantAct) credits++;
                else usages++;
            }
        }

        foreach (var chunk in corrections.Acts().Chunk(ActsPerChunk))
            corrected += (await session.AppendAsync(chunk, cancellationToken)).Count(result => result is Recorded);
        await session.CommitAsync(cancellationToken);
        return new DemoCounts(members, credits, usages, corrected);
    }

    private static async Task SaveAsync(
        LedgerDbContext context, DemoCatalogue catalogue, List<DemoMember> members, DemoGroups groups, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // One after the other, so that keys follow references on every engine.
        context.Services.AddRange(catalogue.Services);
        await context.SaveChangesAsync(cancellationToken);
        context.Benefits.AddRange(catalogue.Benefits);
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

    private static async Task RemoveAsync(LedgerDbContext context)
    {
        await context.Groups.ExecuteDeleteAsync(CancellationToken.None);
        await context.Members.ExecuteDeleteAsync(CancellationToken.None);
        await context.Benefits.ExecuteDeleteAsync(CancellationToken.None);
        await context.Services.ExecuteDeleteAsync(CancellationToken.None);
    }
}
