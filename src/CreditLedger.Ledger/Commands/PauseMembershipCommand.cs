using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Pauses a membership from a day until a day or until it is resumed, with a reason (R46). Credits stay usable; a period that would begin
/// in the pause is given after it, or not at all.
/// </summary>
public sealed record PauseMembershipCommand(string IdempotencyKey, Actor Actor) : PausingCommand(IdempotencyKey, Actor)
{
    private const int MaxYearsAhead = 5;
    private const int MaxYears = 10;

    /// <summary>The first local day that is paused.</summary>
    public required DateOnly FromDay { get; init; }

    /// <summary>The last one; none: until it is resumed.</summary>
    public DateOnly? UntilDay { get; init; }

    /// <summary>Whether a period that would begin in the pause is given on the first day after it, if it still runs then.</summary>
    public bool IssuesLate { get; init; } = true;

    /// <summary>Whether what remains is extended by the paused days when the pause ends.</summary>
    public bool Extends { get; init; }

    /// <summary>Whether the agreed last day moves by the paused days.</summary>
    public bool MovesEnd { get; init; }

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) => new TypedDay(FromDay, RefusedField.StartsOn);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return Refusals.NoSuchMembership;
        if (RefuseDays(membership, MembershipPauses.Of(state, membership), rules, now) is { } days) return days;
        if (RefuseTexts(required: true) is { } texts) return texts;
        return Drafted(
            state, membership,
            new MembershipPauseRow
            {
                MembershipId = membership.Id,
                Number = membership.PauseCount + 1,
                FromDay = FromDay,
                UntilDay = UntilDay,
                IssuesLate = IssuesLate,
                Extends = Extends,
                MovesEnd = MovesEnd,
                Reason = Description!,
                RecordedAt = now,
                ExtendAt = Extends && UntilDay is { } last ? rules.Zone.EndOf(last) : null,
            },
            before: null, rules);
    }

    private protected override int NumberIn(MembershipRow membership) => membership.PauseCount;

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MembershipId);
        writer.Number((long)FromDay.DayNumber);
        writer.Number((long?)UntilDay?.DayNumber);
        foreach (var choice in new[] { IssuesLate, Extends, MovesEnd }) writer.Byte(choice ? (byte)1 : (byte)0);
    }

    private Refusal? RefuseDays(MembershipRow membership, MembershipPauses pauses, LedgerRules rules, DateTime now)
    {
        var zone = rules.Zone;
        if (membership.EndsAt <= now || membership.EndsAt <= zone.StartOf(membership.StartsOn)) return Refusals.MembershipEnded;
        if (FromDay < membership.StartsOn) return Refusals.PausedBeforeItBegins(membership.StartsOn);
        if (membership.EndsAt is { } end && zone.StartOf(FromDay) >= end) return Refusals.PausedAfterItsEnd(zone.LastUsable(end).Day);
        if (FromDay > zone.DayOf(now).AddYears(MaxYearsAhead)) return Refusals.PausedTooFarAhead(MaxYearsAhead);
        if (UntilDay < FromDay) return Refusals.PauseEndsBeforeItBegins;
        if (UntilDay > FromDay.AddYears(MaxYears)) return Refusals.PausedTooLong(MaxYears);
        return pauses.Overlapping(FromDay, UntilDay) is { } other ? Refusals.PausedThen(other.FromDay, other.UntilDay) : null;
    }
}
