namespace CreditLedger.Data.Model;

/// <summary>A member on a plan, from a day on (R25, R28). Written by <c>MembershipStore</c> alone.</summary>
public sealed class Membership
{
    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; internal set; }

    /// <summary>Unique text, 1 to 200 characters: the same form sent twice assigns once (R9).</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The member who owns what it grants.</summary>
    public long MemberId { get; internal set; }

    /// <summary>The member.</summary>
    public Member? Member { get; internal set; }

    /// <summary>The plan.</summary>
    public long PlanId { get; internal set; }

    /// <summary>The plan itself.</summary>
    public Plan? Plan { get; internal set; }

    /// <summary>The local day on which its periods are anchored (R25).</summary>
    public DateOnly StartsOn { get; internal set; }

    /// <summary>No period starts at or after this moment; none while no end is set (R28).</summary>
    public DateTime? EndsAt { get; internal set; }

    /// <summary>Key of the request that set the end: sent again, it finds its work done (R9).</summary>
    public string? EndKey { get; internal set; }

    /// <summary>When it was assigned.</summary>
    public DateTime CreatedAt { get; internal set; }

    /// <summary>The membership that it took the place of: a change of plan.</summary>
    public long? FollowsId { get; internal set; }

    /// <summary>Where each of its lines stands.</summary>
    public ICollection<MembershipLine> Lines { get; } = [];
}

/// <summary>The next period of one line of one membership: what the issuing looks for (R25).</summary>
public sealed class MembershipLine
{
    /// <summary>The membership.</summary>
    public long MembershipId { get; internal set; }

    /// <summary>The plan's line.</summary>
    public long PlanLineId { get; internal set; }

    /// <summary>The line itself.</summary>
    public PlanLine? PlanLine { get; internal set; }

    /// <summary>Number of the next period that may be issued, from 0.</summary>
    public int NextPeriod { get; internal set; }

    /// <summary>When that period starts; <see cref="CreditBalance.Never"/> when nothing is to be issued any more.</summary>
    public DateTime NextStartsAt { get; internal set; }
}

/// <summary>Which period of which membership a credit was granted for: at most once (R25, R26). Never updated or deleted.</summary>
public sealed class MembershipCredit
{
    /// <summary>The credit; the key.</summary>
    public long CreditId { get; internal set; }

    /// <summary>The credit itself.</summary>
    public Credit? Credit { get; internal set; }

    /// <summary>The membership.</summary>
    public long MembershipId { get; internal set; }

    /// <summary>The membership itself.</summary>
    public Membership? Membership { get; internal set; }

    /// <summary>The plan's line.</summary>
    public long PlanLineId { get; internal set; }

    /// <summary>Number of the period, from 0.</summary>
    public int Period { get; internal set; }

    /// <summary>The period's own grant, what rolled over, or what topped it up.</summary>
    public CreditLedger.Ledger.Supply.SupplyPart Part { get; internal set; }
}
