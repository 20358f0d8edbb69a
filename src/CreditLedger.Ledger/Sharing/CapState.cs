using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>A cap with what has been used of it in its window (R13).</summary>
/// <param name="Access">The group that sets it.</param>
/// <param name="Cap">The cap.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Window">The period that is counted in.</param>
/// <param name="Used">What the member used of the owner's credits of the unit in the window.</param>
public sealed record CapState(SharedAccess Access, Cap Cap, Unit Unit, CapWindow Window, long Used)
{
    /// <summary>What may still be used in the window.</summary>
    public long Left => Math.Max(0, Cap.Amount - Used);

    /// <summary>
    /// Whose cap it is, how much, and how much is left: "Ada Brown may use 120 min of Acme Ltd's time credits per month; 30 min are left
    /// until 1 Dec."
    /// </summary>
    public string Sentence(SiteZone zone, DateTime now)
    {
        var what = $"{Access.OwnerName}'s {KindText(Unit.Kind)}";
        if (Cap.Amount == 0) return $"{Access.MemberName} may use none of {what}.";
        var (until, today) = (zone.DayOf(Window.Until), zone.DayOf(now));
        var day = until.ToString(until.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
        return $"{Access.MemberName} may use {AmountFormat.Format(Cap.Amount, Unit)} of {what} " +
            $"per {PeriodWord(Cap.Period)}; {LeftText()} left until {day}.";
    }

    /// <summary>A kind of credit within a sentence: "time credits".</summary>
    public static string KindText(BenefitKind kind) => BenefitKinds.Of(kind).Plural;

    /// <summary>A period within a sentence: "month".</summary>
    public static string PeriodWord(Period period) => period switch
    {
        Period.Day => "day",
        Period.Week => "week",
        Period.Month => "month",
        Period.Quarter => "quarter",
        Period.Year => "year",
    };

    private string LeftText()
    {
        if (Left == 0) return "nothing is";
        return $"{AmountFormat.Format(Left, Unit)} {(Left == 1 || Unit.Traits.HasCurrency ? "is" : "are")}";
    }
}
