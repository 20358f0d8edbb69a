using CreditLedger.Data;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Groups;

/// <summary>The one member that a person means by a reference, an e-mail or a name.</summary>
public sealed class FindMember(LedgerDbContext db, MembersQuery members, TimeProvider clock)
{
    private const int Named = 5;

    /// <summary>The member, or what to type instead.</summary>
    public async Task<FoundMember> RunAsync(string typed, CancellationToken cancellationToken)
    {
        var text = typed.Trim();
        var exact = await db.Members.FirstOrDefaultAsync(member => member.Reference == text, cancellationToken);
        if (exact is not null) return new FoundMember(exact.Id, exact.Name, exact.Kind, null);

        var found = (await members.RunAsync(new MemberFilter { Search = text }, PagePosition.First, Named + 1, clock.Now(), cancellationToken)).Page.Rows;
        var same = found.Where(member => string.Equals(member.Name, text, StringComparison.OrdinalIgnoreCase) || string.Equals(member.Email, text, StringComparison.OrdinalIgnoreCase)).ToList();
        var meant = same.Count == 1 ? same : found;
        if (meant is [var only]) return new FoundMember(only.Id, only.Name, only.Kind, null);
        return new FoundMember(0, "", MemberKind.Person, meant.Count == 0
            ? $"No member is found by “{text}”. Type a reference, an e-mail or a name."
            : $"“{text}” could be {string.Join(", ", meant.Take(Named).Select(member => $"{member.Name} ({member.Reference})"))}{(meant.Count > Named ? " and others" : "")}. Type the reference.");
    }
}

/// <summary>A member that was looked for.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Kind">Person or business.</param>
/// <param name="Problem">Why nobody was found, and what would be right.</param>
public sealed record FoundMember(long Id, string Name, MemberKind Kind, string? Problem)
{
    /// <summary>As the rules of groups see it.</summary>
    public GroupParty Party => new(Id, Name, Kind == MemberKind.Business);
}
