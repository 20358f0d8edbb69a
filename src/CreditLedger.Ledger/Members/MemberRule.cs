using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Members;

/// <summary>What is required of a member's details, in forms and imports alike.</summary>
public static class MemberRule
{
    /// <summary>Most tags of one member.</summary>
    public const int MaxTags = 50;

    /// <summary>How many days ahead a member may join.</summary>
    public const int MaxDaysAhead = 366;

    /// <summary>Something, one @, something; no spaces and no control characters.</summary>
    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0
            && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
    }

    internal static IEnumerable<Refusal> Refuse(MemberRow wanted, IReadOnlyCollection<string> tags, DateOnly today)
    {
        if (wanted.Reference.Length == 0) yield return Refusals.NoReference(MemberRow.Noun);
        if (wanted.Reference.Any(char.IsControl)) yield return Refusals.NotOneLine(RefusedField.Reference);
        if (wanted.Name.Any(char.IsControl)) yield return Refusals.NotOneLine(RefusedField.Name);
        if (wanted.Email is { } email && !IsEmail(email)) yield return Refusals.NotAnEmail(email);
        if (!Enum.IsDefined(wanted.Kind)) yield return Refusals.NoSuchMemberKind;
        if (!Enum.IsDefined(wanted.Status)) yield return Refusals.NoSuchStatus;
        if (wanted.JoinedOn > today.AddDays(MaxDaysAhead)) yield return Refusals.JoinsTooFarAhead(MaxDaysAhead);
        if (tags.Count > MaxTags) yield return Refusals.TooManyTags(MaxTags);
        foreach (var tag in tags.Where(tag => tag.Length is 0 or > MemberTagRow.MaxLength || tag.Any(char.IsControl)))
            yield return Refusals.TagOutOfLength(tag);
    }
}
