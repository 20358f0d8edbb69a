using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Supply;

/// <summary>Puts a member on a plan (R25).</summary>
/// <param name="Key">Idempotency key, 1 to 200 characters (R9).</param>
/// <param name="Actor">Who asks.</param>
/// <param name="MemberId">The member.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="StartsOn">First local day; when it lies in the past, missed periods are issued at once.</param>
/// <param name="LastDay">Last local day; none: until it is ended.</param>
public sealed record AssignPlan(string Key, Actor Actor, long MemberId, long PlanId, DateOnly StartsOn, DateOnly? LastDay);

/// <summary>When a membership ends (R28).</summary>
public enum MembershipEnd
{
    /// <summary>When the period that runs is over, the longest where lines differ.</summary>
    AtPeriodEnd = 1,

    /// <summary>At once.</summary>
    Now = 2,
}

/// <summary>Ends a membership (R28).</summary>
/// <param name="Key">Idempotency key (R9).</param>
/// <param name="Actor">Who asks.</param>
/// <param name="MembershipId">The membership.</param>
/// <param name="When">At the period's end, or now.</param>
/// <param name="Revoke">With <see cref="MembershipEnd.Now"/>: whether what remains of its credits is taken; otherwise it is kept until it expires.</param>
/// <param name="Reason">Why, with <paramref name="Revoke"/>; the member may read it.</param>
public sealed record EndMembership(string Key, Actor Actor, long MembershipId, MembershipEnd When, bool Revoke, string? Reason);

/// <summary>Puts a membership's member on another plan instead.</summary>
/// <param name="Key">Idempotency key (R9).</param>
/// <param name="Actor">Who asks.</param>
/// <param name="MembershipId">The membership that ends.</param>
/// <param name="PlanId">The plan of the one that follows.</param>
/// <param name="When">At the next period, or now: then the new plan's first period starts today.</param>
/// <param name="Revoke">With <see cref="MembershipEnd.Now"/>: whether what remains of the old plan's credits is taken.</param>
/// <param name="Reason">Why, with <paramref name="Revoke"/>; the member may read it.</param>
public sealed record ChangePlan(string Key, Actor Actor, long MembershipId, long PlanId, MembershipEnd When, bool Revoke, string? Reason);
