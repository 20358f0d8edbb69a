using CreditLedger.Data;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Puts a member into a group, with the right to use and no caps. Sent twice, it is done once.</summary>
public sealed class AddGroupMember(LedgerDbContext db, FindMember find)
{
    /// <summary>Done with the member's name, or why not.</summary>
    public async Task<Outcome> RunAsync(long groupId, string? typed, CancellationToken cancellationToken)
    {
        var group = await db.Groups.AsNoTracking().FirstOrDefaultAsync(one => one.Id == groupId, cancellationToken);
        if (group is null) return new Missing();
        if (string.IsNullOrWhiteSpace(typed)) return Wrong("Say who it is: a reference, an e-mail or a name.");
        var member = await find.RunAsync(typed, cancellationToken);
        if (member.Problem is { } problem) return Wrong(problem);
        if (member.Id == group.OwnerId) return Wrong($"{member.Name} is the owner and may use everything anyway.");
        if (group.Kind != GroupKind.Team && member.Kind == MemberKind.Business)
            return Wrong($"{member.Name} is a business. {GroupWords.MembersOf(group.Kind)} are persons.");
        if (await db.GroupMembers.AnyAsync(row => row.GroupId == groupId && row.MemberId == member.Id, cancellationToken))
            return Wrong($"{member.Name} is in this group already.");

        db.GroupMembers.Add(new GroupMember { GroupId = groupId, MemberId = member.Id });
        await db.SaveChangesAsync(cancellationToken);
        return new Done<string>(member.Name);
    }

    private static Invalid Wrong(string message) => new(new FieldError("Member", message));
}
