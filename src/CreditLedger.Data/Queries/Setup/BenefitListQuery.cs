using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Setup;

/// <summary>One row of the list of benefits.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Name">Display name.</param>
/// <param name="Kind">What it is counted in.</param>
/// <param name="Currency">ISO 4217 code of money and printing.</param>
/// <param name="Category">For reports.</param>
/// <param name="Services">How many services it is limited to; 0: good for all.</param>
/// <param name="Shared">Whether the owner's groups may use it.</param>
/// <param name="VisibleToMembers">Whether members see it.</param>
public sealed record BenefitRow(
    long Id, string Reference, string Name, BenefitKind Kind, string? Currency, string? Category, int Services, bool Shared, bool VisibleToMembers);

/// <summary>The list of benefits by reference, along UX_Benefits_Reference.</summary>
public sealed class BenefitListQuery(LedgerDbContext db)
{
    /// <summary>One page.</summary>
    public async Task<CatalogueList<BenefitRow>> RunAsync(CatalogueFilter filter, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var matching = Matching(filter);
        var anchor = position.Id == 0
            ? null
            : await db.Benefits.Where(benefit => benefit.Id == position.Id).Select(benefit => benefit.Reference).FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<BenefitRow, string>(position, anchor, pageSize, (forward, beyond, take) => Ordered(matching, forward, beyond).Take(take)
            .Select(benefit => new BenefitRow(
                benefit.Id, benefit.Reference, benefit.Name, benefit.Kind, benefit.Currency, benefit.Category, benefit.Services.Count, benefit.Shared, benefit.VisibleToMembers))
            .ToListAsync(cancellationToken));
        var total = await matching.CountUpToAsync(CatalogueCount.Limit, cancellationToken);
        return new CatalogueList<BenefitRow>(page, total, total.Value > 0 || await db.Benefits.AnyAsync(cancellationToken));
    }

    // References are compared exactly, and most are written in capitals.
    private IQueryable<Benefit> Matching(CatalogueFilter filter)
    {
        var benefits = db.Benefits.AsNoTracking().Where(benefit => (benefit.ArchivedAt != null) == filter.IsArchived);
        if (filter.Search?.Trim() is not { Length: > 0 } typed) return benefits;
        var capitals = typed.ToUpperInvariant();
        return benefits.Where(benefit => benefit.Reference.StartsWith(typed) || benefit.Reference.StartsWith(capitals) || benefit.Name.StartsWith(typed));
    }

    private static IQueryable<Benefit> Ordered(IQueryable<Benefit> benefits, bool forward, string? beyond) => (forward, beyond) switch
    {
        (true, null) => benefits.OrderBy(benefit => benefit.Reference),
        (false, null) => benefits.OrderByDescending(benefit => benefit.Reference),
        (true, _) => benefits.Where(benefit => string.Compare(benefit.Reference, beyond) > 0).OrderBy(benefit => benefit.Reference),
        (false, _) => benefits.Where(benefit => string.Compare(benefit.Reference, beyond) < 0).OrderByDescending(benefit => benefit.Reference),
    };
}
