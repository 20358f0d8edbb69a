using System.Globalization;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Groups;

/// <summary>What pages say of groups.</summary>
public static class GroupText
{
    /// <summary>What a group may be.</summary>
    public static IEnumerable<FieldOption> KindOptions =>
    [
        new(GroupKind.Team, "Team: one paying member, whose credits the others use"),
        new(GroupKind.Business, "Business: a business record, whose contacts use its credits"),
        new(GroupKind.Family, "Family: a person, whose dependants book through it"),
    ];

    /// <summary>What the owner of such a group is called.</summary>
    public static string OwnerOf(GroupKind kind) => kind switch
    { GroupKind.Team => "Paying member", GroupKind.Business => "Business", GroupKind.Family => "Profile" };

    /// <summary>What its members are called.</summary>
    public static string MembersOf(GroupKind kind) => kind switch
    { GroupKind.Team => "Members", GroupKind.Business => "Contacts", GroupKind.Family => "Dependants" };

    /// <summary>The kinds within a sentence.</summary>
    public static string Kinds(IReadOnlyList<BenefitKind> kinds) =>
        kinds.Count == 0 ? "nothing" : string.Join(", ", kinds.Select(Wording.Kind));

    /// <summary>What a member may use: "all that is shared", "Meeting room time and Printing", "nothing".</summary>
    public static string What(bool mayUse, IEnumerable<string>? named)
    {
        if (!mayUse) return "nothing";
        if (named is null) return "all that is shared";
        var names = named.ToList();
        return names.Count switch
        {
            0 => "nothing",
            1 => names[0],
            _ => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}",
        };
    }

    /// <summary>What a member of a group may use, as a cell of a table.</summary>
    public static string What(GroupMemberDetails member)
    {
        var what = What(member.HasRight, member.Benefits?.Select(benefit => benefit.Name));
        return char.ToUpperInvariant(what[0]) + what[1..];
    }

    /// <summary>"Ada Brown may use only Meeting room time of Acme Ltd".</summary>
    public static string Sentence(string member, string what, string owner) =>
        $"{member} may use {(what is "nothing" or "all that is shared" ? "" : "only ")}{what} of {owner}";

    /// <summary>A cap within a sentence: "at most 2 h of Time per week".</summary>
    public static string Cap(BenefitKind kind, Cap cap, string siteCurrency) =>
        $"at most {AmountFormat.Format(cap.Amount, Unit.Of(kind, siteCurrency))} of {Wording.Kind(kind)} " +
            $"per {CapState.PeriodWord(cap.Period)}";

    /// <summary>When something holds: "since 20 Jan 2027, until 22 Jan 2027".</summary>
    public static string Span(Validity holds, SiteZone zone) => $"since {Since(holds, zone)}" +
        (holds.Until is null ? "" : $", until {Until(holds, zone)}");

    /// <summary>The first day; of what has always held, that.</summary>
    public static string Since(Validity holds, SiteZone zone) =>
        holds.From == Instants.Earliest ? "the beginning" : Wording.Day(zone.DayOf(holds.From));

    /// <summary>The last day (R52), with the time where it ended at once; a dash while no end is known.</summary>
    public static string Until(Validity holds, SiteZone zone)
    {
        if (holds.Until is not { } end) return "–";
        var (day, time) = zone.LastUsable(end);
        return Wording.Day(day) + (time is { } at ? at.ToString(", HH:mm", CultureInfo.InvariantCulture) : "");
    }

    /// <summary>The kinds that a group shares, with the days of those that are not shared without an end: "Time, Printing until 31 Jan
    /// 2027".</summary>
    public static string Kinds(GroupDetails group, SiteZone zone, DateTime now)
    {
        var kinds = group.SharedKinds.Where(shared => !shared.Holds.IsOver(now)).Select(shared => Wording.Kind(shared.Kind)
            + (shared.Holds.From > now ? $" from {Since(shared.Holds, zone)}" : "")
            + (shared.Holds.Until is null ? "" : $" until {Until(shared.Holds, zone)}")).ToList();
        return kinds.Count == 0 ? "nothing" : string.Join(", ", kinds);
    }

    /// <summary>A cap with what is used of it: "Time: 90 of 120 min per month, 30 min left".</summary>
    public static IEnumerable<string> Lines(CapDetails cap, string siteCurrency) =>
        cap.UsedOr(Unit.Of(cap.Kind, siteCurrency)).Select(used =>
    {
        var most = AmountFormat.Format(cap.Cap.Amount, used.Unit);
        var left = Math.Max(0, cap.Cap.Amount - used.Amount);
        return $"{Wording.Kind(cap.Kind)}: {most} " +
            $"per {CapState.PeriodWord(cap.Cap.Period)}; {AmountFormat.Format(used.Amount, used.Unit)} " +
            $"used, {(left == 0 ? "nothing" : AmountFormat.Format(left, used.Unit))} left";
    });
}
