using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Ledger;

/// <summary>Loads what is live and shared, as sums: a list does not need the individual credits. IX_Credits_OwnerId_ExpiresAt.</summary>
internal static class LiveAmountsLoader
{
    private static readonly string[] SelectLiveAmounts =
    [
        .. new[] { "c.ExpiresAt > @now", "c.ExpiresAt IS NULL" }.Select(end =>
            $$"""
            SELECT c.OwnerId, c.BenefitId, SUM(b.Balance),
                MAX(CASE WHEN c.Unlimited = 1 THEN 1 ELSE 0 END)
            FROM Credits c JOIN CreditBalances b ON b.CreditId = c.Id
            WHERE c.OwnerId {ids} AND {{end}} AND c.StartsAt <= @now AND b.Revoked = 0
            GROUP BY c.OwnerId, c.BenefitId
            """),
    ];

    /// <summary>
    /// Loads what is live at a moment of members and of those who share with them, summed for each benefit, and by what right and within
    /// which caps it is shared.
    /// </summary>
    public static async Task<ILookup<long, LiveAmount>> LoadAsync(
        LedgerLoader loader, IReadOnlyCollection<long> memberIds, DateTime now, CancellationToken cancellationToken)
    {
        var sharing = loader.NewSharing();
        await sharing.LoadAccessesAsync(memberIds, cancellationToken);
        await sharing.LoadUsesAsync(now, now, cancellationToken);
        HashSet<long> owners = [.. memberIds, .. memberIds.SelectMany(member => loader.State.SharingOf(member, now).Owners)];
        var amounts = new List<(long OwnerId, long BenefitId, long Amount, bool IsUnlimited)>();

        // Two ranges of the index: asked for in one, SQLite reads all that an owner ever had.
        foreach (var text in SelectLiveAmounts)
        {
            await loader.Transaction.ReadRowsByIdsAsync(
                text, owners, row => amounts.Add((row.Number(0), row.Number(1), row.Number(2), row.Number(3) == 1)), cancellationToken,
                ("@now", loader.Transaction.ToParameter(now)));
        }

        await loader.LoadBenefitsAsync(amounts.Select(amount => amount.BenefitId), cancellationToken);
        return amounts.ToLookup(amount => amount.OwnerId, amount => new LiveAmount(
            loader.State.Benefit(amount.BenefitId)!, amount.Amount, amount.IsUnlimited));
    }
}
