using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using FsCheck;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>
/// Random plans, starts at months' ends and in leap years, in zones whose days have 23 and 25 hours, edited on the way and used.
/// </summary>
public sealed class IssuingTests
{
    private static readonly SiteZone[] Zones =
        [.. new[] { "Europe/London", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia",
            "Asia/Kathmandu" }.Select(id => new SiteZone(TimeZoneInfo.FindSystemTimeZoneById(id)))];

    /// <summary>Numbers from which a case is made, so that a failing one shrinks.</summary>
    public sealed record Sample(int Zone, Period Period, int StartDay, int Length, int EndDay,
        List<Deed> Edits, List<int> Runs, List<Deed> Uses);

    /// <summary>An edit of the line, or a usage: after so many hours, how much, and a rollover rule.</summary>
    public sealed record Deed(int Hours, int Amount, int Min, int Spread);

    private static readonly Gen<Deed> Deeds =
        from hours in Gen.Choose(0, 24 * 400)
        from amount in Gen.Choose(0, 40)
        from min in Gen.Choose(-3, 12)
        from spread in Gen.Choose(0, 30)
        select new Deed(hours, amount, min, spread);

    // 29 to 31 of any month, the 29th of February among them.
    private static readonly Gen<Sample> Samples =
        from zone in Gen.Choose(0, Zones.Length - 1)
        from period in Gen.Elements(Enum.GetValues<Period>())
        from month in Gen.Choose(0, 59)
        from day in Gen.Choose(27, 32)
        from length in Gen.Choose(1, 400)
        from endDay in Gen.Choose(1, 800)
        from edits in Gen.ListOf(Deeds, 3)
        from runs in Gen.ListOf(Gen.Choose(0, 24 * 400), 8)
        from uses in Gen.ListOf(Deeds, 12)
        select new Sample(zone, period, new DateOnly(2024, 1, 1).AddMonths(month).AddDays(Math.Min(day, 31) - 1).DayNumber, length, endDay,
            [.. edits], [.. runs], [.. uses]);

    [Fact]
    public void Issuing_in_one_go_or_in_any_number_of_runs_gives_the_same_rows() => Seeded.Check(Samples, sample =>
    {
        var start = Zones[sample.Zone].StartOf(DateOnly.FromDayNumber(sample.StartDay));
        var last = start.AddDays(sample.Length);
        var once = new IssuingRun(ScheduleOf(sample));
        once.IssueUntil(last);
        var often = new IssuingRun(ScheduleOf(sample));

        // Runs in any order: a clock that is moved back finds nothing to do.
        foreach (var hours in sample.Runs.Where(hours => start.AddHours(hours) <= last)) often.IssueUntil(start.AddHours(hours));
        often.IssueUntil(last);
        Assert.Equal(once.Rows, often.Rows);
    }, count: 600);

    [Fact]
    public void A_naive_model_agrees_on_every_balance_at_every_moment() => Seeded.Check(Samples, sample =>
    {
        var zone = Zones[sample.Zone];
        var start = zone.StartOf(DateOnly.FromDayNumber(sample.StartDay));
        var run = new IssuingRun(ScheduleOf(sample));
        var naive = new NaiveSupply(sample.Period, DateOnly.FromDayNumber(sample.StartDay), TermsOf(sample), EndOf(sample), zone);
        foreach (var (now, amount) in sample.Uses.Select(use => (start.AddHours(use.Hours), (long)use.Amount + 1))
            .OrderBy(use => use.Item1))
        {
            run.IssueUntil(now);
            naive.IssueUntil(now);
            Assert.Equal(naive.Use(amount, now), run.Use(amount, now));
        }

        var moments = run.Entries.Select(entry => entry.UsedAt).Distinct()
            .SelectMany(moment => new[] { moment.AddMilliseconds(-1), moment }).ToList();
        foreach (var moment in moments)
        {
            Assert.Equal(naive.BalanceAt(moment), run.Entries.Where(entry => entry.UsedAt <= moment).Sum(entry => entry.Amount));
            Assert.All(run.View.Credits, credit => Assert.True(credit.History.At(moment) >= 0));
        }
    }, count: 600);

    [Fact]
    public void With_a_lock_date_what_is_issued_late_comes_after_it_and_agrees_with_the_naive_model() => Seeded.Check(Samples, sample =>
    {
        var zone = Zones[sample.Zone];
        var firstDay = DateOnly.FromDayNumber(sample.StartDay);
        var rules = new LedgerRules { Zone = zone, LockedUpTo = firstDay.AddDays(sample.Length / 2) };
        var (open, last) = (rules.OpenFrom!.Value, zone.StartOf(firstDay).AddDays(sample.Length + 2));
        var run = new IssuingRun(ScheduleOf(sample), rules);
        var naive = new NaiveSupply(sample.Period, firstDay, TermsOf(sample), EndOf(sample), zone, open);
        var free = new IssuingRun(ScheduleOf(sample));
        run.IssueUntil(last);
        naive.IssueUntil(last);
        free.IssueUntil(last);
        Assert.All(run.Entries, entry => Assert.True(entry.UsedAt >= open));
        Assert.Equal(free.Entries.Select(entry => (entry.Credit, entry.Amount)), run.Entries.Select(entry => (entry.Credit, entry.Amount)));
        Assert.Equal(
            free.View.Credits.Select(credit => (credit.Terms.StartsAt, credit.Terms.ExpiresAt)),
            run.View.Credits.Select(credit => (credit.Terms.StartsAt, credit.Terms.ExpiresAt)));
        foreach (var moment in run.Entries.Select(entry => entry.UsedAt).Distinct())
        {
            Assert.Equal(naive.BalanceAt(moment), run.Entries.Where(entry => entry.UsedAt <= moment).Sum(entry => entry.Amount));
            Assert.All(run.View.Credits, credit => Assert.True(credit.History.At(moment) >= 0));
        }
    }, count: 300);

    [Fact]
    public void Cases_reach_rollovers_top_ups_expiries_edits_and_ends()
    {
        var words = new HashSet<string>();
        Seeded.Check(Samples, sample =>
        {
            var run = new IssuingRun(ScheduleOf(sample));
            run.IssueUntil(Zones[sample.Zone].StartOf(DateOnly.FromDayNumber(sample.StartDay)).AddDays(sample.Length));
            foreach (var row in run.Rows)
            {
                foreach (var word in new[] { "Rollover Transfer", "rolled over.", "the rest expired", "Topped up", "Grant Grant Plan" })
                {
                    if (row.Contains(word, StringComparison.Ordinal)) words.Add(word);
                }
            }
        }, count: 200);
        Assert.Equal(5, words.Count);
    }

    private static LineSchedule ScheduleOf(Sample sample) =>
        new(DateOnly.FromDayNumber(sample.StartDay), sample.Period, TermsOf(sample), EndOf(sample), Zones[sample.Zone]);

    private static DateTime? EndOf(Sample sample) =>
        sample.EndDay > 400 ? null : Zones[sample.Zone].EndOf(DateOnly.FromDayNumber(sample.StartDay + sample.EndDay));

    private static List<LineTerms> TermsOf(Sample sample)
    {
        var start = Zones[sample.Zone].StartOf(DateOnly.FromDayNumber(sample.StartDay));
        return
        [
            .. sample.Edits.DistinctBy(edit => edit.Hours).Select((edit, index) => new LineTerms(
                index == 0 ? DateTime.MinValue : start.AddHours(edit.Hours), edit.Amount,
                RolloverRule.Of(edit.Min < 0 ? null : edit.Min, edit.Min < 0 ? null : edit.Min + edit.Spread + 1))),
        ];
    }
}
