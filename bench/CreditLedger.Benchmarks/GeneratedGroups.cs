using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Benchmarks;

/// <summary>
/// Two businesses with contacts, a team for each 500 members, a few families: members who are in a group cost the writer a look at it.
/// </summary>
internal static class GeneratedGroups
{
    private const int Contacts = 5;
    private const int MembersPerTeam = 500;
    private const int Families = 3;

    public static async Task CreateAsync(LedgerFile ledger, IReadOnlyList<long> members, CancellationToken cancellationToken)
    {
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        var kinds = Enumerable.Repeat(GroupKind.Business, 2)
            .Concat(Enumerable.Repeat(GroupKind.Team, Math.Max(1, members.Count / MembersPerTeam)))
            .Concat(Enumerable.Repeat(GroupKind.Family, Families));
        var next = 0;
        foreach (var kind in kinds)
        {
            if (next + Contacts >= members.Count) break;
            var owner = members[next++];
            var group = new Group { Name = $"{kind} {owner}", SortName = SearchText.Fold($"{kind} {owner}"), Kind = kind, OwnerId = owner };
            group.Shares.Add(new GroupShare { Kind = BenefitKind.Time });
            for (var contact = 0; contact < Contacts; contact++)
            {
                var member = new GroupMember { MemberId = members[next++] };
                member.Caps.Add(new GroupCap { Kind = BenefitKind.Time, Amount = 600, Period = Period.Month });
                group.Members.Add(member);
            }

            context.Groups.Add(group);
            if (kind == GroupKind.Business)
            {
                await context.Members.Where(row => row.Id == owner)
                    .ExecuteUpdateAsync(row => row.SetProperty(member => member.Kind, MemberKind.Business), cancellationToken);
            }
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
