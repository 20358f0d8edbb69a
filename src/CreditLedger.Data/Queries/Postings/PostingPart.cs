using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Queries.Postings;

/// <summary>What a posting changed for one member, and whether that was undone (R24).</summary>
/// <param name="Member">Whose part it is: as <see cref="PostedEntry.MemberId"/> says.</param>
/// <param name="Changes">How many entries it has.</param>
/// <param name="Amount">What they come to, where all are of one unit.</param>
/// <param name="Standing">How many of them stand.</param>
/// <param name="UndoneById">The last posting that undid some of them.</param>
public sealed record PostingPart(ListedMember Member, int Changes, PostingAmount? Amount, int Standing, long? UndoneById)
{
    /// <summary>The parts of a posting, in the order in which they were recorded. A posting has thousands of entries at most.</summary>
    public static async Task<IReadOnlyList<PostingPart>> ReadAsync(LedgerDbContext db, long postingId, CancellationToken cancellationToken)
    {
        // IX_LedgerEntries_Posting, then UX_LedgerEntries_R3_ReversedOnce for each entry.
        var entries = await db.LedgerEntries.Where(entry => entry.PostingId == postingId).OrderBy(entry => entry.Id)
            .Select(entry => new
            {
                entry.Amount,
                entry.BenefitKind,
                entry.Credit!.Benefit!.Currency,
                MemberId = (entry.Kind == EntryKind.Grant && entry.Credit.OriginCreditId != null
                    ? db.Credits.Where(credit => credit.Id == entry.Credit.OriginCreditId).Select(credit => (long?)credit.OwnerId)
                        .FirstOrDefault()
                    : null) ?? entry.UsedById ?? entry.OwnerId,
                UndoneById = db.Reversals.Where(later => later.ReversesEntryId == entry.Id).Max(later => (long?)later.PostingId),
            })
            .ToListAsync(cancellationToken);
        var ids = entries.Select(entry => entry.MemberId).Distinct().ToList();
        var members = await db.Members.Where(member => ids.Contains(member.Id))
            .Select(member => new ListedMember(member.Id, member.Name, member.Reference))
            .ToDictionaryAsync(member => member.Id, cancellationToken);
        return
        [
            .. from entry in entries
               group entry by entry.MemberId into part
               let units = part.GroupBy(entry => Unit.Of(entry.BenefitKind, entry.Currency)).ToList()
               select new PostingPart(members[part.Key], part.Count(),
                   units is [var unit]
                       ? new PostingAmount(unit.Key, unit.Sum(entry => entry.Amount), unit.Sum(entry => Math.Max(0, entry.Amount)))
                       : null,
                   part.Count(entry => entry.UndoneById is null), part.Max(entry => entry.UndoneById)),
        ];
    }
}
