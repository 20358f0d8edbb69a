using System.Globalization;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What pages say of plans and memberships, and of what they grant.</summary>
public static class SupplyText
{
    /// <summary>Where a membership stands, in a word.</summary>
    public static string Standing(MembershipStanding standing) => standing switch
    {
        MembershipStanding.Upcoming => "Upcoming",
        MembershipStanding.Running => "Running",
        MembershipStanding.Ending => "Ending",
        MembershipStanding.Ended => "Ended",
        MembershipStanding.Paused => "Paused",
    };

    /// <summary>The ground of that word.</summary>
    public static string Tone(MembershipStanding standing) => standing switch
    {
        MembershipStanding.Upcoming => "status-info",
        MembershipStanding.Running => "status-good",
        MembershipStanding.Ending => "status-warn",
        MembershipStanding.Ended => "status-quiet",
        MembershipStanding.Paused => "status-warn",
    };

    /// <summary>"From 22 Aug 2026 until the end of 30 Nov 2026".</summary>
    public static string Span(MembershipSummary membership, SiteZone zone)
    {
        var from = $"From {Wording.Day(membership.StartsOn)}";
        if (membership.EndsAt is not { } end) return $"{from}, until it is ended";
        if (end <= zone.StartOf(membership.StartsOn)) return $"Was to begin on {Wording.Day(membership.StartsOn)}, and was ended before";
        var agreed = membership.IsEndRequested && AgreedDay(membership, zone) is { } day ? $" (agreed: {Wording.Day(day)})" : "";
        return zone.StartOf(zone.DayOf(end)) == end
            ? $"{from} until the end of {Wording.Day(zone.DayOf(end).AddDays(-1))}{agreed}"
            : string.Create(CultureInfo.InvariantCulture, $"{from} until {zone.ToLocal(end):d MMM yyyy, HH:mm}{agreed}");
    }

    /// <summary>The agreed last day of a membership (R28).</summary>
    public static DateOnly? AgreedDay(MembershipSummary membership, SiteZone zone) =>
        membership.AgreedEndsAt is { } end ? zone.LastUsable(end).Day : null;

    /// <summary>"grants 600 min of Meeting room, with 120 min rolled over; 45 min expire".</summary>
    public static string Grants(Renewal renewal)
    {
        var unit = renewal.Unit;
        var text = $"grants {Amount(renewal.Forecast.Period.Terms, unit)} of {renewal.Line.BenefitName}";
        if (renewal.Forecast.RolledOver > 0) text += $", {AmountFormat.Format(renewal.Forecast.RolledOver, unit)} roll over";
        if (renewal.Forecast.ToppedUp > 0) text += $", topped up by {AmountFormat.Format(renewal.Forecast.ToppedUp, unit)}";
        return renewal.Forecast.Expired > 0
            ? $"{text}; {AmountFormat.Format(renewal.Forecast.Expired, unit)} expire unless used before" : text;
    }

    /// <summary>"1 Nov to 30 Nov 2026": the days on which a period's credit lives.</summary>
    public static string Days(GrantedPeriod period) => period.StartsOn == period.LastDay
        ? Wording.Day(period.StartsOn)
        : period.StartsOn.Year == period.LastDay.Year
            ? $"{period.StartsOn.ToString("d MMM", CultureInfo.InvariantCulture)} to {Wording.Day(period.LastDay)}"
            : $"{Wording.Day(period.StartsOn)} to {Wording.Day(period.LastDay)}";

    /// <summary>"month", within a sentence.</summary>
    public static string PeriodWord(Period period) => period.ToString().ToLowerInvariant();

    /// <summary>"300 min a month", "£20.00 a quarter".</summary>
    public static string PerPeriod(PlanTerms terms, Unit unit, Period period) => terms.Tracking switch
    {
        LineTracking.Limited => $"{AmountFormat.Format(terms.Amount, unit)} a {PeriodWord(period)}",
        LineTracking.Unlimited => $"unlimited, {Each(period)}",
        LineTracking.Untracked => "included, not tracked",
    };

    /// <summary>What a period grants: "300 min", "unlimited use" (R48).</summary>
    public static string Amount(LineTerms terms, Unit unit) =>
        terms.IsUnlimited ? "unlimited use" : AmountFormat.Format(terms.Amount, unit);

    /// <summary>How a line counts, in a word (R48).</summary>
    public static string Tracking(LineTracking tracking) => tracking switch
    {
        LineTracking.Limited => "Limited",
        LineTracking.Unlimited => "Unlimited",
        LineTracking.Untracked => "Not tracked",
    };

    /// <summary>What becomes of the remainder at a period's end (R26).</summary>
    public static string Rollover(long? min, long? max, Unit unit) => (min, max) switch
    {
        (null, _) => "expires",
        (0, null) => "all rolls over",
        (0, { } most) => $"rolls over, at most {AmountFormat.Format(most, unit)}",
        ({ } least, null) => $"all rolls over, at least {AmountFormat.Format(least, unit)}",
        ({ } least, { } most) => $"rolls over, at least {AmountFormat.Format(least, unit)}, at most {AmountFormat.Format(most, unit)}",
    };

    /// <summary>A line's whole terms: "300 min a month; what remains expires".</summary>
    public static string Terms(PlanTerms terms, Unit unit, Period period)
    {
        if (terms.Tracking != LineTracking.Limited)
            return PerPeriod(terms, unit, period) + (terms.Paid is { } part ? $"; {PaidText.Amount(part)} of the price" : "");
        var rollover = Rollover(terms.RolloverMin, terms.RolloverMax, unit);
        return $"{PerPeriod(terms, unit, period)}; " +
            $"{(rollover.StartsWith("all ", StringComparison.Ordinal) ? "" : "what remains ")}{rollover}" +
            (terms.Paid is { } paid ? $"; {PaidText.Amount(paid)} of the price" : "");
    }

    /// <summary>"each month".</summary>
    public static string Each(Period period) => period switch
    {
        Period.Day => "each day",
        Period.Week => "each week",
        Period.Month => "each month",
        Period.Quarter => "each quarter",
        Period.Year => "each year",
    };

    /// <summary>What a part of a period's supply is.</summary>
    public static string Part(SupplyPart part) => part switch
    {
        SupplyPart.Grant => "Granted",
        SupplyPart.Rollover => "Rolled over",
        SupplyPart.TopUp => "Topped up",
    };

    /// <summary>A figure of a sum; a dash for 0.</summary>
    public static string Sum(long amount, Unit unit) => amount == 0 ? "–" : AmountFormat.Format(amount, unit);

    /// <summary>A signed figure of a sum; a dash for 0.</summary>
    public static string Change(long amount, Unit unit) => amount == 0 ? "–" : AmountFormat.WithSign(amount, unit);

    /// <summary>"3 periods".</summary>
    public static string Periods(long count) => count == 1 ? "1 period" : string.Create(
        CultureInfo.InvariantCulture, $"{count:N0} periods");

    /// <summary>What rows come to, by benefit: "900 min of Meeting room, 3 of Day pass".</summary>
    public static string Sums(IEnumerable<EntryOutcome> entries) => string.Join(", ", entries
        .GroupBy(entry => (entry.BenefitName, entry.Unit))
        .Select(rows => $"{AmountFormat.Format(Math.Abs(rows.Sum(entry => entry.Amount)), rows.Key.Unit)} of {rows.Key.BenefitName}"));

    /// <summary>What was revoked, by benefit; none when nothing was.</summary>
    public static string? Revoked(Done done) =>
        done.Entries.Where(entry => entry.Kind == EntryKind.Revocation).ToList() is { Count: > 0 } revoked ? Sums(revoked) : null;

    /// <summary>What a field offers to choose from.</summary>
    public static IEnumerable<FieldOption> OptionsOf(IEnumerable<SupplyChoice> choices) => choices.Select(
        choice => new FieldOption(choice.Id, choice.Name));

    /// <summary>The benefits that a line offers: those in use, and the one that it has.</summary>
    public static IEnumerable<FieldOption> OptionsOf(IEnumerable<OfferedBenefit> benefits, string? chosen) => benefits
        .Where(benefit => !benefit.IsArchived || FormText.Of(benefit.Id) == chosen)
        .Select(benefit => new FieldOption(benefit.Id, benefit.IsArchived ? $"{benefit.Name} (archived)" : benefit.Name,
            Wording.Kind(benefit.Kind)));

    /// <summary>The name of what was chosen; none when it is not among the choices.</summary>
    public static string? NameOf(IEnumerable<SupplyChoice> choices, string? chosen) =>
        choices.FirstOrDefault(choice => FormText.Of(choice.Id) == chosen)?.Name;
}
