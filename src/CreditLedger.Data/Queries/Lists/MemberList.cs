
namespace CreditLedger.Data.Queries.Lists;

/// <summary>What the members list can be sorted by.</summary>
public enum MemberSort
{
    /// <summary>Name, folded.</summary>
    Name,

    /// <summary>Reference.</summary>
    Reference,

    /// <summary>Joined on; members without a date come first.</summary>
    Joined,
}

/// <summary>Which members, in which order.</summary>
public sealed record MemberFilter
{
    /// <summary>What was typed; every word must be part of a word of the member.</summary>
    public string? Search { get; init; }

    /// <summary>One status.</summary>
    public MemberStatus? Status { get; init; }

    /// <summary>Tags the member must all have.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only members with no time credit left, own or shared.</summary>
    public bool NoCreditLeft { get; init; }

    /// <summary>Only members to whom a credit of a running membership could not be granted (R25).</summary>
    public bool CreditRefused { get; init; }

    /// <summary>The order.</summary>
    public MemberSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether any member is left out.</summary>
    public bool IsFiltered =>
        SearchText.WordsOf(Search).Count > 0 || Status is not null || Tags.Count > 0 || NoCreditLeft || CreditRefused;
}

/// <summary>One row of the members list.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Kind">Person or business.</param>
/// <param name="Status">Where the member stands.</param>
/// <param name="JoinedOn">Local day.</param>
public sealed record MemberListRow(
    long Id, string Reference, string Name, string? Email, MemberKind Kind, MemberStatus Status, DateOnly? JoinedOn)
{
    /// <summary>Segments.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What remains, per unit, own and shared apart.</summary>
    public Remaining Remaining { get; init; } = Remaining.None;
}
