using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
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

    /// <summary>A usage of time is above <see cref="ExactDraw.MaxMinutes"/> (R14).</summary>
    public static Refusal UsageTooLong => Invalid(RefusedField.Amount, "At most 1,000,000 min can be used at once.");

    /// <summary>
    /// No draw takes the amount (R15): the credits hold too little, caps allow too little of them (R13), or it is no sum of their whole
    /// steps (R14).
    /// </summary>
    /// <param name="shortage">What was asked, and what can be drawn instead.</param>
    /// <param name="zone">The zone in which the days of the caps are told.</param>
    /// <param name="now">The moment, by which a day of this year is told without its year.</param>
    public static Refusal NotDrawable(UsageShortage shortage, SiteZone zone, DateTime now)
    {
        var (reason, sentence) = shortage.Above is { } above
            ? (RefusalReason.NotAWholeStep, Steps(shortage, above))
            : (RefusalReason.NotEnough, $"Short by {AmountFormat.Format(shortage.ShortBy, shortage.Unit)}: " +
                $"{AmountFormat.Format(shortage.Below, shortage.Unit)} " +
                $"of {AmountFormat.Format(shortage.Asked, shortage.Unit)} is available.");
        return new Refusal(
            reason, RefusedField.Amount,
            string.Join(' ', [sentence, .. shortage.Caps.Select(cap => Sentence(cap, zone, now)),
                .. shortage.NotShared.Select(credits => Sentence(credits, zone))]))
        { ShortBy = shortage.ShortBy, NextAbove = shortage.Above, Skipped = shortage.Skipped };
    }

    // One step is named, as it is in every form (R20); of several none would explain it alone.
    private static string Steps(UsageShortage shortage, long above)
    {
        long[] nearest = shortage.Below == 0 ? [above] : [shortage.Below, above];
        if (shortage.Step is { } step) return $"Time {StepPredicate(new MissedStep(shortage.Asked, step, nearest))}.";
        return $"{AmountFormat.Format(shortage.Asked, shortage.Unit)} is not made up of whole steps of these credits. " +
            $"Use {string.Join(" or ", nearest.Select(amount => AmountFormat.Format(amount, shortage.Unit)))}.";
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

    // When they may be used instead (R13), with the last usable day (R52): "Ben Lee may use these credits from 20 Jan 2027."
    private static string Sentence(SharedAtAnotherTime credits, SiteZone zone)
    {
        var what = credits.OwnerName is { } owner ? $"{owner}'s credits" : "these credits";
        return credits.IsAhead
            ? $"{credits.MemberName} may use {what} from {Day(zone.DayOf(credits.Time.From))}."
            : $"{credits.MemberName} could use {what} until {Day(zone.LastUsable(credits.Time.Until!.Value).Day)}.";
    }

    private static string Left(CapState cap)
    {
        if (cap.Left == 0) return "nothing is";
        return $"{AmountFormat.Format(cap.Left, cap.Unit)} {(cap.Left == 1 || cap.Unit.Traits.HasCurrency ? "is" : "are")}";
    }
}
