using CreditLedger.Data.Model;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Benchmarks;

/// <summary>
/// One member in a hundred is on a plan that renews each month with a rollover, beside the credits that every member is given.
/// </summary>
internal sealed class GeneratedPlan(MembershipIssuing issuing)
{
    private const int MembersPerMembership = 100;

    public static async Task<GeneratedPlan> CreateAsync(LedgerFile ledger, long benefit, IReadOnlyList<long> members, int months,
        CancellationToken cancellationToken)
    {
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        await context.Benefits.Where(row => row.Id == benefit)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Shared, true), cancellationToken);
        var plan = new Plan { Name = "Studio", SortName = "studio" };
        var line = new PlanLine { BenefitId = benefit, Period = Period.Month, Position = 1 };
        line.Terms.Add(
            new PlanLineTerms { EffectiveFrom = PlanLineTerms.FromTheBeginning, Amount = 120, RolloverMin = 0, RolloverMax = 60 });
        plan.Lines.Add(line);
        context.Plans.Add(plan);
        await context.SaveChangesAsync(cancellationToken);

        // Assigned the day before, so that each period is issued when its month has come.
        var first = new DateOnly(SpaceGenerator.Now.Year, SpaceGenerator.Now.Month, 1).AddMonths(1 - months);
        ledger.Clock.Instant = first.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        foreach (var member in members.Where((_, index) => index % MembersPerMembership == 0))
        {
            var command = new AssignPlanCommand($"gen:plan:{member}", Actor.Job(JobName.Generator))
            { MemberId = member, PlanId = plan.Id, StartsOn = first };
            if (await ledger.Store.ExecuteAsync(command, cancellationToken) is not Done)
                throw new InvalidOperationException("A membership was refused.");
        }

        return new GeneratedPlan(ledger.Services.GetRequiredService<MembershipIssuing>());
    }

    /// <summary>Issues what has come due; says how many periods that were.</summary>
    public async Task<long> IssueAsync(CancellationToken cancellationToken) =>
        (await issuing.RunAsync(DateTime.MaxValue, null, cancellationToken)).Periods;
}
