using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Tests.Setup;

/// <summary>Benefits, services and products as they are stored.</summary>
public sealed class CatalogueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static BenefitRow Room(string reference = "ROOM") =>
        new() { Reference = reference, Name = "Room time", Kind = BenefitKind.Time };

    private static ServiceRow Pod(string reference = "POD") =>
        new() { Reference = reference, Name = "Pod", Category = "Rooms", IntervalMinutes = 15, Price = 1250, Currency = "GBP" };

    private static async Task<BenefitDetails> BenefitAsync(TestDatabase database, long id)
    {
        await using var context = database.NewContext();
        return Assert.IsType<BenefitDetails>(await new BenefitQuery(context).RunAsync(id, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_benefit_keeps_its_kind_and_gives_its_services_up_and_takes_others(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (pod, hall) = ((await database.SaveServiceAsync(0, Pod())).IdOf(), (await database.SaveServiceAsync(0, Pod("HALL"))).IdOf());
        var id = (await database.SaveBenefitAsync(0, Room() with { RolloverMin = 0, RolloverMax = 60, Shared = true }, [pod])).IdOf();

        var before = (await BenefitAsync(database, id)).Benefit;
        Assert.Equal((0L, 60L, true, true, 1),
            (before.RolloverMin!.Value, before.RolloverMax!.Value, before.Shared, before.VisibleToMembers, before.Version));
        var other = await database.SaveBenefitAsync(id, Room() with { Kind = BenefitKind.Money, Currency = "GBP" }, [pod], seen: 1);
        Assert.Equal(
            (RefusedField.Kind,
                "This benefit's kind is Time and cannot change: its credits are counted in it. Create another benefit instead."),
            (other.RefusalOf().Field, other.RefusalOf().Message));
        Assert.True(Assert.IsType<Done>(await database.SaveBenefitAsync(id, Room() with { Priority = 7 }, [hall], seen: 1)).Changed);
        var after = (await BenefitAsync(database, id)).Benefit;
        Assert.Equal((BenefitKind.Time, null, 7, 2), (after.Kind, after.Currency, after.Priority, after.Version));
        Assert.Equal([hall], after.Services.Select(link => link.ServiceId));

        Assert.False(Assert.IsType<Done>(await database.SaveBenefitAsync(id, Room() with { Priority = 7 }, [hall], seen: 1)).Changed);
        Assert.True((await database.SaveBenefitAsync(id, Room(), [pod], seen: 1)).IsStale());
        Assert.IsType<NotFound>(await database.SaveBenefitAsync(999, Room(), []));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_archived_service_stays_where_it_is_named_and_comes_nowhere_else(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var pod = (await database.SaveServiceAsync(0, Pod())).IdOf();
        var named = (await database.SaveBenefitAsync(0, Room(), [pod])).IdOf();
        Assert.True(Assert.IsType<Done>(await database.ArchiveAsync<ServiceRow>(pod, true)).Changed);

        Assert.IsType<Done>(await database.SaveBenefitAsync(named, Room() with { Name = "Rooms" }, [pod], seen: 1));
        var refusal = (await database.SaveBenefitAsync(0, Room("OTHER"), [pod])).RefusalOf();
        Assert.Equal((RefusedField.Services, "Pod is archived: restore it first, or leave it out."), (refusal.Field, refusal.Message));
        Assert.Equal(RefusedField.Services, (await database.SaveBenefitAsync(0, Room("OTHER"), [999])).RefusalOf().Field);
        Assert.Equal(RefusedField.RolloverMin,
            (await database.SaveBenefitAsync(0, Room("OTHER") with { RolloverMin = 20 }, [])).RefusalOf().Field);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_reference_is_taken_once_also_by_many_at_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var benefits = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Task.Run(() => database.SaveBenefitAsync(0, Room(), []), Stop)));
        var services = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => database.SaveServiceAsync(0, Pod()), Stop)));
        foreach (var (answers, name, noun) in new[] { (benefits, "Room time", "benefit"), (services, "Pod", "service") })
        {
            Assert.Single(answers, answer => answer is Done);
            Assert.All(answers.OfType<Refused>(), answer => Assert.Equal(
                (RefusedField.Reference, $"{name} has this reference already: each {noun} has its own. Give another one."),
                (answer.Refusal.Field, answer.Refusal.Message)));
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task One_form_sent_fifty_times_at_once_saves_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = await database.AddBenefitAsync("ROOM");
        LedgerCommand[] forms =
        [
            new SaveServiceCommand("service", Actor.User(1)) { Id = 0, Wanted = Pod() },
            new SaveBenefitCommand("benefit", Actor.User(1)) { Id = 0, Wanted = Room("OTHER") },
            CatalogueSpace.SavePlan(0, new PlanDraft("Hub", null, [new(0, null, room, Period.Month, new PlanTerms(60))]), key: "plan"),
            CatalogueSpace.SavePlan(0, new PlanDraft("Hub 2", null, [new(0, null, room, Period.Month, new PlanTerms(60))]), key: "second"),
        ];
        foreach (var form in forms)
        {
            var results = await Task.WhenAll(
                Enumerable.Range(0, 50).Select(_ => Task.Run(() => database.Store.ExecuteAsync(form, Stop), Stop)));
            Assert.Single(results, result => Assert.IsType<Done>(result) is { IsReplay: false });
            Assert.Single(results.Select(CatalogueSpace.IdOf).Distinct());
        }

        await using var context = database.NewContext();
        Assert.Equal((1, 2, 2, 2), (context.Services.Count(), context.Benefits.Count(), context.Plans.Count(), context.PlanLines.Count()));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_benefit_says_what_grants_it_still(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (room, desk) = ((await database.SaveBenefitAsync(0, Room(), [])).IdOf(), await database.AddBenefitAsync("DESK"));
        var draft = new PlanDraft("Hub", null,
            [new(0, null, room, Period.Month, new PlanTerms(60)), new(1, null, desk, Period.Month, new PlanTerms(60))]);
        var plan = (await database.SavePlanAsync(0, draft)).IdOf();
        await database.SaveProductAsync(0, new ProductDraft("Pack", null, [new(0, room, new ProductTerms(60))]));

        var granted = await BenefitAsync(database, room);
        Assert.Equal(("Hub", "Pack"), (Assert.Single(granted.Plans).Name, Assert.Single(granted.Products).Name));
        var seen = await database.PlanAsync(plan);
        await database.SavePlanAsync(plan, draft with { Lines = [new(0, seen.AllLines[1].Id, desk, Period.Month, new PlanTerms(60))] },
            seen.Version);
        Assert.Empty((await BenefitAsync(database, room)).Plans);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_product_is_written_changed_and_archived(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (room, desk) = (await database.AddBenefitAsync("ROOM"), await database.AddBenefitAsync("DESK"));
        var draft = new ProductDraft("Pack", "For newcomers",
            [new(0, room, new ProductTerms(60, 90)), new(3, desk, new ProductTerms(120, null, new DateOnly(2026, 12, 31)))]);
        var id = (await database.SaveProductAsync(0, draft)).IdOf();

        async Task<ProductDetails> ReadAsync()
        {
            await using var context = database.NewContext();
            return Assert.IsType<ProductDetails>(await new ProductQuery(context).RunAsync(id, Stop));
        }

        var before = await ReadAsync();
        Assert.Equal(draft.Lines.Select(line => (line.BenefitId, line.Terms)), before.Lines.Select(line => (line.BenefitId, line.Terms)));
        Assert.False(Assert.IsType<Done>(await database.SaveProductAsync(id, draft, seen: 9)).Changed);
        var changed = draft with { Lines = [new(0, desk, new ProductTerms(180))] };
        Assert.True((await database.SaveProductAsync(id, changed, seen: 9)).IsStale());
        Assert.True(Assert.IsType<Done>(await database.SaveProductAsync(id, changed, before.Version)).Changed);
        Assert.Equal((desk, new ProductTerms(180)),
            (Assert.Single((await ReadAsync()).Lines).BenefitId, (await ReadAsync()).Lines[0].Terms));
        Assert.StartsWith("Pack has this name already",
            (await database.SaveProductAsync(0, draft with { Name = "PACK" })).RefusalOf().Message, StringComparison.Ordinal);
        Assert.Equal(RefusedField.Whole, (await database.SaveProductAsync(0, new ProductDraft("Empty", null, []))).RefusalOf().Field);
        Assert.Equal(id, (await database.ArchiveAsync<ProductRow>(id, true)).IdOf());
        Assert.Equal(database.Clock.Now, (await ReadAsync()).ArchivedAt);
        await database.ArchiveAsync<ProductRow>(id, false);
        Assert.Null((await ReadAsync()).ArchivedAt);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Lists_are_searched_anywhere_without_accents_and_paged_by_reference(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var reference in new[] { "ROOM-2", "DESK", "ROOM-1", "A-100%" }) await database.SaveServiceAsync(0, Pod(reference));
        await database.SaveBenefitAsync(0, Room(), []);
        await using var context = database.NewContext();
        async Task<List<string>> ServicesAsync(string? search, PagePosition position) =>
            [.. (await new ServiceListQuery(context)
                .RunAsync(new CatalogueFilter { Search = search }, position, 3, database.Clock.Now, Stop))
                .Page.Rows.Select(row => row.Reference)];

        Assert.Equal(["A-100%", "DESK", "ROOM-1"], await ServicesAsync(null, PagePosition.First));
        Assert.Equal(["DESK", "ROOM-1", "ROOM-2"], await ServicesAsync(null, PagePosition.Last));
        Assert.Equal(["ROOM-1", "ROOM-2"], await ServicesAsync("room", PagePosition.First));
        Assert.Equal(["A-100%"], await ServicesAsync("A-100%", PagePosition.First));
        Assert.Equal(["A-100%"], await ServicesAsync("%", PagePosition.First));
        Assert.Equal(["DESK"], await ServicesAsync("ÉSK", PagePosition.First));
        Assert.Empty(await ServicesAsync("desk room", PagePosition.First));
        Assert.Equal(["ROOM"],
            (await new BenefitListQuery(context)
                .RunAsync(new CatalogueFilter { Search = "Room t" }, PagePosition.First, 3, database.Clock.Now, Stop))
            .Page.Rows.Select(row => row.Reference));
        var counts = await new CatalogueCountsQuery(context).RunAsync(Stop);
        Assert.Equal((new CatalogueCounts(4, 0), new CatalogueCounts(1, 0)), (counts.Services, counts.Benefits));
    }
}
