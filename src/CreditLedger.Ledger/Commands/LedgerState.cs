using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Ledger.Commands;

/// <summary>What commands are shown of the ledger: as much as its scope asked for, as of one moment.</summary>
public sealed class LedgerState
{
    private readonly Dictionary<long, CreditState> _credits = [];
    private readonly Dictionary<long, List<CreditState>> _creditsByOwner = [];
    private readonly Dictionary<long, BenefitTerms> _benefits = [];
    private readonly Dictionary<long, PostedPosting> _postings = [];
    private readonly Dictionary<long, IReadOnlyList<SharedAccess>> _accesses = [];
    private readonly Dictionary<long, List<SharedUsage>> _sharedUses = [];
    private readonly Dictionary<long, SortedSet<long>> _successors = [];
    private readonly Dictionary<long, OwnerHead> _heads = [];
    private readonly Dictionary<long, long> _survivors = [];

    /// <summary>Rows beside the ledger's.</summary>
    public RelatedState Related { get; } = new();

    /// <summary>External ids of credits that exist, as far as commands asked for them, each with its latest credit (R9).</summary>
    public Dictionary<string, ExternalIdHolder> TakenExternalIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the ledger holds any entry, as far as commands asked (R55).</summary>
    public bool HasEntries { get; set; }

    /// <summary>When the earliest period that is still to be issued starts, as far as commands asked (R25, R49).</summary>
    public DateTime? EarliestDue { get; set; }

    /// <summary>The first local day of the earliest period that was set aside, as far as commands asked (R25, R49).</summary>
    public DateOnly? EarliestSetAside { get; set; }

    /// <summary>Shows a benefit.</summary>
    public void Add(BenefitTerms benefit) => _benefits[benefit.Id] = benefit;

    /// <summary>Shows a credit.</summary>
    public void Add(CreditState credit)
    {
        if (_credits.TryGetValue(credit.Terms.Id, out var known)) _creditsByOwner[known.Terms.OwnerId].Remove(known);
        _credits[credit.Terms.Id] = credit;
        if (!_creditsByOwner.TryGetValue(credit.Terms.OwnerId, out var own)) _creditsByOwner[credit.Terms.OwnerId] = own = [];
        own.Add(credit);
        if (credit.Terms.Row is not { OriginCreditId: { } origin, Source: CreditSource.Extension or CreditSource.Transfer }) return;
        if (!_successors.TryGetValue(origin, out var successors)) _successors[origin] = successors = [];
        successors.Add(credit.Terms.Id);
    }

    /// <summary>The credits that extensions and transfers of a credit fed, as far as they were shown.</summary>
    public IReadOnlyCollection<long> SuccessorsOf(long creditId) => _successors.TryGetValue(creditId, out var successors) ? successors : [];

    /// <summary>Shows a posting.</summary>
    public void Add(PostedPosting posting) => _postings[posting.Id] = posting;

    /// <summary>The benefit, if there is one.</summary>
    public BenefitTerms? Benefit(long id) => _benefits.GetValueOrDefault(id);

    /// <summary>The credit, if there is one.</summary>
    public CreditState? Credit(long id) => _credits.GetValueOrDefault(id);

    /// <summary>The posting, if there is one.</summary>
    public PostedPosting? Posting(long id) => _postings.GetValueOrDefault(id);

    /// <summary>Shows what groups let a member use at any time, instead of what was shown of the member before.</summary>
    public void SetAccesses(long memberId, IReadOnlyList<SharedAccess> accesses) => _accesses[memberId] = accesses;

    /// <summary>Shows a usage of someone else's credit.</summary>
    public void Add(SharedUsage use)
    {
        if (!_sharedUses.TryGetValue(use.MemberId, out var known)) _sharedUses[use.MemberId] = known = [];
        known.Add(use);
    }

    /// <summary>Takes back what a usage of someone else's credit counts: it was reversed.</summary>
    public void RemoveSharedUse(long entryId)
    {
        foreach (var uses in _sharedUses.Values) uses.RemoveAll(use => use.EntryId == entryId);
    }

    /// <summary>What others share with a member at a moment (R13).</summary>
    /// <param name="memberId">The member.</param>
    /// <param name="moment">When what is used takes place.</param>
    /// <param name="without">Uses that are given back, and so do not count against a cap; none: all count.</param>
    public SharingOf SharingOf(long memberId, DateTime moment, IReadOnlySet<long>? without = null)
    {
        IReadOnlyList<SharedUsage> uses = _sharedUses.TryGetValue(memberId, out var known) ? known : [];
        return new SharingOf(
            memberId, _accesses.TryGetValue(memberId, out var accesses) ? accesses : [],
            without is not { Count: > 0 } ? uses : [.. uses.Where(use => !without.Contains(use.EntryId))], moment);
    }

    /// <summary>The credits that a member owns, in no order.</summary>
    public IReadOnlyList<CreditState> CreditsOf(long memberId) => _creditsByOwner.TryGetValue(memberId, out var own) ? own : [];

    /// <summary>
    /// The credits of a member and of the owners of the groups that the member was, is or will be in, whether they are shared or not, in no
    /// order.
    /// </summary>
    public IReadOnlyList<CreditState> InReachOf(long memberId)
    {
        var own = CreditsOf(memberId);
        return _accesses.TryGetValue(memberId, out var accesses)
            ? [.. own, .. accesses.Select(access => access.OwnerId).Distinct().Where(owner => owner != memberId).SelectMany(CreditsOf)]
            : own;
    }

    /// <summary>The owners of whose credits something is committed (R42), as far as they were shown.</summary>
    public HashSet<long> CommittedOwners { get; } = [];

    /// <summary>The open commitments on the credits of an owner, as far as they were shown, in the order in which they were made.</summary>
    public IReadOnlyList<CommitmentRow> CommitmentsOf(long ownerId) =>
        CommittedOwners.Contains(ownerId) && Related.Knows(CommitmentRow.OpenOf(ownerId))
            ? [.. Related.Rows<CommitmentRow>(CommitmentRow.OpenOf(ownerId)).OrderBy(row => row.Id)] : [];

    /// <summary>Counts a commitment as it is now: on its credit, and against the cap of the one who booked (R13, R42).</summary>
    public void Show(CommitmentRow row)
    {
        CommittedOwners.Add(row.OwnerId);
        if (row.CreditId is { } creditId && Credit(creditId) is { } credit)
            credit.Commit(CommitmentsOf(row.OwnerId).Where(other => other.CreditId == creditId).Sum(other => other.Amount));
        if (row.UsedById == row.OwnerId) return;
        RemoveSharedUse(-row.Id);
        if (row.IsOpen && Benefit(row.BenefitId) is { } benefit)
            Add(new SharedUsage(-row.Id, row.UsedById, row.OwnerId, benefit.Unit, row.OccursAt, row.Amount));
    }

    /// <summary>All credits shown.</summary>
    public IEnumerable<CreditState> Credits => _credits.Values;

    /// <summary>Whether a member exists, as far as commands asked.</summary>
    public bool HasMember(long memberId) => _heads.ContainsKey(memberId);

    /// <summary>The last link of a member's chain (R7).</summary>
    public OwnerHead HeadOf(long memberId) => _heads.GetValueOrDefault(memberId, OwnerHead.None);

    /// <summary>Shows the last link of a member's chain.</summary>
    public void SetHead(long memberId, OwnerHead head) => _heads[memberId] = head;

    /// <summary>The record that a member's was merged into; none where it was not, as far as it was shown (R50).</summary>
    public long? SurvivorOf(long memberId) => _survivors.TryGetValue(memberId, out var survivor) ? survivor : null;

    /// <summary>Shows that a member's record was merged into another one, or is not any more.</summary>
    public void SetSurvivor(long memberId, long? survivorId)
    {
        if (survivorId is { } id) _survivors[memberId] = id;
        else _survivors.Remove(memberId);
    }
}

/// <summary>The latest credit of an external id.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="Generation">Which of that id it is.</param>
/// <param name="IsUndone">Whether its grant was undone: the id is free for the next one (R9).</param>
public readonly record struct ExternalIdHolder(long CreditId, int Generation, bool IsUndone);
