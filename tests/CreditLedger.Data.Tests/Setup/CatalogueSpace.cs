using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Tests.Setup;

/// <summary>The catalogue in a test database, in few words. Each call has a key of its own.</summary>
internal static class CatalogueSpace
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<Result> SaveServiceAsync(this TestDatabase database, long id, ServiceRow wanted, int seen = 0) =>
        database.Store.ExecuteAsync(new SaveServiceCommand(NewKey(), Actor.User(1)) { Id = id, SeenVersion = seen, Wanted = wanted }, Stop);

    public static Task<Result> SaveBenefitAsync(this TestDatabase database, long id, BenefitRow wanted, IReadOnlyCollection<long> services,
        int seen = 0) =>
        database.Store.ExecuteAsync(
            new SaveBenefitCommand(NewKey(), Actor.User(1)) { Id = id, SeenVersion = seen, Wanted = wanted, ServiceIds = services }, Stop);

    public static Task<Result> SaveProductAsync(this TestDatabase database, long id, ProductDraft draft, int seen = 0) =>
        database.Store.ExecuteAsync(
        new SaveProductCommand(NewKey(), Actor.User(1))
        {
            Id = id,
            SeenVersion = seen,
            Wanted = new ProductRow { Name = draft.Name, SortName = SearchText.Fold(draft.Name), Description = draft.Description },
            Lines = draft.Lines,
        },
        Stop);

    public static SavePlanCommand SavePlan(long id, PlanDraft draft, int seen = 0, string? key = null) => new(
        key ?? NewKey(), Actor.User(1))
    {
        Id = id,
        SeenVersion = seen,
        Wanted = new PlanRow { Name = draft.Name, SortName = SearchText.Fold(draft.Name), Description = draft.Description },
        Lines = draft.Lines,
    };

    public static Task<Result> SavePlanAsync(this TestDatabase database, long id, PlanDraft draft, int seen = 0) =>
        database.Store.ExecuteAsync(SavePlan(id, draft, seen), Stop);

    public static Task<Result> ArchiveAsync<TRow>(this TestDatabase database, long id, bool archived)
        where TRow : VersionedRow, IVersionedRow<TRow> =>
        database.Store.ExecuteAsync(new ArchiveCommand<TRow>(NewKey(), Actor.User(1)) { Id = id, Archived = archived }, Stop);

    public static long IdOf(this Result result) => Assert.IsType<Done>(result).Id;

    public static Refusal RefusalOf(this Result result) => Assert.IsType<Refused>(result, exactMatch: false).Refusal;

    public static bool IsStale(this Result result) => result is Refused { Refusal.Reason: RefusalReason.Stale };

    public static async Task<PlanDetails> PlanAsync(this TestDatabase database, long id)
    {
        await using var context = database.NewContext();
        return Assert.IsType<PlanDetails>(await new PlanQuery(context).RunAsync(id, database.Clock.Now, Stop));
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");
}

/// <summary>A plan as it is to be.</summary>
internal sealed record PlanDraft(string Name, string? Description, IReadOnlyList<PlanLineDraft> Lines);

/// <summary>A product as it is to be.</summary>
internal sealed record ProductDraft(string Name, string? Description, IReadOnlyList<ProductLineDraft> Lines);
