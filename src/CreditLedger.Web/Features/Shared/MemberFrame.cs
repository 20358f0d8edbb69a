using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The tabs of a member.</summary>
public enum MemberTab
{
    Overview,
    Benefits,
    Activity,
    Groups,
}

/// <summary>What stands above every page of a member: who it is, what remains, the tabs.</summary>
/// <param name="Member">The member.</param>
/// <param name="Remaining">Key figures, per unit.</param>
/// <param name="Tab">The tab that is open.</param>
public sealed record MemberView(MemberHead Member, IReadOnlyList<RemainingAmount> Remaining, MemberTab Tab)
{
    /// <summary>The sub-tab of Benefits that is open; none on the use history.</summary>
    public BenefitKind? Kind { get; init; }

    /// <summary>The level of the page's own heading follows the member's name.</summary>
    public string Path => Routes.Member(Member.Id);
}

/// <summary>Reads what stands above every page of a member.</summary>
public sealed class MemberFrame(MemberQuery members, RemainingQuery remaining, TimeProvider clock)
{
    /// <summary>The head of a member's page, if there is such a member.</summary>
    public async Task<MemberView?> RunAsync(long id, MemberTab tab, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;
        var amounts = await remaining.RunAsync([id], clock.Now(), cancellationToken);
        return new MemberView(member, [.. amounts[id]], tab);
    }
}
