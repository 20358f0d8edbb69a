using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Model;

/// <summary>A group with what it refers to.</summary>
public sealed record Group : GroupRow
{
    /// <summary>The owner.</summary>
    public Member? Owner { get; init; }

    /// <summary>The kinds it shares, and when; a credit's benefit must be shared as well (R13).</summary>
    public ICollection<GroupShare> Shares { get; } = [];

    /// <summary>Its members, and when; the owner is not among them.</summary>
    public ICollection<GroupMember> Members { get; } = [];
}

/// <summary>One kind that a group shares, from when until when.</summary>
public sealed record GroupShare : GroupShareRow;

/// <summary>One member of one group, from when until when, with what it refers to.</summary>
public sealed record GroupMember : GroupMemberRow
{
    /// <summary>The group itself.</summary>
    public Group? Group { get; init; }

    /// <summary>The member themself.</summary>
    public Member? Member { get; init; }

    /// <summary>How much of it, per kind; a kind without a cap is not limited.</summary>
    public ICollection<GroupCap> Caps { get; } = [];

    /// <summary>The benefits that the right names, where it names some.</summary>
    public ICollection<GroupBenefit> Benefits { get; } = [];
}

/// <summary>A benefit that the right of a member of a group names.</summary>
public sealed record GroupBenefit : GroupBenefitRow
{
    /// <summary>The benefit itself.</summary>
    public Benefit? Benefit { get; init; }
}

/// <summary>A cap of one member of a group.</summary>
public sealed record GroupCap : GroupCapRow;

/// <summary>A use of someone else's credit, with its entry. Written by <c>LedgerStore</c> alone.</summary>
public sealed record SharedUse : CreditLedger.Ledger.Rows.SharedUseRow
{
    /// <summary>The entry itself.</summary>
    public LedgerEntry? Entry { get; init; }
}
