using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Ledger.Commands;

/// <summary>A usage that no draw takes, and what can be drawn instead (R15). Amounts are in the smallest unit.</summary>
/// <param name="Asked">What was to be used.</param>
/// <param name="Below">The largest amount below it that can be drawn.</param>
/// <param name="Above">The next amount above it that can be drawn; none where that is more than all.</param>
/// <param name="Step">The step of all credits; none where they differ.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Skipped">The credits that give nothing, or less than was asked.</param>
/// <param name="Caps">The caps that make it so.</param>
public sealed record UsageShortage(
    long Asked, long Below, long? Above, int? Step, Unit Unit, IReadOnlyList<SkippedCredit> Skipped, IReadOnlyList<CapState> Caps)
{
    /// <summary>The difference to what can be drawn.</summary>
    public long ShortBy => Asked - Below;

    /// <summary>Whose credits are not shared then, but at another time (R13).</summary>
    public IReadOnlyList<SharedAtAnotherTime> NotShared { get; init; } = [];
}

/// <summary>Credits that are not shared with a member when they are asked for, but at another time (R13).</summary>
/// <param name="MemberName">The member.</param>
/// <param name="OwnerName">Whose credits; none where no others could be meant.</param>
/// <param name="Time">That time.</param>
/// <param name="IsAhead">Whether it is still to come then, and not over.</param>
public sealed record SharedAtAnotherTime(string MemberName, string? OwnerName, Validity Time, bool IsAhead);
