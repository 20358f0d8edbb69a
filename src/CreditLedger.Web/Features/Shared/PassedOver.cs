namespace CreditLedger.Web.Features.Shared;

/// <summary>The credits that do not give enough, and why (R15). Those that are over already are only counted.</summary>
/// <param name="All">All of them.</param>
/// <param name="NameOf">What people call one.</param>
public sealed record PassedOver(IReadOnlyList<SkippedCredit> All, Func<SkippedCredit, string> NameOf)
{
    private const int Most = 20;
    private const int MostOver = 5;
    private const long FirstAhead = 1_000_000_000_000;

    /// <summary>Those that are named; of those that are over a few, where there is nothing else.</summary>
    public IReadOnlyList<SkippedCredit> Named { get; } = All.Any(credit => !IsOver(credit))
        ? [.. All.Where(credit => !IsOver(credit)).Take(Most)] : [.. All.Take(MostOver)];

    /// <summary>How many of those that are not named are over.</summary>
    public int MoreOver => All.Except(Named).Count(IsOver);

    /// <summary>How many others are not named.</summary>
    public int More => All.Count - Named.Count - MoreOver;

    /// <summary>The credit's page; none for one that a period to come will grant (R42).</summary>
    public static string? PathOf(SkippedCredit credit) => credit.CreditId < FirstAhead ? Routes.Credit(credit.CreditId) : null;

    private static bool IsOver(SkippedCredit credit) => credit.Reason is SkipReason.Expired or SkipReason.Revoked;
}
