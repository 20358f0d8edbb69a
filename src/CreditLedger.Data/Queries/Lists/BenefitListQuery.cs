using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>The benefits by reference with the services that each is limited to, along UX_Benefits_Reference.</summary>
public sealed class BenefitListQuery(LedgerDbContext db) : CatalogueListQuery<Benefit, Benefit>(db.Benefits, "Reference")
{
    /// <inheritdoc />
    public override long IdOf(Benefit row) => row.Id;

    private protected override async Task<IReadOnlyList<Benefit>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var benefits = await db.Benefits.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        foreach (var link in await db.BenefitServices.Where(link => ids.Contains(link.BenefitId)).ToListAsync(cancellationToken))
            benefits[link.BenefitId].Services.Add(link);
        return [.. ids.Where(benefits.ContainsKey).Select(id => benefits[id])];
    }
}
