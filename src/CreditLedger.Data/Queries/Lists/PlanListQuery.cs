using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>One row of the list of plans.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Lines">What it grants now.</param>
/// <param name="Running">Memberships that have not ended.</param>
public sealed record PlanSummary(long Id, string Name, IReadOnlyList<PlanLineDetails> Lines, int Running);

/// <summary>The plans by name, along UX_Plans_SortName.</summary>
public sealed class PlanListQuery(LedgerDbContext db) : CatalogueListQuery<Plan, PlanSummary>(db.Plans, "SortName")
{
    /// <inheritdoc />
    public override long IdOf(PlanSummary row) => row.Id;

    private protected override async Task<IReadOnlyList<PlanSummary>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var names = await db.Plans.Where(plan => ids.Contains(plan.Id)).Select(plan => new { plan.Id, plan.Name })
            .ToDictionaryAsync(plan => plan.Id, plan => plan.Name, cancellationToken);
        var lines = await PlanLineReader.OfPlansAsync(db, ids, cancellationToken);
        var running = await PlanLineReader.RunningAsync(db, ids, now, cancellationToken);
        return
        [
            .. ids.Where(names.ContainsKey).Select(id =>
                new PlanSummary(id, names[id], [.. lines[id].Where(line => !line.IsEnded)], running.GetValueOrDefault(id))),
        ];
    }
}
