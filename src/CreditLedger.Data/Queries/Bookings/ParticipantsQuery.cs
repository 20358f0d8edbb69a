using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Data.Queries.Bookings;

/// <summary>
/// Who may take part in what a member books: dependants and contacts, who are the members of the groups that the member owns (R13). As many
/// rows as these groups have: IX_Groups_OwnerId.
/// </summary>
public sealed class ParticipantsQuery(LedgerDbContext db)
{
    /// <summary>Those who are in a group now, by name.</summary>
    public async Task<IReadOnlyList<ListedMember>> RunAsync(long ownerId, DateTime now, CancellationToken cancellationToken)
    {
        var found = await db.GroupMembers
            .Where(member => member.Group!.OwnerId == ownerId && member.Group.ArchivedAt == null
                && member.StartsAt <= now && (member.EndsAt == null || member.EndsAt > now))
            .Select(member => new { member.MemberId, member.Member!.Name, member.Member.Reference, member.Member.SortName })
            .ToListAsync(cancellationToken);
        return
        [
            .. found.DistinctBy(member => member.MemberId).OrderBy(member => member.SortName, StringComparer.Ordinal)
                .ThenBy(member => member.MemberId).Select(member => new ListedMember(member.MemberId, member.Name, member.Reference)),
        ];
    }
}
