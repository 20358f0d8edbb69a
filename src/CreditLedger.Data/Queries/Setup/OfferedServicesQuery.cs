using System.Globalization;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A service as the list of a benefit chooses it.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="IsArchived">Whether no benefit may name it anew.</param>
public sealed record OfferedService(long Id, string Name, string Reference, bool IsArchived);

/// <summary>
/// All services, those that are archived included, because benefits that name them go on: tens of rows, sorted in memory.
/// </summary>
public sealed class OfferedServicesQuery(LedgerDbContext db)
{
    // "Desk 2" before "Desk 10".
    private static readonly StringComparer ByNumber = StringComparer.Create(
        CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<OfferedService>> RunAsync(CancellationToken cancellationToken)
    {
        var services = await db.Services.Select(service =>
            new OfferedService(service.Id, service.Name, service.Reference, service.ArchivedAt != null)).ToListAsync(cancellationToken);
        return [.. services.OrderBy(service => service.Name, ByNumber).ThenBy(service => service.Id)];
    }
}
