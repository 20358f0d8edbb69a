using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.MemberForms;

/// <summary>Texts of the member form.</summary>
public static class MemberText
{
    /// <summary>A skipped period as the form sends it.</summary>
    public static string Of(SkippedPeriod period) => FormattableString.Invariant(
        $"{period.MembershipId}/{period.PlanLineId}/{period.Number}");

    /// <summary>What an edit changes, field by field.</summary>
    public static IReadOnlyList<string> Changes(MemberHead now, MemberRow then, IReadOnlyCollection<string> tags)
    {
        var sentences = new List<string>();
        Add("Reference", now.Reference, then.Reference);
        Add("Name", now.Name, then.Name);
        Add("E-mail", now.Email, then.Email);
        Add("Kind", now.Kind.ToString(), then.Kind.ToString());
        Add("Status", now.Status.ToString(), then.Status.ToString());
        Add("Tags", Joined(now.Tags), Joined(tags));
        Add("Joined", Wording.Day(now.JoinedOn), Wording.Day(then.JoinedOn));
        return sentences;

        void Add(string what, string? from, string? to)
        {
            if (from != to) sentences.Add($"{what}: {(from is null or "" ? "none" : from)} → {(to is null or "" ? "none" : to)}.");
        }
    }

    /// <summary>A membership that goes on or ends, in words.</summary>
    public static string Standing(RunningMembership membership, bool ends, Func<DateTime, string> day)
    {
        var end = ends && !(membership.EndsAt <= membership.PeriodEndsAt) ? membership.PeriodEndsAt : membership.EndsAt;
        return end is { } last ? $"{membership.PlanName}, until {day(last)}" : $"{membership.PlanName}, until it is ended";
    }

    private static string Joined(IEnumerable<string> tags) => string.Join(", ", tags.Order(StringComparer.Ordinal));
}
