using CreditLedger.Data.Model;

namespace CreditLedger.Data.Ledger;

/// <summary>Rebuilds <c>CreditBalances</c> from the rows (R5). The statements are the same on every engine.</summary>
public static class CreditBalanceCache
{
    private const string Fill =
        """
        INSERT INTO CreditBalances
            (CreditId, OwnerId, BenefitId, BenefitKind, StartsAt, ExpiresAt, Balance, Used, Adjusted, Moved, LastUsedAt, Revoked, Source)
        SELECT c.Id, c.OwnerId, c.BenefitId, c.BenefitKind, c.StartsAt, COALESCE(c.ExpiresAt, {0}),
            s.Balance, s.Used, s.Adjusted, s.Moved, s.LastUsedAt,
            CASE WHEN s.Revocations > 0 THEN 1 ELSE 0 END, c.Source
        FROM Credits c
        JOIN (
            SELECT CreditId, SUM(Amount) AS Balance,
                SUM(CASE WHEN EffectiveKind = 2 THEN -Amount ELSE 0 END) AS Used,
                SUM(CASE WHEN EffectiveKind IN (3, 6) OR (Kind = 4 AND EffectiveKind = 1) THEN Amount ELSE 0 END) AS Adjusted,
                SUM(CASE WHEN EffectiveKind = 5 THEN Amount ELSE 0 END) AS Moved,
                MAX(UsedAt) AS LastUsedAt,
                SUM(CASE WHEN Kind = 6 OR (Kind = 4 AND EffectiveKind = 1) THEN 1
                    WHEN Kind = 4 AND EffectiveKind = 6 THEN -1 ELSE 0 END) AS Revocations
            FROM LedgerEntries GROUP BY CreditId
        ) s ON s.CreditId = c.Id
        WHERE NOT EXISTS (SELECT 1 FROM CreditBalances b WHERE b.CreditId = c.Id)
        """;

    /// <summary>Adds the rows that are missing; does nothing when none is.</summary>
    public static async Task FillMissingAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        if (await context.Credits.LongCountAsync(cancellationToken) == await context.CreditBalances.LongCountAsync(cancellationToken))
            return;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync(Fill, [StoredNever(context)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Raw SQL takes values as the database stores them; the model knows how.
    private static object StoredNever(LedgerDbContext context)
    {
        var property = context.Model.FindEntityType(typeof(CreditBalance))!.FindProperty(nameof(CreditBalance.ExpiresAt))!;
        return property.GetTypeMapping().Converter?.ConvertToProvider(CreditBalance.Never) ?? CreditBalance.Never;
    }
}
