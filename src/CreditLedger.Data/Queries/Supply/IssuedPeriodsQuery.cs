using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>A credit that a membership granted, and for which period.</summary>
/// <param name="Credit">The credit; of one that was extended, the credit that took its place (R23).</param>
/// <param name="MembershipId">The membership.</param>
/// <param name="PlanName">The plan's name today.</param>
/// <param name="Period">Number of the period, from 0.</param>
/// <param name="Part">The period's own grant, what rolled over, or what topped it up.</param>
public sealed record IssuedCredit(CreditSummary Credit, long MembershipId, string PlanName, int Period, SupplyPart Part)
{
    /// <summary>What amounts count.</summary>
    public Unit Unit => Credit.Unit;

    /// <summary>What became of it, together with the credits that took its place by an extension (R23).</summary>
    public GrantedSums Sums { get; init; }

    /// <summary>The credit that was granted, which keeps its place in the list when another takes its place in the period.</summary>
    public long Key { get; init; } = Credit.Id;

    /// <summary>Since when it was live, before it was extended as well.</summary>
    public DateTime StartsAt { get; init; } = Credit.StartsAt;
}

/// <summary>What memberships granted. IX_MembershipCredits_MembershipId; for one credit the primary key.</summary>
public sealed class IssuedPeriodsQuery(LedgerDbContext db)
{
    /// <summary>The credits of a membership, the latest first, by page.</summary>
    public async Task<KeysetPage<IssuedCredit>> RunAsync(
        long membershipId, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0 ? null : new CreditKey(position.Id);
        return await Keyset.ReadAsync<IssuedCredit, CreditKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var granted = db.MembershipCredits.Where(row => row.MembershipId == membershipId);
            if (beyond is { Id: var id })
                granted = forward ? granted.Where(row => row.CreditId < id) : granted.Where(row => row.CreditId > id);
            var ordered = forward ? granted.OrderByDescending(row => row.CreditId) : granted.OrderBy(row => row.CreditId);
            return await WithExtensionsAsync(
                await ordered.Take(take)
                    .Select(row => new Granted(row.CreditId, row.MembershipId, row.Membership!.Plan!.Name, row.Period, row.Part))
                    .ToListAsync(cancellationToken),
                now, cancellationToken);
        });
    }

    /// <summary>Where a credit came from; none when no membership granted it.</summary>
    public async Task<IssuedCredit?> OfCreditAsync(long creditId, DateTime now, CancellationToken cancellationToken)
    {
        var granted = await db.MembershipCredits.Where(row => row.CreditId == creditId)
            .Select(row => new Granted(row.CreditId, row.MembershipId, row.Membership!.Plan!.Name, row.Period, row.Part))
            .ToListAsync(cancellationToken);
        return (await WithCreditsAsync(granted, now, cancellationToken)).FirstOrDefault();
    }

    private async Task<List<IssuedCredit>> WithExtensionsAsync(List<Granted> granted, DateTime now, CancellationToken cancellationToken)
    {
        var extensions = await db.ExtensionsOfAsync(granted.ConvertAll(row => row.CreditId), cancellationToken);
        return (await WithCreditsAsync(granted, now, cancellationToken)).ConvertAll(issued =>
        {
            var later = extensions[issued.Credit.Id].Select(figures => CreditSummary.Of(figures, now)).ToList();
            return issued with
            {
                Credit = later.Count > 0 ? later[^1] : issued.Credit,
                Sums = later.Prepend(issued.Credit).Select(credit => SumsOf(credit, issued.Part)).Aggregate((one, other) => one + other),
            };
        });
    }

    private static GrantedSums SumsOf(CreditSummary credit, SupplyPart part) => GrantedSums.Of(
        credit.Balance, credit.Used, credit.Adjusted - credit.Moved, credit.Moved, GrantedSums.IsFed(part, credit.Source), credit.IsPast);

    private async Task<List<IssuedCredit>> WithCreditsAsync(List<Granted> granted, DateTime now, CancellationToken cancellationToken)
    {
        if (granted.Count == 0) return [];
        var ids = granted.ConvertAll(row => row.CreditId);
        var credits = await db.Credits.Where(credit => ids.Contains(credit.Id)).Figures()
            .ToDictionaryAsync(figures => figures.Id, cancellationToken);
        return granted.ConvertAll(
            row => new IssuedCredit(CreditSummary.Of(credits[row.CreditId], now), row.MembershipId, row.PlanName, row.Period, row.Part));
    }

    private sealed record CreditKey(long Id);

    private sealed record Granted(long CreditId, long MembershipId, string PlanName, int Period, SupplyPart Part);
}
