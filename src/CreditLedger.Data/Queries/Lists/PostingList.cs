using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>Which postings of the whole space, in which order.</summary>
public sealed record PostingFilter
{
    /// <summary>One posting, by its number.</summary>
    public long? Number { get; init; }

    /// <summary>What they were.</summary>
    public PostingKind? Kind { get; init; }

    /// <summary>Who recorded them; an empty list is nobody.</summary>
    public IReadOnlyList<Actor>? RecordedBy { get; init; }

    /// <summary>They were recorded at this moment or after it.</summary>
    public DateTime? From { get; init; }

    /// <summary>They were recorded before this moment.</summary>
    public DateTime? Until { get; init; }

    /// <summary>
    /// Words that must each be part of a word of one member's name, e-mail or reference, whose credits they changed or who used them.
    /// </summary>
    public string? Member { get; init; }

    /// <summary>Whether they were undone; none means any.</summary>
    public UndoneState? Undone { get; init; }

    /// <summary>Whether the oldest comes first.</summary>
    public bool OldestFirst { get; init; }
}

/// <summary>How much of a posting was undone (R24).</summary>
public enum UndoneState
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The parts of some members.</summary>
    Partly,

    /// <summary>All.</summary>
    Wholly,
}

/// <summary>A posting as a row of the list.</summary>
public sealed record PostingListRow
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>The act.</summary>
    public required PostingKind Kind { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Who recorded it, as people call them.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>Why.</summary>
    public required string? Description { get; init; }

    /// <summary>How many entries it has.</summary>
    public required int Changes { get; init; }

    /// <summary>On how many members' credits they are.</summary>
    public required int Members { get; init; }

    /// <summary>That member, where it is one.</summary>
    public required ListedMember? Member { get; init; }

    /// <summary>Who used that member's credit, where it was another.</summary>
    public required ListedMember? UsedBy { get; init; }

    /// <summary>What the entries come to, where all are of one unit.</summary>
    public required PostingAmount? Amount { get; init; }

    /// <summary>The posting that it undoes.</summary>
    public required long? UndoesId { get; init; }

    /// <summary>The first posting that undid it or a part of it.</summary>
    public required long? UndoneById { get; init; }

    /// <summary>How much of it was undone.</summary>
    public required UndoneState Undone { get; init; }
}

/// <summary>A member that a row names.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Reference">Unique text.</param>
public sealed record ListedMember(long Id, string Name, string Reference);

/// <summary>What a posting's entries come to.</summary>
/// <param name="Unit">What they count.</param>
/// <param name="Sum">All of them.</param>
/// <param name="Added">Those that add: where the sum is nothing, what was moved.</param>
public sealed record PostingAmount(Unit Unit, long Sum, long Added);
