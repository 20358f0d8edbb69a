using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Setup;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Setup;

/// <summary>Benefits, services and products as they are stored.</summary>
public sealed class CatalogueStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static T Of<T>(TestDatabase database) where T : notnull => database.Services.GetRequiredService<T>();

    private static long IdOf(CatalogueAnswer answer) => Assert.IsType<CatalogueStored>(answer).Id;

    private static BenefitDraft Room(params long[] services) => new() { Reference = "ROOM", Name = "Room time", Kind = BenefitKind.Time, ServiceIds = services };

    private static ServiceDraft Pod(string reference = "POD") => new(reference, "Pod", "Rooms", 15, 1250, "GBP");

    private static async Task<BenefitDetails> BenefitAsync(TestDatabase database, long id)
    {
        await using var context = database.NewContext();
        return Assert.IsType<BenefitDetails>(await new BenefitQuery(context).RunAsync(id, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_benefit_keeps_its_kind_and_gives_its_services_up_and_takes_others(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = Of<BenefitStore>(database);
        var (pod, hall) = (IdOf(await Of<ServiceStore>(database).SaveAsync(null, Pod(), null, Stop)), IdOf(await Of<ServiceStore>(database).SaveAsync(null, Pod("HALL"), null, Stop)));
        var id = IdOf(await store.SaveAsync(null, Room(pod) with { RolloverMin = 0, RolloverMax = 60, Shared = true }, null, Stop));

        var before = await BenefitAsync(database, id);
        Assert.Equal((0L, 60L, true, true), (before.Benefit.RolloverMin!.Value, before.Benefit.RolloverMax!.Value, before.Benefit.Shared, before.Benefit.VisibleToMembers));
        Assert.Equal(new CatalogueStored(id, true), await store.SaveAsync(id, Room(hall) with { Kind = BenefitKind.Money, Currency = "GBP", Priority = 7 }, before.Version, Stop));
        var after = await BenefitAsync(database, id);
        Assert.Equal((BenefitKind.Time, null, 7), (after.Benefit.Kind, after.Benefit.Currency, after.Benefit.Priority));
        Assert.Equal([hall], after.Benefit.Services.Select(link => link.ServiceId));

        Assert.Equal(new CatalogueStored(id, false), await store.SaveAsync(id, Room(hall) with { Priority = 7 }, before.Version, Stop));
        Assert.IsType<CatalogueChangedMeanwhile>(await store.SaveAsync(id, Room(pod), before.Version, Stop));
        Assert.IsType<CatalogueMissing>(await store.SaveAsync(999, Room(), null, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_archived_service_stays_where_it_is_named_and_comes_nowhere_else(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var pod = IdOf(await Of<ServiceStore>(database).SaveAsync(null, Pod(), null, Stop));
        var store = Of<BenefitStore>(database);
        var named = IdOf(await store.SaveAsync(null, Room(pod), null, Stop));
        Assert.Equal("Pod", await Of<ServiceStore>(database).ArchiveAsync(pod, true, Stop));

        Assert.IsType<CatalogueStored>(await store.SaveAsync(named, Room(pod) with { Name = "Rooms" }, (await BenefitAsync(database, named)).Version, Stop));
        var refused = Assert.IsType<CatalogueRefused>(await store.SaveAsync(null, Room(pod) with { Reference = "OTHER" }, null, Stop));
        Assert.Equal(new CatalogueRefusal(null, "Services", "Pod is archived: no benefit names it anew. Restore it first, or leave it out."), Assert.Single(refused.Refusals));
        Assert.IsType<CatalogueRefused>(await store.SaveAsync(null, Room(999) with { Reference = "OTHER" }, null, Stop));
        Assert.IsType<CatalogueRefused>(await store.SaveAsync(null, Room() with { Reference = "OTHER", RolloverMin = 20 }, null, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_reference_is_taken_once_also_by_many_at_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var benefits = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Of<BenefitStore>(database).SaveAsync(null, Room(), null, Stop), Stop)));
        var services = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Of<ServiceStore>(database).SaveAsync(null, Pod(), null, Stop), Stop)));

        Assert.Single(benefits, answer => answer is CatalogueStored);
        Assert.Equal(4, benefits.Count(answer => answer is CatalogueTaken { Name: "Room time" }));
        Assert.Single(services, answer => answer is CatalogueStored);
        Assert.Equal(4, services.Count(answer => answer is CatalogueTaken { Name: "Pod" }));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_benefit_says_what_grants_it_still(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var room = IdOf(await Of<BenefitStore>(database).SaveAsync(null, Room(), null, Stop));
        var desk = await database.AddBenefitAsync("DESK");
        var plan = Assert.IsType<PlanStored>(await Of<PlanStore>(database).CreateAsync(new PlanDraft("Hub", null, [new(0, null, room, Period.Month, new PlanTerms(60)), new(1, null, desk, Period.Month, new PlanTerms(60))]), null, Stop)).PlanId;
        await Of<ProductStore>(database).SaveAsync(null, new ProductDraft("Pack", null, [new(0, room, new ProductTerms(60))]), null, Stop);

        var granted = await BenefitAsync(database, room);
        Assert.Equal(("Hub", "Pack"), (Assert.Single(granted.Plans).Name, Assert.Single(granted.Products).Name));
        await using var context = database.NewContext();
        var seen = Assert.IsType<PlanDetails>(await new PlanQuery(context).RunAsync(plan, database.Clock.Now, Stop));
        await Of<PlanStore>(database).EditAsync(plan, new PlanDraft("Hub", null, [new(0, seen.AllLines[1].Id, desk, Period.Month, new PlanTerms(60))]), seen.Version, null, Stop);
        Assert.Empty((await BenefitAsync(database, room)).Plans);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_product_is_written_changed_and_archived(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var store = Of<ProductStore>(database);
        var (room, desk) = (await database.AddBenefitAsync("ROOM"), await database.AddBenefitAsync("DESK"));
        var draft = new ProductDraft("Pack", "For newcomers", [new(0, room, new ProductTerms(60, 90)), new(3, desk, new ProductTerms(120, null, new DateOnly(2026, 12, 31)))]);
        var id = IdOf(await store.SaveAsync(null, draft, null, Stop));

        async Task<ProductDetails> ReadAsync()
        {
            await using var context = database.NewContext();
            return Assert.IsType<ProductDetails>(await new ProductQuery(context).RunAsync(id, Stop));
        }

        var before = await ReadAsync();
        Assert.Equal(draft.Lines.Select(line => (line.BenefitId, line.Terms)), before.Lines.Select(line => (line.BenefitId, line.Terms)));
        Assert.Equal(new CatalogueStored(id, false), await store.SaveAsync(id, draft, "another version", Stop));
        var changed = draft with { Lines = [new(0, desk, new ProductTerms(180))] };
        Assert.IsType<CatalogueChangedMeanwhile>(await store.SaveAsync(id, changed, "another version", Stop));
        Assert.Equal(new CatalogueStored(id, true), await store.SaveAsync(id, changed, before.Version, Stop));
        Assert.Equal((desk, new ProductTerms(180)), (Assert.Single((await ReadAsync()).Lines).BenefitId, (await ReadAsync()).Lines[0].Terms));
        Assert.Equal("Pack", Assert.IsType<CatalogueTaken>(await store.SaveAsync(null, draft with { Name = "PACK" }, null, Stop)).Name);
        Assert.IsType<CatalogueRefused>(await store.SaveAsync(null, new ProductDraft("Empty", null, []), null, Stop));
        Assert.Equal("Pack", await store.ArchiveAsync(id, true, Stop));
        Assert.Equal(database.Clock.Now, (await ReadAsync()).ArchivedAt);
        await store.ArchiveAsync(id, false, Stop);
        Assert.Null((await ReadAsync()).ArchivedAt);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Lists_are_searched_by_their_beginning_and_paged_by_reference(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        foreach (var reference in new[] { "ROOM-2", "DESK", "ROOM-1", "A-100%" }) await Of<ServiceStore>(database).SaveAsync(null, Pod(reference), null, Stop);
        await Of<BenefitStore>(database).SaveAsync(null, Room(), null, Stop);
        await using var context = database.NewContext();
        async Task<List<string>> ServicesAsync(string? search, PagePosition position) =>
            [.. (await new ServiceListQuery(context).RunAsync(new CatalogueFilter { Search = search }, position, 3, Stop)).Page.Rows.Select(row => row.Reference)];

        Assert.Equal(["A-100%", "DESK", "ROOM-1"], await ServicesAsync(null, PagePosition.First));
        Assert.Equal(["DESK", "ROOM-1", "ROOM-2"], await ServicesAsync(null, PagePosition.Last));
        Assert.Equal(["ROOM-1", "ROOM-2"], await ServicesAsync("room", PagePosition.First));
        Assert.Equal(["A-100%"], await ServicesAsync("A-100%", PagePosition.First));
        Assert.Empty(await ServicesAsync("%", PagePosition.First));
        Assert.Equal(["ROOM"], (await new BenefitListQuery(context).RunAsync(new CatalogueFilter { Search = "Room t" }, PagePosition.First, 3, Stop)).Page.Rows.Select(row => row.Reference));
        var counts = await new CatalogueCountsQuery(context).RunAsync(Stop);
        Assert.Equal((new CatalogueCounts(4, 0), new CatalogueCounts(1, 0)), (counts.Services, counts.Benefits));
    }
}
