using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Model;

/// <summary>A membership with what it refers to. Written by <c>LedgerStore</c> alone.</summary>
public sealed record Membership : MembershipRow
{
    /// <summary>The member.</summary>
    public Member? Member { get; init; }

    /// <summary>The plan itself.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Where each of its lines stands.</summary>
    public ICollection<MembershipLine> Lines { get; } = [];
}

/// <summary>A line of a membership with the plan's line.</summary>
public sealed record MembershipLine : MembershipLineRow
{
    /// <summary>The line itself.</summary>
    public PlanLine? PlanLine { get; init; }
}

/// <summary>A credit's period with what it refers to.</summary>
public sealed record MembershipCredit : MembershipCreditRow
{
    /// <summary>The credit itself.</summary>
    public Credit? Credit { get; init; }

    /// <summary>The membership itself.</summary>
    public Membership? Membership { get; init; }
}

/// <summary>A skipped period with the plan's line.</summary>
public sealed record MembershipSkip : MembershipSkipRow
{
    /// <summary>The line itself.</summary>
    public PlanLine? PlanLine { get; init; }
}

/// <summary>A pause of a membership.</summary>
public sealed record MembershipPause : MembershipPauseRow;
