namespace CreditLedger.Data.Import;

/// <summary>The keys behind the references that files use, read once: a million rows name the same members again and again.</summary>
internal sealed class References
{
    private References(Dictionary<string, long> members, Dictionary<string, long> services, Dictionary<string, long> benefits) =>
        (Members, Services, Benefits) = (members, services, benefits);

    public Dictionary<string, long> Members { get; }

    public Dictionary<string, long> Services { get; }

    public Dictionary<string, long> Benefits { get; }

    public static async Task<References> ReadAsync(LedgerDbContext context, CancellationToken cancellationToken) => new(
        // The reference of a record that was merged means the survivor (R50).
        await context.Members.Select(member => new { member.Reference, Id = member.MergedIntoId ?? member.Id })
            .ToDictionaryAsync(member => member.Reference, member => member.Id, StringComparer.Ordinal, cancellationToken),
        await ServicesAsync(context, cancellationToken),
        await context.Benefits.Select(benefit => new { benefit.Reference, benefit.Id })
            .ToDictionaryAsync(benefit => benefit.Reference, benefit => benefit.Id, StringComparer.Ordinal, cancellationToken));

    public static Task<Dictionary<string, long>> ServicesAsync(LedgerDbContext context, CancellationToken cancellationToken) =>
        context.Services.Select(service => new { service.Reference, service.Id })
            .ToDictionaryAsync(service => service.Reference, service => service.Id, StringComparer.Ordinal, cancellationToken);

    /// <summary>The key that a cell names; none when it is empty or nothing has that reference.</summary>
    public static long? Find(Cell cell, Dictionary<string, long> keys, string what, bool required = false)
    {
        if (cell.Text(100, required) is not { } reference) return null;
        if (keys.TryGetValue(reference, out var key)) return key;
        cell.Refuse($"There is no {what} '{Cell.Show(reference)}'. Check the spelling (capitals count), or import {what}s first.");
        return null;
    }
}
