using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The tabs of a member.</summary>
public enum MemberTab
{
    Overview,
    Benefits,
    Credits,
    Activity,
    Groups,
}

/// <summary>What stands above every page of a member: who it is, what remains, the tabs.</summary>
/// <param name="Member">The member.</param>
/// <param name="Remaining">Key figures, per unit, own and shared apart (R13).</param>
/// <param name="Tab">The tab that is open.</param>
public sealed record MemberView(MemberHead Member, Remaining Remaining, MemberTab Tab)
{
    /// <summary>The kind that Benefits opens with: the first of the own ones that is live, else of the shared ones.</summary>
    public BenefitKind FirstKind => Kind
        ?? Remaining.Own.Concat(Remaining.Shared).Select(amount => (BenefitKind?)amount.Unit.Kind).FirstOrDefault() ?? BenefitTabs.First;

    /// <summary>The sub-tab of Benefits that is open; none on the use history.</summary>
    public BenefitKind? Kind { get; init; }

    /// <summary>The state of the members list one came from; every page of the member carries it along.</summary>
    public string? List { get; init; }

    /// <summary>The members beside, in that list's order.</summary>
    public required Neighbours Neighbours { get; init; }

    /// <summary>What of the page's path comes after the member's own.</summary>
    public required string Tail { get; init; }

    /// <summary>The path of the member's first page.</summary>
    public string Path => Routes.Member(Member.Id);

    /// <summary>The way to the member's pages, over the list as it was left.</summary>
    public Crumb[] Crumbs => [new("Members", MemberListLink.PathOf(List)), new(Member.Name, With(Path))];

    /// <summary>A page of a member that still knows the list.</summary>
    public string With(string path) => At(path).ToString();

    /// <summary>The same, for a page that has a state of its own.</summary>
    public ListAddress At(string path) => ListAddress.Of(path).With(MemberListLink.Name, List);

    /// <summary>The same page of a member beside.</summary>
    public string UrlOf(long memberId) => With(Routes.Member(memberId) + Tail);
}

/// <summary>Reads what stands above every page of a member.</summary>
public sealed class MemberFrame(MemberQuery members, MembersQuery list, RemainingQuery remaining, TimeProvider clock)
{
    /// <summary>The head of a member's page, if there is such a member.</summary>
    public async Task<MemberView?> RunAsync(long id, MemberTab tab, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;
        var amounts = await remaining.RunAsync([id], clock.Now(), cancellationToken);
        var state = MemberListLink.Read(request);
        return new MemberView(member, amounts[id], tab)
        {
            List = state,
            Neighbours = await list.NeighboursAsync(MemberListState.Read(state).Filter, id, clock.Now(), cancellationToken),
            Tail = request.Path.Value![Routes.Member(id).Length..],
        };
    }
}
