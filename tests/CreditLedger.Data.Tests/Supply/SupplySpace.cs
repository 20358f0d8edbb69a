using CreditLedger.Data.Model;
using CreditLedger.Data.Supply;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Supply;

/// <summary>Plans and memberships in a test database, in few words.</summary>
internal static class SupplySpace
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<IssueCounts> IssueAsync(this TestDatabase database) =>
        database.Services.GetRequiredService<MembershipIssuing>().RunAsync(DateTime.MaxValue, null, Stop);

    public static async Task AssertVerifiedAsync(this TestDatabase database) =>
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);

    /// <summary>A plan with one line for each benefit.</summary>
    public static async Task<long> AddPlanAsync(
        this TestDatabase database, string name, params (long Benefit, long Amount, Period Period, RolloverRule? Rollover)[] lines)
    {
        await using var context = database.NewContext();
        var plan = new Plan { Name = name, SortName = SearchText.Fold(name) };
        foreach (var (index, (benefit, amount, period, rollover)) in lines.Index())
        {
            var line = new PlanLine { BenefitId = benefit, Period = period, Position = index + 1 };
            line.Terms.Add(new PlanLineTerms
            {
                EffectiveFrom = PlanLineTerms.FromTheBeginning,
                Amount = amount,
                RolloverMin = rollover?.Min,
                RolloverMax = rollover?.Max
            });
            plan.Lines.Add(line);
        }

        context.Plans.Add(plan);
        await context.SaveChangesAsync(Stop);
        return plan.Id;
    }

    /// <summary>A product of three lines: valid for ten days, until the end of April 2026, and for ever.</summary>
    public static async Task<long> AddProductAsync(this TestDatabase database, string name, DateTime? archivedAt = null)
    {
        var benefit = await database.AddBenefitAsync($"SOLD-{name}", BenefitKind.Uses);
        await using var context = database.NewContext();
        var product = new Product { Name = name, SortName = SearchText.Fold(name), ArchivedAt = archivedAt };
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 10, Position = 1, ValidDays = 10 });
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 20, Position = 2, ValidUntil = new DateOnly(2026, 4, 30) });
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 30, Position = 3 });
        context.Products.Add(product);
        await context.SaveChangesAsync(Stop);
        return product.Id;
    }

    /// <summary>Lets the plan's only line grant something else from a moment on.</summary>
    public static async Task ChangePlanAsync(this TestDatabase database, long plan, DateTime from, long amount, RolloverRule? rollover)
    {
        await using var context = database.NewContext();
        var line = await context.PlanLines.SingleAsync(row => row.PlanId == plan, Stop);
        context.PlanLineTerms.Add(new PlanLineTerms
        { PlanLineId = line.Id, EffectiveFrom = from, Amount = amount, RolloverMin = rollover?.Min, RolloverMax = rollover?.Max });
        await context.SaveChangesAsync(Stop);
    }

    /// <summary>Assigns a plan and says which membership it became.</summary>
    public static async Task<Done> AssignAsync(
        this TestDatabase database, long member, long plan, DateOnly startsOn, DateOnly? lastDay = null, string? key = null) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new AssignPlanCommand(key ?? Guid.NewGuid().ToString("N"), Actor.User(1))
            {
                MemberId = member,
                PlanId = plan,
                StartsOn = startsOn,
                LastDay = lastDay,
                Overlap = true,
            },
            Stop));

    public static async Task UseAsync(this TestDatabase database, long member, long amount, string key) =>
        Assert.IsType<Done>(
            await database.Store.ExecuteAsync(
            new UsageCommand(key, Actor.User(1)) { MemberId = member, Amount = amount, Kind = BenefitKind.Uses }, Stop));

    /// <summary>Credits in the order in which they start, as text: what, how much, from when, until when.</summary>
    public static async Task<List<string>> CreditsAsync(this TestDatabase database)
    {
        await using var context = database.NewContext();
        var credits = await context.Credits.OrderBy(credit => credit.OwnerId).ThenBy(credit => credit.StartsAt).ThenBy(credit => credit.Id)
            .Select(credit => new
            {
                credit.OwnerId,
                credit.Source,
                credit.SourceName,
                credit.Amount,
                credit.StartsAt,
                credit.ExpiresAt,
                credit.Description,
                Balance = credit.Entries.Sum(entry => entry.Amount)
            })
            .ToListAsync(Stop);
        return credits.ConvertAll(credit =>
            $"{credit.Source} {credit.Amount} {credit.StartsAt:yyyy-MM-dd'T'HH}..{credit.ExpiresAt:yyyy-MM-dd'T'HH} left {credit.Balance}");
    }
}
