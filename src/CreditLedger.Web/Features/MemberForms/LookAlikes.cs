using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.MemberForms;

/// <summary>Finds probable duplicates of a member who is added or edited, and proposes free references.</summary>
public sealed class LookAlikes(LedgerDbContext db, MembersQuery members, TimeProvider clock)
{
    private const int MaxShown = 5;
    private const int MaxRead = 20;
    private const int ProposalCount = 20;

    /// <summary>References that are probably free: the next numbers. The saving rule checks them again.</summary>
    public async Task<IReadOnlyList<string>> ProposeAsync(CancellationToken cancellationToken)
    {
        var last = await db.Members.MaxAsync(member => (long?)member.Id, cancellationToken) ?? 0;
        return
        [
            .. Enumerable.Range(1, ProposalCount)
                .Select(step => string.Create(CultureInfo.InvariantCulture, $"M-{last + step:0000}")),
        ];
    }

    /// <summary>Other members with the same e-mail or the same folded name; when editing, only by a value that changed.</summary>
    public async Task<IReadOnlyList<MemberChoice>> RunAsync(MemberRow wanted, MemberHead? now, CancellationToken cancellationToken)
    {
        var name = SearchText.Fold(wanted.Name);
        var sameName = now is not null && SearchText.Fold(now.Name) == name ? [] : await db.Members
            .Where(member => member.SortName == name && member.MergedIntoId == null).OrderBy(member => member.Id).Take(MaxRead)
            .Select(member => new MemberChoice(member.Id, member.Name, member.Reference, member.Email, member.Kind))
            .ToListAsync(cancellationToken);
        var sameEmail = wanted.Email is not { } email || Is(now?.Email, email) ? [] : (await members.RunAsync(
                new MemberFilter { Search = email }, PagePosition.First, MaxRead, clock.Now(), cancellationToken)).Page.Rows
            .Where(row => Is(row.Email, email))
            .Select(row => new MemberChoice(row.Id, row.Name, row.Reference, row.Email, row.Kind)).ToList();
        return
        [
            .. sameName.Concat(sameEmail).Where(one => one.Id != now?.Id).DistinctBy(one => one.Id).Take(MaxShown),
        ];

        static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
    }
}
