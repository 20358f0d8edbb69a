namespace CreditLedger.Data.Queries.Lists;

/// <summary>What became of a request to an admin, with those that nobody decided in time told apart.</summary>
public enum ApprovalStanding
{
    /// <summary>It waits for an admin.</summary>
    Waiting,

    /// <summary>An admin did it.</summary>
    Approved,

    /// <summary>An admin will not.</summary>
    Declined,

    /// <summary>Nobody decided it in time.</summary>
    Expired,
}

/// <summary>Which requests to an admin, in which order.</summary>
public sealed record ApprovalFilter
{
    /// <summary>What became of them.</summary>
    public ApprovalStanding Standing { get; init; }

    /// <summary>Only those that one user asked.</summary>
    public long? AskedById { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }
}
