using CreditLedger.Ledger.Burning;

namespace CreditLedger.Ledger.Supply;

/// <summary>What a pause, or a change of one, comes to (R19, R46).</summary>
/// <param name="Pause">The pause as it will be.</param>
/// <param name="Held">The periods that begin in it and were not issued; of an open pause none, because nobody knows how many.</param>
/// <param name="AgreedEndsAt">The agreed end of the membership afterwards.</param>
/// <param name="MovedDays">By how many days that moves.</param>
/// <remarks>Bookings in the paused days are to be listed here as well, once there are bookings.</remarks>
public sealed record PauseEffect(MembershipPauseRow Pause, IReadOnlyList<HeldPeriod> Held, DateTime? AgreedEndsAt, int MovedDays)
{
    internal static IReadOnlyList<HeldPeriod> HeldBy(MembershipPauseRow pause, MembershipPlan plan, MembershipPlan without)
    {
        if (pause.TakenBackAt is not null || pause.UntilDay is not { } last) return [];
        var held = new List<HeldPeriod>();
        foreach (var ((benefit, planned, next), (_, paused, _)) in
            without.Schedules(pause.MembershipId).Zip(plan.Schedules(pause.MembershipId)))
        {
            for (var period = planned.NextGranted(next); period is not null && period.StartsOn <= last;
                period = planned.NextGranted(period.Number + 1))
            {
                var given = paused.NextGranted(period.Number) is { } first && first.Number == period.Number ? first : null;
                if (given?.StartsAt != period.StartsAt) held.Add(new HeldPeriod(benefit!, period, given));
            }
        }

        return [.. held.OrderBy(one => one.Period.StartsAt)];
    }
}

/// <summary>A period that begins in a pause.</summary>
/// <param name="Benefit">What it grants.</param>
/// <param name="Period">The period as it would be without the pause.</param>
/// <param name="Given">The period as it is given after the pause; none where it is not given.</param>
public sealed record HeldPeriod(BenefitTerms Benefit, GrantedPeriod Period, GrantedPeriod? Given);
