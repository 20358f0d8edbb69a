using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CreditLedger.Data.Setup;

internal static class CatalogueWriting
{
    /// <summary>Saves and commits. Whoever was faster with the same unique text is found out by the database, and asked for by <paramref name="taken"/>.</summary>
    public static async Task<CatalogueAnswer> SaveAsync(
        LedgerDbContext db, IDbContextTransaction transaction, Func<long> id, Func<Task<CatalogueTaken?>> taken, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new CatalogueStored(id(), rows > 0);
        }
        catch (DbUpdateException exception) when (!DatabaseFaults.IsOutage(exception))
        {
            await transaction.RollbackAsync(cancellationToken);
            return (CatalogueAnswer?)await taken() ?? new CatalogueChangedMeanwhile();
        }
    }
}
