using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Data.Demo;

/// <summary>Someone who dropped in at first and was added again with a plan: two records of one person, merged (R50).</summary>
/// <param name="Older">The record that becomes a pointer.</param>
/// <param name="Newer">The survivor.</param>
internal sealed record DemoMerge(Member Older, Member Newer)
{
    /// <summary>Gives two members one name; none where the space is too small for it.</summary>
    public static DemoMerge? Choose(List<DemoMember> members)
    {
        var people = members.FindAll(one => one.Member is { Kind: MemberKind.Person, Status: MemberStatus.Active });
        if (people.FindLast(one => one.Plan is null) is not { } older || people.FindLast(one => one.Plan is not null) is not { } newer)
            return null;
        var renamed = older.Member with { Name = newer.Member.Name, SortName = newer.Member.SortName };
        renamed.SearchTerms.Clear();
        foreach (var term in SearchText.TermsOf(renamed.Reference, renamed.Name, renamed.Email))
            renamed.SearchTerms.Add(new MemberSearchTerm { Term = term });
        members[members.IndexOf(older)] = older with { Member = renamed };
        return new DemoMerge(renamed, newer.Member);
    }

    /// <summary>Merges them.</summary>
    public Task<IReadOnlyList<Result>> PostAsync(BulkSession session, CancellationToken cancellationToken) => session.ExecuteAsync(
        [new MergeMembersCommand("demo:merge", Actor.Job(JobName.DemoSeed)) { FromId = Older.Id, IntoId = Newer.Id }], cancellationToken);
}
