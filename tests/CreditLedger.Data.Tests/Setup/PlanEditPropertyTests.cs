using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Setup;

/// <summary>
/// Edits of a plan whose memberships run (R27): what was granted stays, what is granted next follows the terms of its day.
/// </summary>
public sealed class PlanEditPropertyTests
{
    private static readonly Period[] Periods = [Period.Day, Period.Week, Period.Month];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task No_edit_touches_what_was_granted_or_earlier_terms(string provider)
    {
        foreach (var seed in new uint[] { 1, 2, 3, 4 })
        {
            await using var database = await TestDatabase.CreateAsync(provider);
            var random = TestSeed.NewRandom(seed);

            // Half past, and so never the moment at which a period begins: an edit at that very moment would follow what was issued at it.
            database.Clock.Now = database.Clock.Now.AddMinutes(30);
            long[] benefits = [await database.AddBenefitAsync("A"), await database.AddBenefitAsync("B"),
                await database.AddBenefitAsync("C")];
            var plan = (await database.SavePlanAsync(0, new PlanDraft("Hub", null, Lines(random, benefits, [])))).IdOf();
            for (var index = 0; index < 3; index++)
                await database.AssignAsync(await database.AddMemberAsync($"M-{index}"), plan,
                    DateOnly.FromDateTime(database.Clock.Now).AddDays(-random.Next(40)));

            for (var edit = 0; edit < 6; edit++)
            {
                var (granted, terms) = (await GrantedAsync(database), await TermsAsync(database));
                var before = await database.PlanAsync(plan);
                var draft = new PlanDraft("Hub", null, Lines(random, benefits, [.. before.Lines]));
                Assert.IsType<Done>(await database.SavePlanAsync(plan, draft, before.Version));

                Assert.Equal(granted, await GrantedAsync(database));
                Assert.Equal(terms, (await TermsAsync(database))
                    .Where(row => terms.Select(old => (old.PlanLineId, old.EffectiveFrom)).Contains((row.PlanLineId, row.EffectiveFrom))));
                Assert.Equal(Wanted(draft),
                    (await database.PlanAsync(plan)).Lines.Select(line => (line.BenefitId, line.Period, line.Terms)));
                database.Clock.Now = database.Clock.Now.AddHours(random.Next(1, 24 * 20));
                await database.IssueAsync();
                Assert.Equal(granted, (await GrantedAsync(database)).Take(granted.Count));
            }

            await AssertEachPeriodFollowedItsTermsAsync(database);
            await database.AssertVerifiedAsync();
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_new_line_is_granted_from_the_next_period_to_memberships_that_run(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (room, desk) = (await database.AddBenefitAsync("ROOM"), await database.AddBenefitAsync("DESK"));
        var plan = (await database.SavePlanAsync(0, new PlanDraft("Hub", null, [new(0, null, room, Period.Month, new PlanTerms(300))])))
            .IdOf();
        var running = await database.AddMemberAsync("RUNS");
        await database.AssignAsync(running, plan, new DateOnly(2026, 1, 20));
        await database.AssignAsync(await database.AddMemberAsync("ENDED"), plan, new DateOnly(2026, 1, 20), new DateOnly(2026, 3, 1));
        Assert.Equal(1, (await database.PlanAsync(plan)).Running);

        var before = await database.PlanAsync(plan);
        await database.SavePlanAsync(plan,
            new PlanDraft("Hub", null, [new(0, before.AllLines[0].Id, room, Period.Month, new PlanTerms(360)),
            new(1, null, desk, Period.Month, new PlanTerms(60))]), before.Version);
        await database.IssueAsync();
        await using var context = database.NewContext();
        Assert.Equal([300L, 300], await context.Credits.Where(credit => credit.OwnerId == running).OrderBy(credit => credit.Id)
            .Select(credit => credit.Amount).ToListAsync(Stop));

        database.Clock.Now = new DateTime(2026, 3, 20, 9, 0, 0, DateTimeKind.Utc);
        await database.IssueAsync();
        var next = await context.Credits.Where(credit => credit.StartsAt == new DateTime(2026, 3, 20, 0, 0, 0, DateTimeKind.Utc))
            .OrderBy(credit => credit.Amount)
            .Select(credit => ValueTuple.Create(credit.OwnerId, credit.Amount)).ToListAsync(Stop);
        Assert.Equal([(running, 60L), (running, 360L)], next);
    }

    // New lines of any sort, and of those that are there some kept, some with other amounts, some left out.
    private static List<PlanLineDraft> Lines(Random random, long[] benefits, List<PlanLineDetails> current)
    {
        var lines = new List<PlanLineDraft>();
        foreach (var line in current.Where(_ => random.Next(4) > 0))
            lines.Add(new PlanLineDraft(lines.Count, line.Id, line.BenefitId, line.Period,
                random.Next(2) == 0 ? line.Terms : new PlanTerms(15 * random.Next(1, 40), random.Next(2) == 0 ? null : 0)));
        while (lines.Count == 0 || random.Next(3) == 0)
            lines.Add(new PlanLineDraft(lines.Count, null, benefits[random.Next(benefits.Length)], Periods[random.Next(Periods.Length)],
                new PlanTerms(15 * random.Next(1, 40))));
        return lines;
    }

    private static IEnumerable<(long, Period, PlanTerms)> Wanted(PlanDraft draft) =>
        draft.Lines.Select(line => (line.BenefitId, line.Period, line.Terms));

    private static async Task<List<string>> GrantedAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var rows = await context.MembershipCredits.OrderBy(row => row.CreditId)
            .Select(row => new
            {
                row.CreditId,
                row.MembershipId,
                row.PlanLineId,
                row.Period,
                row.Part,
                row.Credit!.Amount,
                row.Credit.StartsAt,
                row.Credit.ExpiresAt,
                row.Credit.SourceName
            }).ToListAsync(Stop);
        return rows.ConvertAll(row => row.ToString()!);
    }

    private static async Task<List<TermsRow>> TermsAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.PlanLineTerms.OrderBy(row => row.PlanLineId).ThenBy(row => row.EffectiveFrom)
            .Select(row => new TermsRow(row.PlanLineId, row.EffectiveFrom, row.Amount, row.RolloverMin, row.RolloverMax)).ToListAsync(Stop);
    }

    private static async Task AssertEachPeriodFollowedItsTermsAsync(TestDatabase database)
    {
        var terms = (await TermsAsync(database)).ToLookup(row => row.PlanLineId);
        await using var context = database.NewContext();
        var granted = await context.MembershipCredits.Where(row => row.Part == SupplyPart.Grant)
            .Select(row => new { row.PlanLineId, row.Credit!.StartsAt, row.Credit.Amount }).ToListAsync(Stop);
        Assert.NotEmpty(granted);
        Assert.All(granted,
            credit => Assert.Equal(terms[credit.PlanLineId].Last(row => row.EffectiveFrom <= credit.StartsAt).Amount, credit.Amount));
    }

    private sealed record TermsRow(long PlanLineId, DateTime EffectiveFrom, long Amount, long? RolloverMin, long? RolloverMax);
}
