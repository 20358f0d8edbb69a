using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Model;

/// <summary>Members who may use the shared credits of one of them, the owner (R13). Archived, never deleted.</summary>
public sealed class Group
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>Display name, 1 to 200 characters.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded (<see cref="SearchText.Fold"/>): the order of lists.</summary>
    public required string SortName { get; set; }

    /// <summary>Team, business or family.</summary>
    public GroupKind Kind { get; set; }

    /// <summary>Whose shared credits are used: the paying member, the business record, the profile.</summary>
    public long OwnerId { get; set; }

    /// <summary>The owner.</summary>
    public Member? Owner { get; set; }

    /// <summary>Whether its members use shared credits before their own (R14 has own first).</summary>
    public bool SharedFirst { get; set; }

    /// <summary>Since when it shares nothing any more.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>The kinds it shares; a credit's benefit must be shared as well (R13).</summary>
    public ICollection<GroupShare> Shares { get; } = [];

    /// <summary>Its members; the owner is not among them.</summary>
    public ICollection<GroupMember> Members { get; } = [];
}

/// <summary>One kind that a group shares.</summary>
public sealed class GroupShare
{
    /// <summary>The group.</summary>
    public long GroupId { get; set; }

    /// <summary>The kind.</summary>
    public BenefitKind Kind { get; set; }
}

/// <summary>One member of one group.</summary>
public sealed class GroupMember
{
    /// <summary>The group.</summary>
    public long GroupId { get; set; }

    /// <summary>The group itself.</summary>
    public Group? Group { get; set; }

    /// <summary>The member.</summary>
    public long MemberId { get; set; }

    /// <summary>The member themself.</summary>
    public Member? Member { get; set; }

    /// <summary>Whether the member has the right to use what is shared.</summary>
    public bool MayUse { get; set; } = true;

    /// <summary>How much of it, per kind; a kind without a cap is not limited.</summary>
    public ICollection<GroupCap> Caps { get; } = [];
}

/// <summary>How much one member may use of one kind that a group shares, in one calendar period of the site's zone (R13).</summary>
public sealed class GroupCap
{
    /// <summary>The group.</summary>
    public long GroupId { get; set; }

    /// <summary>The member.</summary>
    public long MemberId { get; set; }

    /// <summary>The kind.</summary>
    public BenefitKind Kind { get; set; }

    /// <summary>Most in the smallest unit (R1), of each currency for itself; 0: none of this kind.</summary>
    public long Amount { get; set; }

    /// <summary>The calendar period: local day, week from Monday, month, quarter or year.</summary>
    public Period Period { get; set; }
}

/// <summary>A use of someone else's credit, with its entry. Written by <c>LedgerStore</c> alone.</summary>
public sealed record SharedUse : CreditLedger.Ledger.Rows.SharedUseRow
{
    /// <summary>The entry itself.</summary>
    public LedgerEntry? Entry { get; init; }
}
