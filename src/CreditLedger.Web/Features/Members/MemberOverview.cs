using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Sharing;
using CreditLedger.Data.Queries.Supply;

namespace CreditLedger.Web.Features.Members;

/// <summary>A member's overview.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Benefits">Benefit tracking.</param>
/// <param name="Filter">Which benefits are shown.</param>
public sealed record MemberOverview(MemberView View, IReadOnlyList<BenefitLine> Benefits, BenefitFilter Filter)
{
    /// <summary>Memberships that are not over, with what they grant next.</summary>
    public IReadOnlyList<MembershipSummary> Memberships { get; init; } = [];

    /// <summary>The moment of asking.</summary>
    public DateTime Now { get; init; }

    /// <summary>The groups in which the member shares credits with others.</summary>
    public IReadOnlyList<GroupDetails> Groups { get; init; } = [];

    /// <summary>The records that were merged into the member's (R50).</summary>
    public IReadOnlyList<MergeSummary> Merged { get; init; } = [];

    /// <summary>What others share with the member, by benefit, apart from what is the member's own (R13).</summary>
    public IReadOnlyList<(SharedCredits From, IReadOnlyList<BenefitLine> Lines)> Shared { get; init; } = [];

    /// <summary>Links to who else may use a benefit, one per group; without a group, a link to the member's groups page.</summary>
    public IEnumerable<(string Url, string Label)> WhoElse(BenefitLine line)
    {
        if (Groups.Count == 0)
        {
            yield return (View.With(Routes.Member(View.Member.Id, "groups")),
                $"Only {View.Member.Name} may use {line.Name}; see groups");
        }

        foreach (var group in Groups)
        {
            var users = line.IsShared && group.Shares.Contains(line.Unit.Kind) ? group.Members
                .Where(member => member.MayUseBenefit(line.BenefitId)).Select(member => member.Name).ToList() : [];
            var who = users.Count switch
            {
                0 => "Nobody else",
                <= 3 => string.Join(", ", users),
                _ => $"{string.Join(", ", users.Take(2))} and {users.Count - 2} others",
            };
            yield return (Routes.Group(group.Id, "benefits", FormText.Of(line.BenefitId)),
                $"{who} of {group.Name} may use {line.Name}; change");
        }
    }

    /// <summary>The lines to show.</summary>
    public IReadOnlyList<BenefitLine> Shown => Filter switch
    {
        BenefitFilter.All or BenefitFilter.Expired => Benefits,
        BenefitFilter.Remaining => [.. Benefits.Where(line => line.HasRemaining)],
        BenefitFilter.UsedUp => [.. Benefits.Where(line => !line.HasRemaining)],
    };

    /// <summary>The filters with their names.</summary>
    public static readonly IReadOnlyList<(BenefitFilter Filter, string Label)> Filters =
    [
        (BenefitFilter.All, "All"), (BenefitFilter.Remaining, "Still remaining"), (BenefitFilter.UsedUp, "Used up"),
        (BenefitFilter.Expired, "Expired in the last year"),
    ];

    /// <summary>This page with another filter.</summary>
    public string FilterUrl(BenefitFilter filter) =>
        View.At(View.Path).With("show", filter == BenefitFilter.All ? null : filter.ToString().ToLowerInvariant()).ToString();

    /// <summary>When a membership grants a benefit next, and how much.</summary>
    public Renewal? NextOf(BenefitLine line) => Memberships.SelectMany(membership => membership.Next)
        .Where(next => next.Line.BenefitId == line.BenefitId).MinBy(next => next.Forecast.Period.StartsAt);
}

/// <summary>Which benefits a member's overview shows.</summary>
public enum BenefitFilter
{
    /// <summary>All that are not over.</summary>
    All,

    /// <summary>Those of which something remains.</summary>
    Remaining,

    /// <summary>Those of which nothing remains.</summary>
    UsedUp,

    /// <summary>What has expired.</summary>
    Expired,
}

/// <summary>One benefit of a member, over some credits of it.</summary>
public sealed record BenefitLine(long BenefitId, string Name, Unit Unit, int Credits, long Granted, long Used, long Adjusted,
    long Remaining, DateTime? NextExpiry)
{
    /// <summary>Whether members of the owner's groups may use it (R13).</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether one of the credits is live and unlimited (R48).</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>Whether something of it can be used.</summary>
    public bool HasRemaining => IsUnlimited || Remaining > 0;

    /// <summary>When the last of the credits ended; none while one has not.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>The lines of credits that are not over, by kind and name.</summary>
    public static IReadOnlyList<BenefitLine> Of(IEnumerable<CreditSummary> credits) => By(credits.Where(credit => !credit.IsPast));

    /// <summary>The lines of credits that are over, by kind and name.</summary>
    public static IReadOnlyList<BenefitLine> OfExpired(IEnumerable<CreditSummary> credits) =>
        [.. By(credits).Select(line => line with { Remaining = 0, EndedAt = credits.Where(credit => credit.BenefitId == line.BenefitId)
            .Max(credit => credit.ExpiresAt) })];

    private static IReadOnlyList<BenefitLine> By(IEnumerable<CreditSummary> credits) =>
    [
        .. credits
            .GroupBy(credit => credit.BenefitId)
            .Select(benefit => new BenefitLine(
                benefit.Key, benefit.First().BenefitName, benefit.First().Unit, benefit.Count(),
                benefit.Sum(credit => credit.Granted), benefit.Sum(credit => credit.Used), benefit.Sum(credit => credit.Adjusted),
                benefit.Sum(credit => credit.Balance),
                benefit.Where(credit => credit.Balance > 0 || credit.IsUnlimited).Min(credit => credit.ExpiresAt))
            {
                IsShared = benefit.First().IsShared,
                IsUnlimited = benefit.Any(credit => credit is { IsUnlimited: true, IsLive: true }),
            })
            .OrderBy(line => line.Unit.Kind).ThenBy(line => line.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
