using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Groups;

/// <summary>The tabs of a group.</summary>
public enum GroupTab
{
    Overview,
    Benefits,
    Use,
    History,
}

/// <summary>What stands above every page of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Tab">The tab that is open.</param>
public sealed record GroupView(GroupDetails Group, GroupTab Tab)
{
    /// <summary>The group's first page.</summary>
    public string Path => Routes.Group(Group.Id);

    /// <summary>That list's state; none where the page was opened from elsewhere.</summary>
    public string? List { get; init; }

    /// <summary>The groups beside, in that list's order.</summary>
    public Neighbours Neighbours { get; init; } = new(null, null);

    /// <summary>The way to the group's pages, over the list as it was left.</summary>
    public Crumb[] Crumbs => [ListCrumb, new(Group.Name, With(Path))];

    /// <summary>The list as it was left.</summary>
    public Crumb ListCrumb => new("Groups", List is null ? Routes.Groups : $"{Routes.Groups}?{List}");

    /// <summary>A tab of the group.</summary>
    public string PathOf(GroupTab tab) => PathOf(Group.Id, tab);

    /// <summary>A page of the group that still knows the list.</summary>
    public string With(string path) => ListAddress.Of(path).With(ListNames.Groups, List).ToString();

    /// <summary>The same tab of a group beside.</summary>
    public string UrlOf(long groupId) => With(PathOf(groupId, Tab));

    /// <summary>A new edit of the group as it is shown.</summary>
    public VersionedForm Edit => new() { Version = Group.Version };

    /// <summary>The kinds that it has a use history of (R34).</summary>
    public IEnumerable<BenefitKind> Kinds => BenefitKinds.Where(kind => kind.IsInUseHistory);

    private static string PathOf(long groupId, GroupTab tab) =>
        tab == GroupTab.Overview ? Routes.Group(groupId) : Routes.Group(groupId, tab.ToString().ToLowerInvariant());
}

/// <summary>A group's overview: who is in it, who may use what, and how much.</summary>
/// <param name="View">What stands above.</param>
/// <param name="SiteCurrency">What caps on money are written in while nothing is used.</param>
/// <param name="Zone">The zone in which days are told.</param>
/// <param name="Form">What was typed into the form that adds a member.</param>
public sealed record GroupOverview(GroupView View, string SiteCurrency, SiteZone Zone, GroupAddForm Form);

/// <summary>Who of a group may use one benefit item, and where that is changed (R13).</summary>
/// <param name="View">What stands above.</param>
/// <param name="Benefit">The benefit.</param>
/// <param name="SiteCurrency">What caps on money are written in while nothing is used.</param>
/// <param name="Zone">The zone in which days are told.</param>
public sealed record GroupItemPage(GroupView View, SharedBenefit Benefit, string SiteCurrency, SiteZone Zone)
{
    /// <summary>Whether the group shares the benefit now.</summary>
    public bool IsShared => Benefit.IsShared && View.Group.Shares.Contains(Benefit.Kind);

    /// <summary>Whether a member may use it now.</summary>
    public bool MayUse(GroupMemberDetails member) => IsShared && member.MayUseBenefit(Benefit.Id);
}

/// <summary>The owner's credits that the group shares, by kind.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Owned">The owner's credits that are not over.</param>
public sealed record GroupBenefits(GroupView View, OwnerCredits Owned)
{
    /// <summary>The shared ones of a kind; a place in the order is each member's own.</summary>
    public IReadOnlyList<CreditCard> CardsOf(BenefitKind kind) =>
    [
        .. Owned.Credits.Where(credit => credit.Kind == kind && credit.IsShared && !credit.IsPast)
            .Select(credit => new CreditCard(credit with { BurnPlace = null, Skip = null },
                Owned.Services.Contains(credit.BenefitId) ? [.. Owned.Services[credit.BenefitId]] : [])),
    ];
}

/// <summary>What a group used in a range of days, by kind and by credit, with who used it.</summary>
/// <param name="View">What stands above.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Uses">The sums.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record GroupUsePage(GroupView View, DateOnly From, DateOnly Until,
    IReadOnlyList<GroupUse> Uses, IReadOnlyList<string> Problems)
{
    /// <summary>Per unit and member.</summary>
    public IEnumerable<IGrouping<Unit, (string Member, long? MemberId, long Amount)>> ByType => Uses
        .GroupBy(use => (use.Unit, use.UsedById, use.UsedBy))
        .Select(part => (part.Key.Unit, Row: (part.Key.UsedBy, part.Key.UsedById, part.Sum(use => use.Amount))))
        .GroupBy(part => part.Unit, part => part.Row);

    /// <summary>Per credit.</summary>
    public IEnumerable<IGrouping<long, GroupUse>> ByCredit => Uses.GroupBy(use => use.CreditId);
}

/// <summary>A group's use history of one kind.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Kind">The kind.</param>
/// <param name="History">The table.</param>
public sealed record GroupHistory(GroupView View, BenefitKind Kind, HistoryView History);

/// <summary>A member's groups.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Groups">Those the member owns or is in.</param>
/// <param name="SiteCurrency">What caps on money are written in while nothing is used.</param>
/// <param name="Zone">The zone in which days are told.</param>
public sealed record MemberGroups(MemberView View, IReadOnlyList<GroupDetails> Groups, string SiteCurrency, SiteZone Zone);
