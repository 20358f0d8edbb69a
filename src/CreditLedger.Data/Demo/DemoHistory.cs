using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Demo;

/// <summary>
/// Makes up what happened beside the renewals of memberships: products are sold, credits are used more or less eagerly, so that some are
/// used up, some expire with a remainder, some roll over, and some have not begun.
/// </summary>
internal sealed class DemoHistory(
    DemoCatalogue catalogue, DemoSupply supply, IReadOnlyList<DemoMember> members, DemoGroups groups, SiteZone zone,
    DateTime now, Random random)
{
    private static readonly Actor Seeder = Actor.Job(JobName.DemoSeed);

    private readonly List<(DateTime At, LedgerCommand Command)> _acts = [];
    private int _number;

    /// <summary>All sales and usages, by the local day on which they happened, in order.</summary>
    public IEnumerable<IGrouping<DateOnly, LedgerCommand>> Days()
    {
        foreach (var member in members)
        {
            UsePlan(member);
            SellProducts(member);
        }

        return _acts.OrderBy(act => act.At).GroupBy(act => zone.DayOf(act.At), act => act.Command);
    }

    private void UsePlan(DemoMember member)
    {
        if (member.Plan is not { } plan) return;
        var eagerness = random.Next(100);
        foreach (var line in plan.Lines)
        {
            for (var period = 0; ; period++)
            {
                var (from, to) = (Periods.FirstDay(member.From, line.Period, period),
                    Periods.FirstDay(member.From, line.Period, period + 1));
                if (from >= member.Until) break;
                Use(member, catalogue.Find(line.Benefit), line.Amount * Share(eagerness) / 100, zone.StartOf(from),
                    Earlier(zone.StartOf(to), now));
            }
        }
    }

    private void SellProducts(DemoMember member)
    {
        var days = Math.Max(1, member.Until.DayNumber - member.From.DayNumber - 1);
        foreach (var product in DemoProduct.All)
        {
            if (!random.Chance(member.Plan is null ? product.PercentOfDropIns : product.PercentOfMembers)) continue;
            var day = member.From.AddDays(random.Next(days));
            if (product.StartsLater) day = zone.DayOf(now).AddDays(random.Next(3, 40));
            DateTime? end = product.ValidDays is { } valid ? zone.StartOf(day.AddDays(valid)) : null;
            Grant(member, product, zone.StartOf(day), end, Share(random.Next(100)));
        }
    }

    // What part of a credit gets used: by some all of it, by some nothing.
    private int Share(int eagerness) => random.Next(100) switch
    {
        < 12 => 0,
        < 40 => 100,
        var percent => Math.Min(100, (percent + eagerness) / 2),
    };

    // What starts later was not sold yet: it was given beforehand, by hand.
    private void Grant(DemoMember member, DemoProduct product, DateTime startsAt, DateTime? expiresAt, int percentUsed)
    {
        var benefit = catalogue.Find(product.Benefit);
        if (product.Source == CreditSource.Product && startsAt < now)
        {
            Add(startsAt, new SellProductCommand(NextKey(), Seeder)
            {
                MemberId = member.Member.Id,
                ProductId = supply.Product(product.Name).Id,
                SoldOn = zone.DayOf(startsAt),
                Description = string.Create(CultureInfo.InvariantCulture,
                    $"{product.Name}, bought on {zone.ToLocal(startsAt):d MMMM yyyy}"),
            });
        }
        else
        {
            Add(startsAt < now ? startsAt : now, new GrantCommand(NextKey(), Seeder)
            {
                MemberId = member.Member.Id,
                BenefitId = benefit.Id,
                Amount = product.Amount,
                StartsAt = startsAt,
                ExpiresAt = expiresAt,
                Source = product.Source,
                SourceName = product.Source == CreditSource.Manual ? null : product.Name,
                Description = product.Name,
            });
        }

        if (startsAt < now) Use(member, benefit, product.Amount * percentUsed / 100, startsAt, Earlier(expiresAt, now));
    }

    private static DateTime Earlier(DateTime? end, DateTime now) => end < now ? end.Value : now;

    private void Use(DemoMember member, Benefit benefit, long amount, DateTime from, DateTime to)
    {
        var use = DemoUse.Of(benefit);
        var services = catalogue.ServicesOf(benefit);
        for (var left = amount - (amount % use.Step); left > 0;)
        {
            var size = Math.Min(left, use.Step * use.Steps(random));
            left -= size;
            if (Moment(from, to) is not { } usedAt) continue;
            var service = random.Pick(services);
            Add(usedAt, new UsageCommand(NextKey(), Seeder)
            {
                MemberId = member.Member.Id,
                Amount = size,
                BenefitId = use.IsByService ? null : benefit.Id,
                ServiceId = service.Id,
                UsedAt = usedAt,
                UsedById = UserOf(member.Member),
                Description = use.Describe(random, service),
                MayGoFurtherBack = true,
            });
        }
    }

    // A business uses nothing by itself: its contacts do.
    private long? UserOf(Member member) => groups.ContactsOf(member) is { Count: > 0 } contacts ? random.Pick(contacts).Id : null;

    // A working hour of the site within the credit's life; none when luck does not find one.
    private DateTime? Moment(DateTime from, DateTime to)
    {
        var days = Math.Max(1, (int)(to - from).TotalDays);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var day = zone.DayOf(from).AddDays(random.Next(days));
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !random.Chance(15)) continue;
            var usedAt = zone.ToInstant(day.ToDateTime(new TimeOnly(random.Next(8, 20), 15 * random.Next(4))));
            if (usedAt >= from && usedAt < to) return usedAt;
        }

        return null;
    }

    private void Add(DateTime at, LedgerCommand act) => _acts.Add((at, act));

    private string NextKey() => $"demo:{++_number}";
}
