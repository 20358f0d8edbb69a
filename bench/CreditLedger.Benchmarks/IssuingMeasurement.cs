using System.Diagnostics;
using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Benchmarks;

/// <summary>
/// Many memberships due on one day: issued in a process of its own, so that its memory is its own; and again by two at once.
/// </summary>
internal static class IssuingMeasurement
{
    public const string ChildVerb = "issue-due";

    /// <summary>The day on which the first period is due; the second, with its rollovers, is due a month later.</summary>
    private static readonly DateOnly FirstDay = new(2026, 7, 1);

    /// <summary>A file in which each of so many members is on a plan whose first period has not begun.</summary>
    public static async Task PrepareAsync(string file, int memberships, CancellationToken cancellationToken)
    {
        await using var ledger = await LedgerFile.OpenAsync(file, cancellationToken);
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        var plan = new Plan { Name = "Pro", SortName = "pro" };
        var line = new PlanLine
        {
            Benefit = new Benefit { Reference = "meeting", Name = "Meeting room time", Kind = BenefitKind.Time },
            Period = Period.Month,
            Position = 1
        };
        line.Terms.Add(
            new PlanLineTerms { EffectiveFrom = PlanLineTerms.FromTheBeginning, Amount = 600, RolloverMin = 0, RolloverMax = 300 });
        plan.Lines.Add(line);
        context.Plans.Add(plan);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var numbers in Enumerable.Range(1, memberships).Chunk(2_000))
        {
            context.ChangeTracker.Clear();
            context.Members.AddRange(numbers.Select(number => SpaceGenerator.MemberOf(number)));
            await context.SaveChangesAsync(cancellationToken);
        }

        foreach (var member in await context.Members.OrderBy(member => member.Id).Select(member => member.Id)
            .ToListAsync(cancellationToken))
        {
            var command = new AssignPlanCommand($"assign:{member}", Actor.Job(JobName.Generator))
            { MemberId = member, PlanId = plan.Id, StartsOn = FirstDay };
            if (await ledger.Store.ExecuteAsync(command, cancellationToken) is not Done)
                throw new InvalidOperationException("A membership was refused.");
        }
    }

    /// <summary>Issues what is due on the first day of a month after <see cref="FirstDay"/>, by so many processes at once.</summary>
    /// <returns>Periods issued by each, all periods a second, and the largest resident memory of one in MB.</returns>
    public static async Task<(IReadOnlyList<long> Periods, double PerSecond, double PeakMegabytes)> RunAsync(
        string file, int month, int processes, CancellationToken cancellationToken)
    {
        var now = FirstDay.AddMonths(month).ToDateTime(new TimeOnly(0, 5), DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, processes)
            .Select(_ => ChildProcess.RunAsync([ChildVerb, "--database", file, "--now", now], cancellationToken)));
        var seconds = processes == 1 ? answers[0][1] : watch.Elapsed.TotalSeconds;
        var periods = answers.Select(answer => (long)answer[0]).ToList();
        return (periods, periods.Sum() / seconds, answers.Max(answer => answer[2]));
    }

    /// <summary>The child's part.</summary>
    public static async Task RunChildAsync(Options options, CancellationToken cancellationToken)
    {
        await using var ledger = await LedgerFile.OpenAsync(options.File("--database"), cancellationToken);
        ledger.Clock.Instant = DateTime.Parse(options.File("--now"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        var watch = Stopwatch.StartNew();
        var counts = await ledger.Services.GetRequiredService<MembershipIssuing>().RunAsync(DateTime.MaxValue, null, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{counts.Periods} {watch.Elapsed.TotalSeconds:0.000} {ChildProcess.PeakMegabytes():0}"));
    }
}
