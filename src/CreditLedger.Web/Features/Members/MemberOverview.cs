using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Supply;

namespace CreditLedger.Web.Features.Members;

/// <summary>A member's overview.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Benefits">Benefit tracking.</param>
/// <param name="OnlyRemaining">Whether benefits of which nothing remains are left out.</param>
/// <param name="Beside">The members beside, in the list's order.</param>
/// <param name="List">The state of the list one came from.</param>
public sealed record MemberOverview(MemberView View, IReadOnlyList<BenefitLine> Benefits, bool OnlyRemaining, MemberNeighbours Beside, string? List)
{
    /// <summary>Memberships that are not over, with what they grant next.</summary>
    public IReadOnlyList<MembershipSummary> Memberships { get; init; } = [];

    /// <summary>The moment of asking.</summary>
    public DateTime Now { get; init; }

    /// <summary>The groups in which the member shares credits with others.</summary>
    public IReadOnlyList<GroupDetails> Groups { get; init; } = [];

    /// <summary>Who else may use a benefit, by group: one place each where it is changed.</summary>
    public IEnumerable<(long GroupId, string Label)> WhoElse(BenefitLine line)
    {
        foreach (var group in Groups)
        {
            var users = line.IsShared && group.Shares.Contains(line.Unit.Kind) ? group.Members.Where(member => member.MayUse).Select(member => member.Name).ToList() : [];
            var who = users.Count switch
            {
                0 => "Nobody else",
                <= 3 => string.Join(", ", users),
                _ => $"{string.Join(", ", users.Take(2))} and {users.Count - 2} others",
            };
            yield return (group.Id, $"{who} of {group.Name} may use {line.Name}; change");
        }
    }

    /// <summary>The lines to show.</summary>
    public IReadOnlyList<BenefitLine> Shown => OnlyRemaining ? [.. Benefits.Where(line => line.Remaining > 0)] : Benefits;

    /// <summary>The page of the member beside, in the same list.</summary>
    public string UrlOf(long id) => List is { Length: > 0 } list ? $"{Routes.Member(id)}?list={Uri.EscapeDataString(list)}" : Routes.Member(id);

    /// <summary>This page with the filter on or off.</summary>
    public string FilterUrl(bool onlyRemaining)
    {
        var query = new List<string>();
        if (onlyRemaining) query.Add("remaining=1");
        if (List is { Length: > 0 } list) query.Add("list=" + Uri.EscapeDataString(list));
        return View.Path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }
}

/// <summary>One benefit of a member, over all credits of it that are not over.</summary>
public sealed record BenefitLine(long BenefitId, string Name, Unit Unit, int Credits, long Granted, long Used, long Adjusted, long Remaining, DateTime? NextExpiry)
{
    /// <summary>Whether members of the owner's groups may use it (R13).</summary>
    public bool IsShared { get; init; }


    /// <summary>The lines, by kind and name.</summary>
    public static IReadOnlyList<BenefitLine> Of(IEnumerable<CreditSummary> credits) =>
    [
        .. credits.Where(credit => !credit.IsPast)
            .GroupBy(credit => credit.BenefitId)
            .Select(benefit => new BenefitLine(
                benefit.Key, benefit.First().BenefitName, benefit.First().Unit, benefit.Count(),
                benefit.Sum(credit => credit.Granted), benefit.Sum(credit => credit.Used), benefit.Sum(credit => credit.Adjusted), benefit.Sum(credit => credit.Balance),
                benefit.Where(credit => credit.Balance > 0).Min(credit => credit.ExpiresAt)) { IsShared = benefit.First().IsShared })
            .OrderBy(line => line.Unit.Kind).ThenBy(line => line.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
