namespace CreditLedger.Data.Model;

/// <summary>A member with what belongs to it.</summary>
public sealed record Member : MemberRow
{
    /// <summary>Segments.</summary>
    public ICollection<MemberTag> Tags { get; } = [];

    /// <summary>What the member is found by (<see cref="SearchText.TermsOf"/>).</summary>
    public ICollection<MemberSearchTerm> SearchTerms { get; } = [];
}

/// <summary>One tag (segment) of one member.</summary>
public sealed record MemberTag : MemberTagRow;

/// <summary>One search term of a member.</summary>
public sealed record MemberSearchTerm : MemberSearchTermRow;

/// <summary>One record of a person that was merged into another one. Written by <c>LedgerStore</c> alone.</summary>
public sealed record MemberMerge : MemberMergeRow;

/// <summary>What a merge moved or ended. Written by <c>LedgerStore</c> alone.</summary>
public sealed record Merged : MergedRow;

/// <summary>A status of a member from a moment on. Written by <c>LedgerStore</c> alone.</summary>
public sealed record KeptStatus : MemberStatusRow;
