using CreditLedger.Data.Model;

namespace CreditLedger.Data.Demo;

/// <summary>A member of the demo space and the membership that brings credits.</summary>
/// <param name="Member">The member.</param>
/// <param name="Plan">The plan; none for someone who drops in.</param>
/// <param name="From">The day the membership began.</param>
/// <param name="Until">The first day it does not run any more.</param>
internal sealed record DemoMember(Member Member, DemoPlan? Plan, DateOnly From, DateOnly Until)
{
    /// <summary>Makes up a member: the number gives the reference, the random numbers everything else.</summary>
    public static DemoMember Create(int number, DateOnly today, int months, Random random)
    {
        var isBusiness = random.Chance(12);
        var (name, email) = isBusiness ? Company(random) : Person(number, random);
        var joined = today.AddDays(-random.Next(5, (months * 30) + 400));
        var status = random.Next(100) switch { < 5 => MemberStatus.Suspended, < 13 => MemberStatus.Left, _ => MemberStatus.Active };
        var member = new Member
        {
            Reference = $"M-{number:0000}",
            Name = name,
            SortName = SearchText.Fold(name),
            Email = random.Chance(97) ? email : null,
            Kind = isBusiness ? MemberKind.Business : MemberKind.Person,
            Status = status,
            JoinedOn = joined,
        };
        var plan = random.Chance(isBusiness ? 90 : 78) ? Choose(isBusiness, random) : null;
        foreach (var tag in TagsOf(plan, isBusiness, random)) member.Tags.Add(new MemberTag { Tag = tag });
        foreach (var term in SearchText.TermsOf(member.Reference, name, member.Email))
            member.SearchTerms.Add(new MemberSearchTerm { Term = term });

        // Members who paused or left did so some time ago; the credits of their last period have expired since, or soon will.
        var first = today.AddMonths(-months);
        var from = joined > first ? joined : new DateOnly(first.Year, first.Month, Math.Min(joined.Day, 28));
        var until = status == MemberStatus.Active ? today.AddDays(1) : today.AddDays(-random.Next(1, 200));
        return new DemoMember(member, plan, from, until);
    }

    private static (string Name, string Email) Person(int number, Random random)
    {
        var (first, last) = (random.Pick(DemoNames.First), random.Pick(DemoNames.Last));
        return ($"{first} {last}", $"{Letters(first)}.{Letters(last)}{number}@{(random.Chance(50) ? "mail" : "post")}.example");
    }

    private static (string Name, string Email) Company(Random random)
    {
        var (first, second) = (random.Pick(DemoNames.CompanyFirst), random.Pick(DemoNames.CompanySecond));
        return ($"{first} {second}{(random.Chance(60) ? " Ltd" : "")}", $"accounts@{Letters(first)}-{Letters(second)}.example");
    }

    private static string Letters(string text) => string.Concat(
        SearchText.Fold(text).Replace("ø", "o", StringComparison.Ordinal).Where(char.IsAsciiLetter));

    private static DemoPlan Choose(bool isBusiness, Random random)
    {
        var plans = DemoCatalogue.Plans.Where(plan => plan.ForBusinesses == isBusiness).ToList();
        var at = random.Next(plans.Sum(plan => plan.Weight));
        return plans.First(plan => (at -= plan.Weight) < 0);
    }

    private static IEnumerable<string> TagsOf(DemoPlan? plan, bool isBusiness, Random random)
    {
        var tags = new List<string> { plan is null ? "drop-in" : SearchText.Fold(plan.Name).Replace(' ', '-') };
        if (isBusiness) tags.Add("business");
        while (random.Chance(35)) tags.Add(random.Pick(DemoNames.Tags));
        return tags.Distinct(StringComparer.Ordinal);
    }
}
