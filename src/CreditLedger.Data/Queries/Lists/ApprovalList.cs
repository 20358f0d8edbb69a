namespace CreditLedger.Data.Queries.Lists;

/// <summary>The state of a request to an admin; open and expired requests are told apart.</summary>
public enum ApprovalStanding
{
    /// <summary>It waits for an admin.</summary>
    Waiting,

    /// <summary>Approved by an admin.</summary>
    Approved,

    /// <summary>Declined by an admin.</summary>
    Declined,

    /// <summary>Not decided in time.</summary>
    Expired,
}

/// <summary>Which requests to an admin, in which order.</summary>
public sealed record ApprovalFilter
{
    /// <summary>What became of them.</summary>
    public ApprovalStanding Standing { get; init; }

    /// <summary>Only the requests of one user.</summary>
    public long? AskedById { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }
}
