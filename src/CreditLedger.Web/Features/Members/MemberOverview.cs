using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Sharing;
using CreditLedger.Data.Queries.Supply;

namespace CreditLedger.Web.Features.Members;

/// <summary>A member's overview.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Benefits">Benefit tracking.</param>
/// <param name="OnlyRemaining">Whether benefits of which nothing remains are left out.</param>
public sealed record MemberOverview(MemberView View, IReadOnlyList<BenefitLine> Benefits, bool OnlyRemaining)
{
    /// <summary>Memberships that are not over, with what they grant next.</summary>
    public IReadOnlyList<MembershipSummary> Memberships { get; init; } = [];

    /// <summary>The moment of asking.</summary>
    public DateTime Now { get; init; }

    /// <summary>The groups in which the member shares credits with others.</summary>
    public IReadOnlyList<GroupDetails> Groups { get; init; } = [];

    /// <summary>What others share with the member, by benefit, apart from what is the member's own (R13).</summary>
    public IReadOnlyList<(SharedCredits From, IReadOnlyList<BenefitLine> Lines)> Shared { get; init; } = [];

    /// <summary>Who else may use a benefit, by group: one place each where it is changed.</summary>
    public IEnumerable<(long GroupId, string Label)> WhoElse(BenefitLine line)
    {
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
            yield return (group.Id, $"{who} of {group.Name} may use {line.Name}; change");
        }
    }

    /// <summary>The lines to show.</summary>
    public IReadOnlyList<BenefitLine> Shown => OnlyRemaining ? [.. Benefits.Where(line => line.Remaining > 0)] : Benefits;

    /// <summary>This page with the filter on or off.</summary>
    public string FilterUrl(bool onlyRemaining) => View.At(View.Path).With("remaining", onlyRemaining ? "1" : null).ToString();
}

/// <summary>One benefit of a member, over all credits of it that are not over.</summary>
public sealed record BenefitLine(long BenefitId, string Name, Unit Unit, int Credits, long Granted, long Used, long Adjusted,
    long Remaining, DateTime? NextExpiry)
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
                benefit.Sum(credit => credit.Granted), benefit.Sum(credit => credit.Used), benefit.Sum(credit => credit.Adjusted),
                benefit.Sum(credit => credit.Balance),
                benefit.Where(credit => credit.Balance > 0).Min(credit => credit.ExpiresAt)) { IsShared = benefit.First().IsShared })
            .OrderBy(line => line.Unit.Kind).ThenBy(line => line.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
