
namespace CreditLedger.Data.Queries;

/// <summary>A member as the head of every member page shows it.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Kind">Person or business.</param>
/// <param name="Status">Where the member stands.</param>
/// <param name="JoinedOn">Local day.</param>
/// <param name="Tags">Segments.</param>
public sealed record MemberHead(
    long Id, string Reference, string Name, string? Email, MemberKind Kind, MemberStatus Status, DateOnly? JoinedOn,
    IReadOnlyList<string> Tags)
{
    /// <summary>The version, for concurrent edits.</summary>
    public int Version { get; init; }

    /// <summary>Whether another member has the same name.</summary>
    public bool HasNamesake { get; init; }

    /// <summary>The name, with the reference if another member has the same name.</summary>
    public string ClearName => HasNamesake ? $"{Name} ({Reference})" : Name;
}

/// <summary>One member. Primary keys of Members and MemberTags, IX_Members_SortName.</summary>
public sealed class MemberQuery(LedgerDbContext db)
{
    /// <summary>The member, if there is one.</summary>
    public async Task<MemberHead?> RunAsync(long id, CancellationToken cancellationToken)
    {
        var member = await db.Members.FirstOrDefaultAsync(member => member.Id == id, cancellationToken);
        if (member is null) return null;
        var tags = await db.MemberTags.Where(tag => tag.MemberId == id).Select(tag => tag.Tag).ToListAsync(cancellationToken);
        return new MemberHead(member.Id, member.Reference, member.Name, member.Email, member.Kind, member.Status, member.JoinedOn,
            [.. tags.Order(StringComparer.Ordinal)])
        {
            Version = member.Version,
            HasNamesake = await db.Members.AnyAsync(
                other => other.SortName == member.SortName && other.Id != id && other.MergedIntoId == null, cancellationToken),
        };
    }
}
