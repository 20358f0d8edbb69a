using Microsoft.EntityFrameworkCore.Storage;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Fills in the reference keys of members from an earlier version: no database upper-cases all letters as the rule does. If two references
/// differ only in case, the second member gets no key until someone changes its reference.
/// </summary>
internal static class ReferenceKeys
{
    private const int RowsPerRead = 1_000;

    /// <summary>Adds the keys that are missing; does nothing when none is.</summary>
    public static async Task FillMissingAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        IDbContextTransaction? transaction = null;
        var last = 0L;
        while (true)
        {
            var members = await context.Members.Where(member => member.ReferenceKey == null && member.Id > last)
                .OrderBy(member => member.Id).Take(RowsPerRead)
                .Select(member => new { member.Id, member.Reference }).ToListAsync(cancellationToken);
            if (members.Count == 0) break;
            transaction ??= await context.Database.BeginTransactionAsync(cancellationToken);
            foreach (var member in members)
            {
                var key = MemberRow.KeyOf(member.Reference);
                await context.Database.ExecuteSqlAsync(
                    $"""
                    UPDATE Members SET ReferenceKey = {key}
                    WHERE Id = {member.Id} AND NOT EXISTS (SELECT 1 FROM Members x WHERE x.ReferenceKey = {key})
                    """,
                    cancellationToken);
            }

            last = members[^1].Id;
        }

        if (transaction is null) return;
        await transaction.CommitAsync(cancellationToken);
        await transaction.DisposeAsync();
    }
}
