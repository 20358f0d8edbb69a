using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>What is refused about memberships before anything is written (R25, R28).</summary>
internal static class MembershipRules
{
    private const int MostYearsBack = 10;
    private const int MostYearsAhead = 5;

    public static MembershipRefused? RefuseDates(DateOnly startsOn, DateOnly? lastDay, DateOnly today)
    {
        if (startsOn < today.AddYears(-MostYearsBack))
            return new MembershipRefused(MembershipField.StartsOn, $"The start lies more than {MostYearsBack} years back. Use a later day.");
        if (startsOn > today.AddYears(MostYearsAhead))
            return new MembershipRefused(MembershipField.StartsOn, $"The start lies more than {MostYearsAhead} years ahead. Use an earlier day.");
        return lastDay < startsOn ? new MembershipRefused(MembershipField.EndsOn, "The last day lies before the first. Use a later day, or none.") : null;
    }

    public static MembershipRefused? RefuseEnd(MembershipState membership, MembershipEnd when, bool revoke, string? reason, DateTime now, SiteZone zone)
    {
        if (membership.EndsAt is { } end && end <= now) return new MembershipRefused(MembershipField.Whole, "This membership has ended already.");
        if (when == MembershipEnd.AtPeriodEnd && membership.EndsAt <= membership.EndAt(when, now, zone))
            return new MembershipRefused(MembershipField.Whole, "This membership ends then already. End it now, or let it be.");
        if (revoke && when != MembershipEnd.Now)
            return new MembershipRefused(MembershipField.Whole, "What remains is revoked only when the membership ends now; at the period's end it lapses by itself.");
        if (revoke && (string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > LedgerCommand.MaxTextLength))
            return new MembershipRefused(MembershipField.Reason, $"Give a reason of 1 to {LedgerCommand.MaxTextLength} characters; the member may read it.");
        return null;
    }
}
