using CreditLedger.Data;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The members that a person may mean by a reference, an e-mail or a name.</summary>
public sealed class FindMember(LedgerDbContext db, MembersQuery members, TimeProvider clock)
{
    private const int MaxChoices = 8;
    private const int MaxSearchLength = 200;

    /// <summary>
    /// Those that match. A whole reference, or a whole e-mail or name that one member alone has, means that member, however many others
    /// begin so.
    /// </summary>
    public async Task<MemberMatch> RunAsync(string? typed, CancellationToken cancellationToken)
    {
        var text = (typed ?? "").Trim().Replace("\0", "", StringComparison.Ordinal);
        if (text.Length > MaxSearchLength) text = text[..MaxSearchLength];
        // The reference of a record that was merged means the survivor (R50).
        var meant = db.Members.Where(member => member.Reference == text).Select(member => member.MergedIntoId ?? member.Id);
        var exact = await db.Members.Where(member => meant.Contains(member.Id))
            .Select(member => new MemberChoice(member.Id, member.Name, member.Reference, member.Email, member.Kind))
            .FirstOrDefaultAsync(cancellationToken);
        if (exact is not null) return new MemberMatch(text, [exact], "1");

        // No words to search for, such as a lone sign, would match everybody.
        if (SearchText.WordsOf(text).Count == 0) return new MemberMatch(text, [], "No");
        var found = await members.RunAsync(new MemberFilter { Search = text }, PagePosition.First, MaxChoices, clock.Now(),
            cancellationToken);
        var choices = found.Page.Rows.Select(row => new MemberChoice(row.Id, row.Name, row.Reference, row.Email, row.Kind)).ToList();
        var same = choices.FindAll(choice => Is(choice.Name) || Is(choice.Email));
        return same.Count == 1 ? new MemberMatch(text, same, "1") : new MemberMatch(text, choices, found.Total.ToString());

        bool Is(string? value) => string.Equals(value, text, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A member that may be meant.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Kind">Person or business.</param>
public sealed record MemberChoice(long Id, string Name, string Reference, string? Email, MemberKind Kind)
{
    /// <summary>As the rules of groups see it.</summary>
    public GroupParty AsParty() => new(Id, Name, Kind == MemberKind.Business);
}

/// <summary>The members that may be meant.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Choices">The first of them.</param>
/// <param name="Total">How many there are, in words.</param>
public sealed record MemberMatch(string Text, IReadOnlyList<MemberChoice> Choices, string Total)
{
    /// <summary>The member, when it is clear which.</summary>
    public MemberChoice? Only => Choices is [var only] ? only : null;

    /// <summary>Why it is not clear, and what would be right.</summary>
    public string Problem => Choices.Count == 0
        ? $"No member is found by “{Text}”. Type a reference, an e-mail or a name."
        : $"“{Text}” could be {string.Join(", ", Choices.Select(member => $"{member.Name} ({member.Reference})"))}. " +
            "Type the reference.";
}
