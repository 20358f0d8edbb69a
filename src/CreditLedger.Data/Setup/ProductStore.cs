using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Setup;

/// <summary>A product as it shall be.</summary>
/// <param name="Name">1 to 200 characters; unique as it is folded.</param>
/// <param name="Description">For staff, up to 500 characters.</param>
/// <param name="Lines">What it shall grant, in order.</param>
public sealed record ProductDraft(string Name, string? Description, IReadOnlyList<ProductLineDraft> Lines);

/// <summary>A product's line as it shall be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="BenefitId">What it shall grant.</param>
/// <param name="Terms">How much, and for how long.</param>
public sealed record ProductLineDraft(int Row, long BenefitId, ProductTerms Terms);

/// <summary>Writes products. A change counts for later sales: what was sold keeps its terms, for it is a credit (R29).</summary>
public sealed class ProductStore(IDbContextFactory<LedgerDbContext> contexts, LedgerRules rules, SiteZone zone, TimeProvider clock)
{
    /// <summary>Stores a new product, or changes one.</summary>
    /// <param name="productId">The product; none for a new one.</param>
    /// <param name="draft">As it shall be.</param>
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CatalogueAnswer> SaveAsync(long? productId, ProductDraft draft, string? seenVersion, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var product = new Product { Name = "", SortName = "" };
        ProductDetails? before = null;
        if (productId is { } id)
        {
            if (await LockAsync(db, id, cancellationToken) is not { } known) return new CatalogueMissing();
            product = known;
            before = await new ProductQuery(db).RunAsync(id, cancellationToken);
            if (IsSame(before!, draft)) return new CatalogueStored(id, false);
            if (before!.Version != seenVersion) return new CatalogueChangedMeanwhile();
        }

        var refusals = await RefuseAsync(db, before, draft, cancellationToken);
        if (refusals.Count > 0) return new CatalogueRefused(refusals);
        Apply(product, draft);
        if (productId is null) db.Products.Add(product);
        if (await TakenAsync() is { } taken) return taken;
        return await CatalogueWriting.SaveAsync(db, transaction, () => product.Id, TakenAsync, cancellationToken);

        async Task<CatalogueTaken?> TakenAsync()
        {
            var sortName = SearchText.Fold(draft.Name);
            var name = await db.Products.Where(other => other.SortName == sortName && other.Id != (productId ?? 0)).Select(other => other.Name).FirstOrDefaultAsync(cancellationToken);
            return name is null ? null : new CatalogueTaken(name);
        }
    }

    /// <summary>Takes a product out of what is sold, or puts it back.</summary>
    /// <returns>Its name; none when there is no such product.</returns>
    public async Task<string?> ArchiveAsync(long productId, bool isArchived, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Products.FindAsync([productId], cancellationToken) is not { } product) return null;
        product.ArchivedAt = isArchived ? product.ArchivedAt ?? clock.Now() : null;
        await db.SaveChangesAsync(cancellationToken);
        return product.Name;
    }

    // Whoever edits the same row waits here; on SQLite the transaction holds the one write lock already.
    private static async Task<Product?> LockAsync(LedgerDbContext db, long id, CancellationToken cancellationToken)
    {
        await db.Products.Where(product => product.Id == id).ExecuteUpdateAsync(product => product.SetProperty(one => one.Name, one => one.Name), cancellationToken);
        return await db.Products.Include(product => product.Lines).FirstOrDefaultAsync(product => product.Id == id, cancellationToken);
    }

    private async Task<List<CatalogueRefusal>> RefuseAsync(LedgerDbContext db, ProductDetails? before, ProductDraft draft, CancellationToken cancellationToken)
    {
        var benefits = (await new OfferedBenefitsQuery(db).RunAsync(cancellationToken)).ToDictionary(benefit => benefit.Id);
        var unknown = draft.Lines.Where(line => !benefits.ContainsKey(line.BenefitId))
            .Select(line => new CatalogueRefusal(line.Row, nameof(ProductField.Benefit), "There is no such benefit. Choose one of the list.")).ToList();
        if (unknown.Count > 0) return unknown;
        return
        [
            .. ProductRule.Refuse(
                    before is null ? [] : [.. before.Lines.Select(line => (line.BenefitId, line.Terms))],
                    [.. draft.Lines.Select(line => new ProductLineWanted(line.Row, benefits[line.BenefitId].ForRules, line.Terms))],
                    rules.BookingIntervalMinutes, zone.DayOf(clock.Now()))
                .Select(refusal => new CatalogueRefusal(refusal.Row, refusal.Field.ToString(), refusal.Message)),
        ];
    }

    private static bool IsSame(ProductDetails before, ProductDraft draft) =>
        before.Name == draft.Name && before.Description == draft.Description
        && before.Lines.Select(line => (line.BenefitId, line.Terms)).SequenceEqual(draft.Lines.Select(line => (line.BenefitId, line.Terms)));

    private static void Apply(Product product, ProductDraft draft)
    {
        (product.Name, product.SortName, product.Description) = (draft.Name, SearchText.Fold(draft.Name), draft.Description);
        product.Lines.Clear();
        foreach (var (index, line) in draft.Lines.Index())
        {
            product.Lines.Add(new ProductLine
            {
                BenefitId = line.BenefitId,
                Amount = line.Terms.Amount,
                Position = index + 1,
                ValidDays = line.Terms.ValidDays,
                ValidUntil = line.Terms.ValidUntil,
            });
        }
    }
}
