using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Lets a paused membership go on from a day, earlier or later than was agreed (R46). Of a pause that has not begun, a day that is not
/// after its first takes it back: it never begins.
/// </summary>
public sealed record ResumeMembershipCommand(string IdempotencyKey, Actor Actor) : PausingCommand(IdempotencyKey, Actor)
{
    /// <summary>Which of the membership's pauses.</summary>
    public required int PauseNumber { get; init; }

    /// <summary>The first local day that is no longer paused.</summary>
    public required DateOnly OnDay { get; init; }

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) => new TypedDay(OnDay, RefusedField.StartsOn);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } membership) return Refusals.NoSuchMembership;
        var pauses = MembershipPauses.Of(state, membership);
        if (pauses.Rows.FirstOrDefault(row => row.Number == PauseNumber) is not { } pause) return Refusals.NoSuchPause;
        if (pause.UntilDay is { } last && rules.Zone.EndOf(last) <= now) return Refusals.PauseOver(last);
        if (membership.EndsAt <= now && !IsEndOpen(membership, pause)) return Refusals.MembershipEnded;
        if (OnDay <= pause.FromDay)
        {
            return rules.Zone.StartOf(pause.FromDay) <= now ? Refusals.ResumedBeforeItsPause(pause.FromDay)
                : Drafted(state, membership, pause with { TakenBackAt = now, ExtendAt = null }, pause, rules);
        }

        var until = OnDay.AddDays(-1);
        if (pause.UntilDay == until)
            return Draft.OfRows(membership.Id) with { Effect = new PauseEffect(pause, [], membership.AgreedEndsAt, 0) };
        if (pauses.Overlapping(pause.FromDay, until, except: pause.Number) is { } other)
            return Refusals.PausedThen(other.FromDay, other.UntilDay);
        return Drafted(
            state, membership, pause with { UntilDay = until, ExtendAt = pause.Extends ? rules.Zone.EndOf(until) : null }, pause, rules);
    }

    private protected override int NumberIn(MembershipRow membership) => PauseNumber;

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MembershipId);
        writer.Number((long)PauseNumber);
        writer.Number((long)OnDay.DayNumber);
    }

    // The agreed last day came while the membership was paused without an end: it moves once the paused days are known.
    private static bool IsEndOpen(MembershipRow membership, MembershipPauseRow pause) =>
        pause is { MovesEnd: true, UntilDay: null } && membership.AgreedEndsAt is not null && membership.RequestedEndsAt is null;
}
