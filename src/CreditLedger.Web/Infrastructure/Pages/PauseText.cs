using System.Globalization;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What pages say of pauses of memberships (R46).</summary>
public static class PauseText
{
    private const int MaxPeriods = 6;

    /// <summary>Where a membership stands: "Running", "Paused since 3 Dec 2026, until 9 Jan 2027".</summary>
    public static string Standing(MembershipSummary membership, DateTime now, SiteZone zone) =>
        membership.PauseAt(now, zone) is not { } pause ? SupplyText.Standing(membership.StateAt(now, zone))
        : $"Paused since {Wording.Day(pause.FromDay)}{(pause.UntilDay is { } last ? $", until {Wording.Day(last)}" : "")}";

    /// <summary>"from 3 Dec 2026 to 9 Jan 2027", "from 3 Dec 2026 until it is resumed".</summary>
    public static string Days(DateOnly from, DateOnly? until) =>
        $"from {Wording.Day(from)} {(until is { } last ? $"to {Wording.Day(last)}" : "until it is resumed")}";

    /// <summary>What the menu calls changing a pause.</summary>
    public static string Change(MembershipSummary membership, DateTime now, SiteZone zone) =>
        membership.PauseAt(now, zone) is null ? "Change or take back the pause" : "Resume";

    /// <summary>What becomes of the periods that begin in a pause, in sentences.</summary>
    public static IEnumerable<string> Held(PauseEffect effect)
    {
        foreach (var held in effect.Held.Take(MaxPeriods)) yield return Sentence(held);
        if (effect.Held.Count - MaxPeriods is var more and > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{more} more {(more == 1 ? "period begins" : "periods begin")} in these days.");
        }
    }

    /// <summary>What becomes of the agreed last day; nothing where there is none.</summary>
    public static IEnumerable<string> AgreedDay(PauseEffect effect, SiteZone zone)
    {
        if (effect.AgreedEndsAt is not { } end) yield break;
        var day = Wording.Day(zone.LastUsable(end).Day);
        var days = Math.Abs(effect.MovedDays);
        if (days > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The agreed last day moves by {days} {(days == 1 ? "day" : "days")}{(effect.MovedDays < 0 ? " back" : "")}, to {day}.");
        }
        else
        {
            yield return effect.Pause is { MovesEnd: true, UntilDay: null }
                ? "The agreed last day moves by the paused days once it is resumed." : $"The agreed last day stays {day}.";
        }
    }

    private static string Sentence(HeldPeriod held)
    {
        var amount = $"{SupplyText.Amount(held.Period.Terms, held.Benefit.Unit)} of {held.Benefit.Name}";
        return held.Given is { } given
            ? $"The period of {Wording.Day(held.Period.FirstDay)} ({amount}) is given on {Wording.Day(given.StartsOn)} and ends on " +
                $"{Wording.Day(given.LastDay)} as usual."
            : $"The period of {Wording.Day(held.Period.FirstDay)} ({amount}) is not given.";
    }
}
