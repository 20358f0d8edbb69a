using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Setup;

/// <summary>Plans as they are stored: edits only add (R27), and one of two at once is told so.</summary>
public sealed class PlanTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static PlanLineDraft Line(int row, long benefit, long amount, long? line = null, Period period = Period.Month, long? min = null,
        long? max = null) =>
        new(row, line, benefit, period, new PlanTerms(amount, min, max));

    private static async Task<long> CreateAsync(TestDatabase database, string name, params PlanLineDraft[] lines) =>
        (await database.SavePlanAsync(0, new PlanDraft(name, null, lines))).IdOf();

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_new_plan_grants_from_the_beginning(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        var wallet = await database.AddBenefitAsync("WALLET", BenefitKind.Money, "GBP");
        var id = await CreateAsync(database, "Hub 10", Line(0, room, 300, min: 0, max: 60), Line(4, wallet, 2000, period: Period.Quarter));

        var plan = await database.PlanAsync(id);
        Assert.Equal([(1, room, Period.Month), (2, wallet, Period.Quarter)],
            plan.Lines.Select(line => (line.Position, line.BenefitId, line.Period)));
        Assert.Equal([new PlanTerms(300, 0, 60), new PlanTerms(2000)], plan.Lines.Select(line => line.Terms));
        Assert.All(plan.Lines, line => Assert.True(Assert.Single(line.History).IsFromTheBeginning));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_edit_adds_terms_from_now_on_and_leaves_what_was(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        var desk = await database.AddBenefitAsync("DESK");
        var id = await CreateAsync(database, "Hub 10", Line(0, room, 300), Line(1, desk, 60));
        var before = await database.PlanAsync(id);
        var (first, second) = (before.AllLines[0].Id, before.AllLines[1].Id);

        var draft = new PlanDraft("Hub 12", "More of it", [Line(0, desk, 120, second, Period.Week), Line(1, room, 360, first, min: 0)]);
        Assert.True(Assert.IsType<Done>(await database.SavePlanAsync(id, draft, before.Version)).Changed);

        var after = await database.PlanAsync(id);
        Assert.Equal(("Hub 12", "More of it"), (after.Name, after.Description));
        Assert.Equal([(desk, Period.Week, 120L), (room, Period.Month, 360L)],
            after.Lines.Select(line => (line.BenefitId, line.Period, line.Terms.Amount)));
        Assert.True(Assert.Single(after.AllLines, line => line.Id == second).IsEnded);
        var changed = after.AllLines.Single(line => line.Id == first);
        Assert.Equal([new PlanTerms(300), new PlanTerms(360, 0)], changed.History.Select(terms => terms.Terms));
        Assert.Equal(database.Clock.Now, changed.History[1].EffectiveFrom);
        Assert.Equal(database.Clock.Now, Assert.Single(after.Lines.First().History).EffectiveFrom);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_stale_edit_is_refused_and_the_same_edit_again_is_done(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        var id = await CreateAsync(database, "Hub 10", Line(0, room, 300));
        var seen = await database.PlanAsync(id);
        var line = seen.AllLines[0].Id;
        var mine = new PlanDraft("Hub 10", null, [Line(0, room, 360, line)]);

        Assert.True(Assert.IsType<Done>(await database.SavePlanAsync(id, mine, seen.Version)).Changed);
        Assert.True((await database.SavePlanAsync(id, mine with { Name = "Hub 11" }, seen.Version)).IsStale());
        Assert.False(Assert.IsType<Done>(await database.SavePlanAsync(id, mine, seen.Version)).Changed);
        Assert.Equal([300L, 360], (await database.PlanAsync(id)).AllLines[0].History.Select(terms => terms.Terms.Amount));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_edits_in_one_millisecond_or_after_the_clock_was_moved_back_follow_one_another(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        var id = await CreateAsync(database, "Hub 10", Line(0, room, 300));
        foreach (var (amount, hours) in new[] { (360, 0), (420, 0), (480, -1) })
        {
            database.Clock.Now = database.Clock.Now.AddHours(hours);
            var seen = await database.PlanAsync(id);
            await database.SavePlanAsync(id, new PlanDraft("Hub 10", null, [Line(0, room, amount, seen.AllLines[0].Id)]), seen.Version);
        }

        Assert.Equal([300L, 360, 420, 480], (await database.PlanAsync(id)).AllLines[0].History.Select(terms => terms.Terms.Amount));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_many_edits_begun_on_one_version_one_is_stored(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        var id = await CreateAsync(database, "Hub 10", Line(0, room, 300));
        var seen = await database.PlanAsync(id);

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(step => Task.Run(() =>
            database.SavePlanAsync(id, new PlanDraft("Hub 10", null, [Line(0, room, 300 + (15 * step), seen.AllLines[0].Id)]),
                seen.Version), Stop)));

        Assert.Single(answers, answer => answer is Done { Changed: true });
        Assert.Equal(7, answers.Count(answer => answer.IsStale()));
        Assert.Equal(2, (await database.PlanAsync(id)).AllLines[0].History.Count);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_name_is_taken_once_however_it_is_written(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        await CreateAsync(database, "Hub 10", Line(0, room, 300));
        Assert.Equal("Hub 10 has this name already: each plan has its own. Give another one.",
            (await database.SavePlanAsync(0, new PlanDraft("HÚB  10", null, [Line(0, room, 60)]))).RefusalOf().Message);

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(_ => Task.Run(() =>
            database.SavePlanAsync(0, new PlanDraft("Night", null, [Line(0, room, 60)])), Stop)));
        Assert.Single(answers, answer => answer is Done);
        Assert.Equal(5, answers.Count(answer => answer is Refused { Refusal.Field: RefusedField.Name }));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_is_refused_stores_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        var id = await CreateAsync(database, "Hub 10", Line(0, room, 300));
        var seen = await database.PlanAsync(id);

        Assert.Equal(RefusalReason.Invalid, (await database.SavePlanAsync(0, new PlanDraft("Empty", null, []))).RefusalOf().Reason);
        Assert.Equal(3,
            Assert.Single((await database.SavePlanAsync(0, new PlanDraft("New", null, [Line(3, 999, 60)]))).RefusalOf().All).Row);
        Assert.Equal(RefusalReason.Invalid,
            (await database.SavePlanAsync(id, new PlanDraft("Other", null, [Line(0, room, 20, seen.AllLines[0].Id)]), seen.Version))
            .RefusalOf().Reason);
        Assert.IsType<NotFound>(await database.SavePlanAsync(999, new PlanDraft("Other", null, [Line(0, room, 60)]), seen.Version));

        await using var context = database.NewContext();
        Assert.Equal("Hub 10", (await context.Plans.SingleAsync(Stop)).Name);
        Assert.Single(await context.PlanLineTerms.ToListAsync(Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_list_is_paged_by_name_and_tells_the_archived_apart(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        foreach (var name in new[] { "Hub 30", "Desk", "hub 10", "Hub 20", "Night" }) await CreateAsync(database, name, Line(0, room, 60));
        var night = await CreateAsync(database, "Zoo", Line(0, room, 60));
        Assert.Equal(night, (await database.ArchiveAsync<PlanRow>(night, true)).IdOf());
        Assert.IsType<NotFound>(await database.ArchiveAsync<PlanRow>(999, true));

        await using var context = database.NewContext();
        async Task<ListPage<PlanSummary>> ListAsync(CatalogueFilter filter, PagePosition position) =>
            await new PlanListQuery(context).RunAsync(filter, position, 2, database.Clock.Now, Stop);
        var first = await ListAsync(new CatalogueFilter(), PagePosition.First);
        Assert.Equal(["Desk", "hub 10"], first.Page.Rows.Select(row => row.Name));
        Assert.Equal((5, true, false), (first.Total.Value, first.Page.HasNext, first.Page.HasPrevious));
        var second = await ListAsync(new CatalogueFilter(), PagePosition.After(first.Page.Rows[^1].Id));
        Assert.Equal(["Hub 20", "Hub 30"], second.Page.Rows.Select(row => row.Name));
        Assert.Equal(["Hub 30", "Night"], (await ListAsync(new CatalogueFilter(), PagePosition.Last)).Page.Rows.Select(row => row.Name));
        Assert.Equal(["hub 10", "Hub 20"],
            (await ListAsync(new CatalogueFilter { Search = "HUB" }, PagePosition.First)).Page.Rows.Select(row => row.Name));
        Assert.Equal(["Zoo"],
            (await ListAsync(new CatalogueFilter { IsArchived = true }, PagePosition.First)).Page.Rows.Select(row => row.Name));
        var none = await ListAsync(new CatalogueFilter { Search = "x" }, PagePosition.First);
        Assert.Equal((0, true), (none.Total.Value, none.HasAny));
    }
}
