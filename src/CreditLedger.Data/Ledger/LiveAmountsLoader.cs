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

        await TakeCommittedAsync(loader, owners, amounts, now, cancellationToken);
        await loader.LoadBenefitsAsync(amounts.Select(amount => amount.BenefitId), cancellationToken);
        return amounts.ToLookup(amount => amount.OwnerId, amount => new LiveAmount(
            loader.State.Benefit(amount.BenefitId)!, amount.Amount, amount.IsUnlimited));
    }

    // What is committed of a live credit becomes a use of it at the next write or issuing round: until then it is not available (R42).
    private static async Task TakeCommittedAsync(
        LedgerLoader loader, HashSet<long> owners, List<(long OwnerId, long BenefitId, long Amount, bool IsUnlimited)> amounts,
        DateTime now, CancellationToken cancellationToken)
    {
        var committed = new Dictionary<(long, long), long>();
        await loader.Transaction.ReadRowsByIdsAsync(
            """
            SELECT m.OwnerId, m.BenefitId, SUM(m.Amount) FROM Commitments m
            WHERE m.OwnerId {ids} AND m.DueAt IS NOT NULL AND m.DueAt <= @now AND m.CreditId IS NOT NULL
            GROUP BY m.OwnerId, m.BenefitId
            """,
            owners, row => committed.Add((row.Number(0), row.Number(1)), row.Number(2)), cancellationToken,
            ("@now", loader.Transaction.ToParameter(now)));
        for (var place = 0; committed.Count > 0 && place < amounts.Count; place++)
        {
            var (ownerId, benefitId, amount, isUnlimited) = amounts[place];
            if (isUnlimited || !committed.Remove((ownerId, benefitId), out var taken)) continue;
            amounts[place] = (ownerId, benefitId, Math.Max(0, amount - taken), false);
        }
    }
}
