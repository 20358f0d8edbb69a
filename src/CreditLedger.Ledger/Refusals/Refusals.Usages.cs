using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <content>The use of credits (R13 to R16).</content>
public static partial class Refusals
{
    /// <summary>The used amount is not above zero.</summary>
    public static Refusal UsageNotAboveZero => Invalid(RefusedField.Amount, "A usage has an amount above zero.");

    /// <summary>Nothing says which credits are meant (R14).</summary>
    public static Refusal NothingToUseNamed => Invalid(RefusedField.Benefit, "Name a credit, a benefit, a kind or a service to use.");

    /// <summary>The usage is dated later than now (R16).</summary>
    public static Refusal UsedInTheFuture => BadDate(
        RefusedField.UsedAt, "The date lies in the future. Use today or an earlier date.");

    /// <summary>The usage is dated before the backdating window (R16).</summary>
    public static Refusal UsedTooLongAgo(int backdatingDays) => BadDate(
        RefusedField.UsedAt, $"The date is more than {backdatingDays} days back. Only an admin may record a usage that old.");

    /// <summary>The member shares no credits with the one who used them (R13).</summary>
    public static Refusal UserSharesNothing => Invalid(
        RefusedField.Member, "Who used it must be the member whose credits are used, or in a group in which that member shares them.");

    /// <summary>The credit is not there, or not the member's to use.</summary>
    public static Refusal NoSuchUsableCredit => NotFound(RefusedField.Credit, "There is no such credit that this member may use.");

    /// <summary>The amount could mean either of two units.</summary>
    public static Refusal MixedUnits(Unit one, Unit other) => Invalid(
        RefusedField.Benefit, $"The member has credits in {one.Code} and {other.Code}: name the benefit to use.");

    /// <summary>The member has no credit that could be meant (R15).</summary>
    public static Refusal NoCreditOfThisSort(long shortBy) => new(
        RefusalReason.NotEnough, RefusedField.Amount, "The member has no credit of this sort.")
    { ShortBy = shortBy };

    /// <summary>The credits hold too little, or caps allow too little of them (R13, R15).</summary>
    /// <param name="asked">What was to be used.</param>
    /// <param name="shortBy">What of it could not be drawn.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="skipped">The credits that gave nothing, or less than was asked.</param>
    /// <param name="caps">The caps that made it so.</param>
    /// <param name="zone">The zone in which the days of the caps are told.</param>
    /// <param name="now">The moment, by which a day of this year is told without its year.</param>
    public static Refusal NotEnoughToUse(
        long asked, long shortBy, Unit unit, IReadOnlyList<SkippedCredit> skipped, IEnumerable<CapState> caps, SiteZone zone, DateTime now)
    {
        var sentence = $"Short by {AmountFormat.Format(shortBy, unit)}: {AmountFormat.Format(asked - shortBy, unit)} " +
            $"of {AmountFormat.Format(asked, unit)} is available.";
        return new Refusal(
            RefusalReason.NotEnough, RefusedField.Amount, string.Join(' ', caps.Select(cap => Sentence(cap, zone, now)).Prepend(sentence)))
        { ShortBy = shortBy, Skipped = skipped };
    }

    // Whose cap it is, how much it allows, and how much is left of it (R13): "Ada Brown may use 120 min of Acme Ltd's time credits per
    // month; 30 min are left until 1 Dec."
    private static string Sentence(CapState cap, SiteZone zone, DateTime now)
    {
        var what = $"{cap.Access.OwnerName}'s {cap.Unit.Traits.Plural}";
        if (cap.Cap.Amount == 0) return $"{cap.Access.MemberName} may use none of {what}.";
        var (until, today) = (zone.DayOf(cap.Window.Until), zone.DayOf(now));
        var day = until.ToString(until.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
        return $"{cap.Access.MemberName} may use {AmountFormat.Format(cap.Cap.Amount, cap.Unit)} of {what} " +
            $"per {CapState.PeriodWord(cap.Cap.Period)}; {Left(cap)} left until {day}.";
    }

    private static string Left(CapState cap)
    {
        if (cap.Left == 0) return "nothing is";
        return $"{AmountFormat.Format(cap.Left, cap.Unit)} {(cap.Left == 1 || cap.Unit.Traits.HasCurrency ? "is" : "are")}";
    }
}
