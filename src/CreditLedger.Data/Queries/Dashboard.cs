using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>The space at a glance.</summary>
public sealed record DashboardFigures
{
    /// <summary>What live credits hold, per unit.</summary>
    public required IReadOnlyList<OutstandingAmount> Outstanding { get; init; }

    /// <summary>What was used, per unit.</summary>
    public required IReadOnlyList<UsedAmount> Used { get; init; }

    /// <summary>What expires within the window, per unit.</summary>
    public required IReadOnlyList<OutstandingAmount> Expiring { get; init; }

    /// <summary>The first credits to expire.</summary>
    public required IReadOnlyList<ExpiringCredit> ExpiringFirst { get; init; }

    /// <summary>How many members have used up their live time credits, and may use no shared ones (R13).</summary>
    public required int AtZeroCount { get; init; }

    /// <summary>Some of them.</summary>
    public required IReadOnlyList<MemberAtZero> AtZero { get; init; }

    /// <summary>What was recorded last.</summary>
    public required IReadOnlyList<LatestPosting> LatestPostings { get; init; }
}

/// <summary>A sum over credits of one unit.</summary>
/// <param name="Unit">Kind and currency.</param>
/// <param name="Amount">Sum of balances.</param>
/// <param name="Credits">How many credits hold it.</param>
public sealed record OutstandingAmount(Unit Unit, long Amount, int Credits);

/// <summary>Use of one unit, this month and in the same stretch of the month before.</summary>
/// <param name="Unit">Kind and currency.</param>
/// <param name="ThisMonth">Since the month began.</param>
/// <param name="LastMonth">As far into last month.</param>
public sealed record UsedAmount(Unit Unit, long ThisMonth, long LastMonth);

/// <summary>A credit that is about to expire with something left on it.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="BenefitName">Its name.</param>
/// <param name="MemberId">The owner.</param>
/// <param name="MemberName">The owner's name.</param>
/// <param name="ExpiresAt">When.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Balance">What will be lost.</param>
public sealed record ExpiringCredit(long CreditId, string BenefitName, long MemberId, string MemberName, DateTime ExpiresAt,
    Unit Unit, long Balance)
{
    /// <summary>How it was given.</summary>
    public CreditSource Source { get; init; }

    /// <summary>The plan's or product's name.</summary>
    public string? SourceName { get; init; }

    /// <summary>What will be lost, at list price, where that is known.</summary>
    public ListValue? Worth { get; init; }
}

/// <summary>A member whose live time credits are used up, and who may use no shared ones (R13).</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Until">When the first of the credits ends; none means never.</param>
public sealed record MemberAtZero(long MemberId, string Name, string Reference, DateTime? Until);

/// <summary>A posting as the dashboard shows it.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Kind">The act.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Text">Reason or description.</param>
/// <param name="EntryCount">How many rows it has.</param>
/// <param name="Members">On how many members' credits they are.</param>
/// <param name="MemberId">The owner of its first row.</param>
/// <param name="MemberName">That owner's name.</param>
/// <param name="MemberStatus">Where that owner stands.</param>
/// <param name="Unit">What its first row counts.</param>
/// <param name="Amount">The amount of its first row, signed.</param>
public sealed record LatestPosting(
    long Id, PostingKind Kind, DateTime RecordedAt, string RecordedBy, string? Text, int EntryCount, int Members,
    long MemberId, string MemberName, MemberStatus MemberStatus, Unit Unit, long Amount);

/// <summary>The spans the dashboard compares.</summary>
/// <param name="Now">The moment of asking.</param>
/// <param name="MonthStart">Start of the month in the site's zone.</param>
/// <param name="LastMonthStart">Start of the month before.</param>
/// <param name="LastMonthEnd">As far into that month as now is into this one.</param>
/// <param name="ExpiringUntil">End of the window of what expires soon.</param>
public sealed record DashboardSpans(DateTime Now, DateTime MonthStart, DateTime LastMonthStart, DateTime LastMonthEnd,
    DateTime ExpiringUntil);
