namespace CreditLedger.Data.Model;

/// <summary>
/// A person or a business known to the space. The only table, with its tags and search terms, that holds personal data (R8).
/// </summary>
public sealed class Member
{
    /// <summary>Database key; what the ledger's rows and hashes refer to.</summary>
    public long Id { get; set; }

    /// <summary>Unique text by which imports and the API name the member, 1 to 100 characters.</summary>
    public required string Reference { get; set; }

    /// <summary>Display name, 1 to 200 characters.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded for sorting (<see cref="SearchText.Fold"/>): the same order on every engine.</summary>
    public required string SortName { get; set; }

    /// <summary>E-mail, up to 254 characters; not unique: families share one.</summary>
    public string? Email { get; set; }

    /// <summary>Person or business.</summary>
    public MemberKind Kind { get; set; } = MemberKind.Person;

    /// <summary>Active, suspended or left.</summary>
    public MemberStatus Status { get; set; } = MemberStatus.Active;

    /// <summary>The local day the member joined.</summary>
    public DateOnly? JoinedOn { get; set; }

    /// <summary>Segments.</summary>
    public ICollection<MemberTag> Tags { get; } = [];

    /// <summary>What the member is found by (<see cref="SearchText.TermsOf"/>).</summary>
    public ICollection<MemberSearchTerm> SearchTerms { get; } = [];
}

/// <summary>Person or business. Stored as its number: never renumber.</summary>
public enum MemberKind
{
    /// <summary>One human being.</summary>
    Person = 1,

    /// <summary>A company; its contacts use its benefits.</summary>
    Business = 2,
}

/// <summary>One tag (segment) of one member.</summary>
public sealed class MemberTag
{
    /// <summary>The member.</summary>
    public long MemberId { get; set; }

    /// <summary>The tag, 1 to 50 characters.</summary>
    public required string Tag { get; set; }
}

/// <summary>One folded word, or the end of one, by which a member is found; rewritten whenever the member changes.</summary>
public sealed class MemberSearchTerm
{
    /// <summary>The member.</summary>
    public long MemberId { get; set; }

    /// <summary>A word folded by <see cref="SearchText.Fold"/>, 1 to 100 characters.</summary>
    public required string Term { get; set; }
}
