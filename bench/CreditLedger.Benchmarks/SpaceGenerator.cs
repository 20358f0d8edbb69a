using System.Diagnostics;
using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Benchmarks;

/// <summary>
/// Fills an empty database: members with a monthly time credit and printing, bookings and prints spread over each month, in the order in
/// which they would have been recorded. Every row goes through the one writer, so that <c>verify</c> accepts it. The same seed gives
/// the same space.
/// </summary>
internal sealed class SpaceGenerator(string file, int members, int entries, int seed, int bookings = 0)
{
    private const int ActsPerChunk = 5_000;
    private const int ChunksPerCommit = 40;
    private const int MaxMonths = 36;

    /// <summary>The last moment of the space: inside its last month, so that credits are live.</summary>
    public static readonly DateTime Now = new(2026, 6, 28, 12, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(seed);
    private List<long> _memberIds = [];
    private long _meeting;
    private long _printing;
    private long _room;
    private int _keys;

    public async Task RunAsync(TextWriter progress, CancellationToken cancellationToken)
    {
        await using var ledger = await LedgerFile.OpenAsync(file, cancellationToken);
        await CreateCatalogueAsync(ledger, cancellationToken);
        await GeneratedGroups.CreateAsync(ledger, _memberIds, cancellationToken);
        var plan = await GeneratedPlan.CreateAsync(ledger, _meeting, _memberIds, Shape().Months, cancellationToken);

        var watch = Stopwatch.StartNew();
        var recorded = 0L;
        using var chunks = Acts().Chunk(ActsPerChunk).GetEnumerator();
        for (var more = chunks.MoveNext(); more && recorded < entries;)
        {
            await using (var session = await ledger.Store.BeginBulkAsync(cancellationToken))
            {
                for (var chunk = 0; chunk < ChunksPerCommit && more && recorded < entries; chunk++, more = chunks.MoveNext())
                {
                    var acts = chunks.Current.Take((int)Math.Min(ActsPerChunk, entries - recorded)).ToArray();
                    ledger.Clock.Instant = acts.Max(act => act.At).AddSeconds(1);
                    recorded += (await session.ExecuteAsync([.. acts.Select(act => act.Command)], cancellationToken)).Sum(EntriesOf);
                }

                await session.CommitAsync(cancellationToken);
            }

            recorded += await plan.IssueAsync(cancellationToken);
            var rate = recorded / watch.Elapsed.TotalSeconds;
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{recorded:#,0} entries, {rate:#,0} a second"));
        }

        if (bookings > 0) await GeneratedBookings.CreateAsync(ledger, _memberIds, bookings, _random, progress, cancellationToken);
    }

    private static int EntriesOf(Result result) => result switch
    {
        Done recorded => recorded.Entries.Count,
        Refused refused => throw new InvalidOperationException($"A generated act was refused: {refused.Refusal.Message}"),
        _ => throw new InvalidOperationException($"A generated act became {result}."),
    };

    // Enough months that each has a handful of rows, three years at most.
    private (int Months, int RowsPerMonth) Shape()
    {
        var perMember = Math.Max(2, entries / members);
        var months = Math.Clamp(perMember / 4, 1, MaxMonths);
        return (months, Math.Max(2, (int)Math.Ceiling(perMember / (double)months)));
    }

    private IEnumerable<(DateTime At, LedgerCommand Command)> Acts()
    {
        var (months, rows) = Shape();
        var thisMonth = new DateTime(Now.Year, Now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var hasPrinting = rows >= 8;
        var uses = rows - (hasPrinting ? 2 : 1);
        for (var month = months - 1; month >= 0; month--)
        {
            var start = thisMonth.AddMonths(-month);
            foreach (var member in _memberIds) yield return (start, Grant(member, _meeting, (uses * 45) + 60, start));
            if (hasPrinting)
            {
                foreach (var member in _memberIds) yield return (start, Grant(member, _printing, uses * 50, start));
            }

            var gap = TimeSpan.FromDays(25) / uses;
            for (var use = 0; use < uses; use++)
            {
                foreach (var member in _memberIds)
                    yield return Use(member, start.AddDays(1) + (gap * use) + (gap * _random.NextDouble()), hasPrinting);
            }
        }

        // The last few, one at a time, until the number asked for is reached.
        for (var extra = 0; ; extra++) yield return (Now, Grant(_memberIds[extra % _memberIds.Count], _meeting, 60, thisMonth));
    }

    private GrantCommand Grant(long member, long benefit, long amount, DateTime start) => new(Key(), Generator)
    {
        MemberId = member,
        BenefitId = benefit,
        Amount = amount - (amount % 15),
        StartsAt = start,
        ExpiresAt = start.AddMonths(1),
        Source = CreditSource.Plan,
        SourceName = "Pro",
    };

    private (DateTime At, LedgerCommand Command) Use(long member, DateTime at, bool hasPrinting)
    {
        var dice = _random.Next(100);
        var usage = new UsageCommand(Key(), Generator)
        { MemberId = member, Amount = 15 * _random.Next(1, 4), UsedAt = at, MayGoFurtherBack = true };
        return (at, dice switch
        {
            < 15 when hasPrinting => usage with { BenefitId = _printing, Amount = 10 * _random.Next(1, 6), Description = "Print job" },
            < 40 => usage with { Kind = BenefitKind.Time },
            _ => usage with { BenefitId = _meeting, ServiceId = _room, Description = "Meeting room, booked online" },
        });
    }

    private static Actor Generator => Actor.Job(JobName.Generator);

    private string Key() => string.Create(CultureInfo.InvariantCulture, $"gen:{seed}:{_keys++:D9}");

    private async Task CreateCatalogueAsync(LedgerFile ledger, CancellationToken cancellationToken)
    {
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Members.AnyAsync(cancellationToken))
            throw new ArgumentException("The database holds members already: generate into a new file.");
        var room = new Service { Reference = "room", Name = "Meeting room" };
        var meeting = new Benefit { Reference = "meeting", Name = "Meeting room time", Kind = BenefitKind.Time };
        var printing = new Benefit { Reference = "printing", Name = "Printing", Kind = BenefitKind.Printing, Currency = "GBP" };
        context.Services.Add(room);
        context.Benefits.AddRange(meeting, printing);
        await context.SaveChangesAsync(cancellationToken);
        (_room, _meeting, _printing) = (room.Id, meeting.Id, printing.Id);

        foreach (var numbers in Enumerable.Range(1, members).Chunk(2_000))
        {
            context.ChangeTracker.Clear();
            context.Members.AddRange(numbers.Select(MemberOf));
            await context.SaveChangesAsync(cancellationToken);
        }

        _memberIds = await context.Members.OrderBy(member => member.Id).Select(member => member.Id).ToListAsync(cancellationToken);
    }

    /// <summary>A member of a number.</summary>
    public static Member MemberOf(int number)
    {
        var reference = string.Create(CultureInfo.InvariantCulture, $"M{number:D6}");
        var name = $"{Names.First[number % Names.First.Length]} {Names.Last[number / Names.First.Length % Names.Last.Length]}";
        var email = $"{reference.ToLowerInvariant()}@generated.example";
        var member = new Member { Reference = reference, Name = name, SortName = SearchText.Fold(name), Email = email };
        foreach (var term in SearchText.TermsOf(reference, name, email)) member.SearchTerms.Add(new MemberSearchTerm { Term = term });
        if (number % 5 == 0) member.Tags.Add(new MemberTag { Tag = number % 2 == 0 ? "team" : "resident" });
        return member;
    }
}
