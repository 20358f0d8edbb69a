using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Groups;

/// <summary>What one member used of one shared credit in a range of days.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="BenefitName">What people call it.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="UsedById">Who used it.</param>
/// <param name="UsedBy">That member's name.</param>
/// <param name="Amount">What was used, less what was given back.</param>
public sealed record GroupUse(long CreditId, string BenefitName, Unit Unit, long? UsedById, string UsedBy, long Amount);

/// <summary>
/// Use of an owner's shared credits in a range, by credit and by who used it (R34): sums in the database, along
/// IX_LedgerEntries_Owner_Kind_UsedAt.
/// </summary>
public sealed class GroupUseQuery(LedgerDbContext db)
{
    private static readonly BenefitKind[] Shown = [.. BenefitKinds.Where(kind => kind.IsInUseHistory)];

    /// <summary>The sums, by kind, credit and name; passes are left out.</summary>
    public async Task<IReadOnlyList<GroupUse>> RunAsync(
        long ownerId, IReadOnlyCollection<BenefitKind> shares, DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var kinds = shares.Intersect(Shown).ToList();
        long[] records = [ownerId, .. await db.MergedIntoAsync(ownerId, cancellationToken)];
        var sums = await records.OfEachAsync(record => db.LedgerEntries
            .Where(entry => entry.OwnerId == record && kinds.Contains(entry.BenefitKind) && entry.UsedAt >= from && entry.UsedAt < until
                && entry.EffectiveKind == EntryKind.Usage && entry.Credit!.Benefit!.Shared)
            .GroupBy(entry => new { entry.CreditId, entry.UsedById })
            .Select(part => new { part.Key.CreditId, part.Key.UsedById, Sum = part.Sum(entry => entry.Amount) })
            .ToListAsync(cancellationToken));
        if (sums.Count == 0) return [];
        var creditIds = sums.Select(sum => sum.CreditId).Distinct().ToList();
        var credits = await db.Credits.Where(credit => creditIds.Contains(credit.Id))
            .Select(credit => new { credit.Id, credit.Benefit!.Name, credit.BenefitKind, credit.Benefit.Currency })
            .ToDictionaryAsync(credit => credit.Id, cancellationToken);
        var memberIds = sums.Select(sum => sum.UsedById).OfType<long>().Distinct().ToList();
        var names = memberIds.Count == 0 ? [] : await db.Members.Where(member => memberIds.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
        return
        [
            .. sums.Where(sum => sum.Sum != 0 && credits.ContainsKey(sum.CreditId))
                .Select(sum => (Sum: sum, Credit: credits[sum.CreditId]))
                .Select(row => new GroupUse(
                    row.Credit.Id, row.Credit.Name, Unit.Of(row.Credit.BenefitKind, row.Credit.Currency), row.Sum.UsedById,
                    row.Sum.UsedById is { } user && names.TryGetValue(user, out var name) ? name : "–", -row.Sum.Sum))
                .OrderBy(use => use.Unit.Kind).ThenBy(use => use.Unit.Code, StringComparer.Ordinal).ThenBy(use => use.CreditId)
                .ThenBy(use => use.UsedBy, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
