using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Setup;

/// <summary>A service as it shall be.</summary>
/// <param name="Reference">Unique, 1 to 100 characters.</param>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="Category">Up to 100 characters.</param>
/// <param name="IntervalMinutes">1 to 1440.</param>
/// <param name="Price">In the currency's minor unit, 0 or more.</param>
/// <param name="Currency">ISO 4217 code, where there is a price.</param>
public sealed record ServiceDraft(string Reference, string Name, string? Category, int? IntervalMinutes, long? Price, string? Currency);

/// <summary>Writes services.</summary>
public sealed class ServiceStore(IDbContextFactory<LedgerDbContext> contexts, TimeProvider clock)
{
    /// <summary>Stores a new service, or changes one.</summary>
    /// <param name="serviceId">The service; none for a new one.</param>
    /// <param name="draft">As it shall be.</param>
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<CatalogueAnswer> SaveAsync(long? serviceId, ServiceDraft draft, string? seenVersion, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var service = new Service { Reference = "", Name = "" };
        if (serviceId is { } id)
        {
            if (await LockAsync(db, id, cancellationToken) is not { } known) return new CatalogueMissing();
            var before = ServiceDetails.VersionOf(known);
            Apply(service = known, draft);
            if (ServiceDetails.VersionOf(service) == before) return new CatalogueStored(id, false);
            if (before != seenVersion) return new CatalogueChangedMeanwhile();
        }
        else
        {
            Apply(service, draft);
            db.Services.Add(service);
        }

        if (await TakenAsync() is { } taken) return taken;
        return await CatalogueWriting.SaveAsync(db, transaction, () => service.Id, TakenAsync, cancellationToken);

        async Task<CatalogueTaken?> TakenAsync()
        {
            var name = await db.Services.Where(other => other.Reference == draft.Reference && other.Id != (serviceId ?? 0)).Select(other => other.Name).FirstOrDefaultAsync(cancellationToken);
            return name is null ? null : new CatalogueTaken(name);
        }
    }

    /// <summary>Takes a service out of what is offered, or puts it back.</summary>
    /// <returns>Its name; none when there is no such service.</returns>
    public async Task<string?> ArchiveAsync(long serviceId, bool isArchived, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Services.FindAsync([serviceId], cancellationToken) is not { } service) return null;
        service.ArchivedAt = isArchived ? service.ArchivedAt ?? clock.Now() : null;
        await db.SaveChangesAsync(cancellationToken);
        return service.Name;
    }

    // Whoever edits the same row waits here; on SQLite the transaction holds the one write lock already.
    private static async Task<Service?> LockAsync(LedgerDbContext db, long id, CancellationToken cancellationToken)
    {
        await db.Services.Where(service => service.Id == id).ExecuteUpdateAsync(service => service.SetProperty(one => one.Name, one => one.Name), cancellationToken);
        return await db.Services.FindAsync([id], cancellationToken);
    }

    private static void Apply(Service service, ServiceDraft draft) =>
        (service.Reference, service.Name, service.Category, service.IntervalMinutes, service.Price, service.Currency) =
        (draft.Reference, draft.Name, draft.Category, draft.IntervalMinutes, draft.Price, draft.Currency);
}
