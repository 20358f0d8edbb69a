using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries;

/// <summary>A merge of two records of one person (R50).</summary>
/// <param name="Id">Database key.</param>
/// <param name="FromId">The record that leads to the survivor.</param>
/// <param name="FromName">Its name.</param>
/// <param name="FromReference">Its reference.</param>
/// <param name="IntoId">The survivor.</param>
/// <param name="IntoName">The survivor's name.</param>
/// <param name="IntoReference">The survivor's reference.</param>
/// <param name="RecordedAt">When they were merged.</param>
public sealed record MergeSummary(
    long Id, long FromId, string FromName, string FromReference, long IntoId, string IntoName, string IntoReference, DateTime RecordedAt)
{
    /// <summary>The name and reference of the record that was merged.</summary>
    public string From => $"{FromName} ({FromReference})";

    /// <summary>The name and reference of the survivor.</summary>
    public string Into => $"{IntoName} ({IntoReference})";
}

/// <summary>Merges that hold. The primary key of MemberMerges for one, IX_MemberMerges_IntoId for those of a member.</summary>
public sealed class MergesQuery(LedgerDbContext db)
{
    /// <summary>One; none when there is no such merge, or it was undone.</summary>
    public Task<MergeSummary?> OneAsync(long id, CancellationToken cancellationToken) =>
        Summaries(db.MemberMerges.Where(merge => merge.Id == id)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The records that were merged into a member's, the latest first.</summary>
    public async Task<IReadOnlyList<MergeSummary>> IntoAsync(long memberId, CancellationToken cancellationToken) =>
        await Summaries(db.MemberMerges.Where(merge => merge.IntoId == memberId)).ToListAsync(cancellationToken);

    /// <summary>The record that a member's was merged into; none where it was not.</summary>
    public Task<long?> SurvivorAsync(long memberId, CancellationToken cancellationToken) =>
        db.Members.Where(member => member.Id == memberId).Select(member => member.MergedIntoId).FirstOrDefaultAsync(cancellationToken);

    private IQueryable<MergeSummary> Summaries(IQueryable<MemberMerge> merges) =>
        from merge in merges
        where merge.UndoneAt == null
        join other in db.Members on merge.FromId equals other.Id
        join survivor in db.Members on merge.IntoId equals survivor.Id
        orderby merge.Id descending
        select new MergeSummary(
            merge.Id, other.Id, other.Name, other.Reference, survivor.Id, survivor.Name, survivor.Reference, merge.RecordedAt);
}
