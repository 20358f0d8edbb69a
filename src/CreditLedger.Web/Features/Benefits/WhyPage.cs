using CreditLedger.Data.Queries.Sharing;
using CreditLedger.Ledger.Statements;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Benefits;

/// <summary>Why a member has what they have of one kind, over a range of days (R38).</summary>
/// <param name="View">What stands above.</param>
/// <param name="Kind">The kind.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Statements">One for each currency, or the only one.</param>
/// <param name="Shared">What others share with the member, told apart from the own.</param>
/// <param name="Problems">What of the address could not be read.</param>
public sealed record WhyPage(
    MemberView View, BenefitKind Kind, DateOnly From, DateOnly Until, IReadOnlyList<(Unit Unit, KindStatement Statement)> Statements,
    IReadOnlyList<SharedCredits> Shared, IReadOnlyList<string> Problems)
{
    /// <summary>Whether the days reach to today: then the last term can be used now.</summary>
    public required bool IsNow { get; init; }

    /// <summary>The first day when none is asked for: the month's.</summary>
    public static DateOnly MonthOf(DateOnly today) => new(today.Year, today.Month, 1);

    /// <summary>A term in words.</summary>
    public string TermOf(KindPart part) => part switch
    {
        KindPart.Opening => "Left before",
        KindPart.Granted => "Granted",
        KindPart.Used => "Used",
        KindPart.Adjusted => "Adjusted",
        KindPart.Moved => "Moved",
        KindPart.Revoked => "Revoked",
        KindPart.Expired => "Expired",
        KindPart.NotYetLive => "Not usable yet",
        KindPart.Committed => "Committed",
        KindPart.Available => IsNow ? "Available now" : "Left then",
    };

    /// <summary>The changes behind a term; none where no change is: passes have no history (R34).</summary>
    public string? ChangesOf(KindPart part)
    {
        if (!BenefitKinds.Of(Kind).IsInUseHistory) return null;
        var shown = part switch
        {
            KindPart.Granted => "granted",
            KindPart.Used => "used",
            KindPart.Adjusted or KindPart.Moved or KindPart.Revoked => "adjusted",
            KindPart.Expired or KindPart.Available => "",
            KindPart.Opening or KindPart.NotYetLive or KindPart.Committed => null,
        };
        return shown is null ? null : View.At(Routes.Member(View.Member.Id, "benefits", "history", BenefitTabs.SlugOf(Kind)))
            .With("from", Iso(From)).With("until", Iso(Until)).With("part", shown).ToString();
    }

    /// <summary>What can be used of someone else's credits, by unit.</summary>
    public static string AmountsOf(SharedCredits shared) => string.Join(" · ", shared.Credits.GroupBy(credit => credit.Unit)
        .Select(unit => AmountFormat.Format(unit.Sum(credit => credit.Available), unit.Key)));

    /// <summary>A day as a form holds it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The days of the page in words.</summary>
    public string Days => $"{Wording.Day(From)} to {Wording.Day(Until)}";

    /// <summary>The days that an address asks for: this month up to today, where it asks for none; turned round where they are.</summary>
    public static (DateOnly From, DateOnly Until) DaysOf(DateOnly? from, DateOnly? until, SiteZone zone, DateTime now)
    {
        var last = until ?? zone.DayOf(now);
        var first = from ?? MonthOf(last);
        return first > last ? (last, first) : (first, last);
    }
}
