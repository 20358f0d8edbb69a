namespace CreditLedger.Ledger.Late;

/// <summary>
/// What left a credit for other credits, or with the end of its membership, by moment and net of what came back (R16). What a credit was
/// fed at its own grant, or gave back of it, is no move of its own.
/// </summary>
public sealed class CreditMoves
{
    private readonly SortedDictionary<DateTime, long> _amounts = [];
    private readonly HashSet<DateTime> _revocations = [];

    /// <summary>When the credit was granted.</summary>
    public DateTime GrantedAt { get; private set; }

    /// <summary>Takes in an entry of the credit.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="effectiveKind">The total it belongs to.</param>
    /// <param name="amount">Signed amount.</param>
    /// <param name="usedAt">Its moment.</param>
    /// <param name="withMembership">Whether it is a revocation by an end or change of membership.</param>
    public void Add(EntryKind kind, EntryKind effectiveKind, long amount, DateTime usedAt, bool withMembership = false)
    {
        if (kind == EntryKind.Grant) GrantedAt = usedAt;
        if (withMembership) _revocations.Add(usedAt);
        if (effectiveKind == EntryKind.Transfer || (effectiveKind == EntryKind.Revocation && _revocations.Contains(usedAt)))
            _amounts[usedAt] = checked(_amounts.GetValueOrDefault(usedAt) + amount);
    }

    /// <summary>What left at a moment and has not come back, as a positive number.</summary>
    public long LeftAt(DateTime moment) => Math.Max(0, NetAt(moment));

    /// <summary>The same where more may have come back than left, as when one of several late uses is undone; below zero then.</summary>
    public long NetAt(DateTime moment) => moment == GrantedAt ? 0 : -_amounts.GetValueOrDefault(moment);

    /// <summary>What was moved to the credit, or taken back from it, at the moment of its grant, apart from the grant itself.</summary>
    public long FedAtGrant => _amounts.GetValueOrDefault(GrantedAt);

    /// <summary>When something left that has not come back, from a moment on, earliest first.</summary>
    public IEnumerable<DateTime> LeftSince(DateTime moment) => _amounts.Keys.Where(at => at >= moment && LeftAt(at) > 0);

    /// <summary>Whether what left at a moment was revoked with the membership.</summary>
    public bool IsRevocation(DateTime moment) => _revocations.Contains(moment);

    /// <summary>Whether the membership took the remainder at or after a moment.</summary>
    public bool IsRevokedSince(DateTime moment) => _revocations.Any(at => at >= moment);

    /// <summary>When the membership took the remainder, from a moment on.</summary>
    public IEnumerable<DateTime> RevokedSince(DateTime moment) => _revocations.Where(at => at >= moment);

    /// <summary>A copy that can be changed by itself.</summary>
    public CreditMoves Copy()
    {
        var copy = new CreditMoves { GrantedAt = GrantedAt };
        foreach (var (at, amount) in _amounts) copy._amounts.Add(at, amount);
        copy._revocations.UnionWith(_revocations);
        return copy;
    }
}
