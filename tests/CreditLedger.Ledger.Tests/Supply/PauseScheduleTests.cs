using System.Globalization;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Which periods a paused membership is given, and when (R46).</summary>
public sealed class PauseScheduleTests
{
    private static readonly SiteZone London = SupplyRun.London;

    // On a monthly line from 1 December 2025: the days that are paused, late or not at all, and the days on which periods are given.
    [Theory]
    [InlineData("2025-12-03..2026-01-09 late", "12-01, 01-10 until 01-31, 02-01")]
    [InlineData("2025-12-03..2026-01-09 not", "12-01, 02-01, 03-01")]
    [InlineData("2025-12-03..2026-02-27 late", "12-01, 02-28 until 02-28, 03-01")]
    [InlineData("2025-12-03..2026-02-28 late", "12-01, 03-01, 04-01")]
    [InlineData("2026-01-01..2026-01-01 late", "12-01, 01-02 until 01-31, 02-01")]
    [InlineData("2026-01-02..2026-01-31 late", "12-01, 01-01, 02-01")]
    [InlineData("2025-12-01..2025-12-24 late", "12-25 until 12-31, 01-01, 02-01")]
    [InlineData("2025-12-03.. late", "12-01")]
    [InlineData("2025-12-03..2026-01-09 late, 2026-01-10..2026-01-20 not", "12-01, 01-21 until 01-31, 02-01")]
    [InlineData("2025-12-03..2026-01-09 late, 2026-01-10.. late", "12-01")]
    [InlineData("2025-12-03..2026-01-09 late, 2026-02-01..2026-02-03 not", "12-01, 01-10 until 01-31, 03-01")]
    public void A_period_that_begins_in_a_pause_is_given_on_the_first_day_after_it_or_not_at_all(string pauses, string given)
    {
        var schedule = Schedule(Period.Month, new DateOnly(2025, 12, 1), Read(pauses), null);
        var found = new List<string>();
        for (var number = 0; found.Count < 3 && schedule.NextGranted(number) is { } period; number = period.Number + 1)
        {
            Assert.Equal((London.StartOf(period.StartsOn), London.StartOf(period.NextFirstDay)), (period.StartsAt, period.EndsAt));
            found.Add(period.IsLate ? $"{period.StartsOn:MM-dd} until {period.LastDay:MM-dd}" : $"{period.StartsOn:MM-dd}");
        }

        Assert.Equal(given, string.Join(", ", found));
    }

    [Fact]
    public void The_end_of_the_membership_counts_on_the_day_on_which_a_period_is_given()
    {
        var pauses = Read("2025-12-03..2026-01-09 late");
        var anchor = new DateOnly(2025, 12, 1);
        Assert.Null(Schedule(Period.Month, anchor, pauses, London.EndOf(new DateOnly(2026, 1, 9))).NextGranted(1));
        Assert.Equal(1, Schedule(Period.Month, anchor, pauses, London.EndOf(new DateOnly(2026, 1, 10))).NextGranted(1)?.Number);
    }

    [Fact]
    public void A_late_period_follows_the_terms_of_the_day_on_which_it_is_given()
    {
        var edited = new LineTerms(new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc), 25, null);
        var schedule = new LineSchedule(
            new DateOnly(2025, 12, 1), Period.Month, [new LineTerms(DateTime.UnixEpoch, 10, null), edited], null, London,
            Read("2025-12-03..2026-01-09 late"));
        Assert.Equal(25, schedule.NextGranted(1)?.Terms.Amount);
    }

    [Fact]
    public void A_line_waits_at_the_first_period_that_is_paused()
    {
        var schedule = Schedule(Period.Month, new DateOnly(2025, 12, 1), Read("2025-12-03..2026-02-09 not"), null);
        Assert.Equal((1, 3), (schedule.NextPlanned(1), schedule.NextGranted(1)!.Number));
        Assert.Equal(7, Schedule(Period.Month, new DateOnly(2025, 12, 1), Read(""), London.EndOf(new DateOnly(2026, 1, 9))).NextPlanned(7));
    }

    [Theory]
    [InlineData("2025-12-01", "2025-12-31", 29)]
    [InlineData("2025-12-03", "2025-12-03", 1)]
    [InlineData("2025-12-01", "2025-12-02", 0)]
    [InlineData("2026-01-10", "2026-01-31", 0)]
    [InlineData("2025-12-31", "2026-03-31", 10)]
    [InlineData("2025-11-01", "2026-03-31", 38)]
    public void Paused_days_count_within_the_life_of_a_credit(string first, string last, int days) => Assert.Equal(days,
        MembershipPauses.DaysWithin(
            Read("2025-12-03..2026-01-09 late").Rows[0], London.StartOf(Day(first)), London.EndOf(Day(last)), London));

    [Fact]
    public void A_schedule_agrees_with_one_that_looks_at_each_day() => Seeded.Check(
        from period in Gen.Elements(Enum.GetValues<Period>())
        from start in Gen.Choose(0, 365)
        from spans in Gen.ListOf(
            from gap in Gen.Choose(0, 60)
            from days in Gen.Choose(1, 70)
            from isLate in Gen.Choose(0, 1)
            select (gap, days, isLate), 4)
        from isOpen in Gen.Choose(0, 3)
        from length in Gen.Choose(1, 500)
        select (Period: period, Anchor: new DateOnly(2024, 1, 31).AddDays(start), Spans: spans.ToList(), IsOpen: isOpen == 0,
            Length: length),
        sample =>
        {
            var (rows, day) = (new List<MembershipPauseRow>(), sample.Anchor);
            foreach (var (gap, days, isLate) in sample.Spans)
            {
                rows.Add(new MembershipPauseRow
                {
                    Number = rows.Count + 1,
                    FromDay = day.AddDays(gap),
                    UntilDay = day.AddDays(gap + days - 1),
                    IssuesLate = isLate == 1,
                });
                day = day.AddDays(gap + days);
            }

            if (sample.IsOpen && rows.Count > 0) rows[^1] = rows[^1] with { UntilDay = null };
            var endDay = sample.Anchor.AddDays(sample.Length);
            var schedule = Schedule(sample.Period, sample.Anchor, new MembershipPauses(rows), London.StartOf(endDay));
            var expected = new List<(int, DateOnly)>();
            for (var number = 0; Periods.FirstDay(sample.Anchor, sample.Period, number) < endDay; number++)
            {
                var first = Periods.FirstDay(sample.Anchor, sample.Period, number);
                var next = Periods.FirstDay(sample.Anchor, sample.Period, number + 1);
                var pause = rows.Find(row => IsPaused(row, first));
                var given = first;
                while (given < next && given < endDay && rows.Exists(row => IsPaused(row, given))) given = given.AddDays(1);
                if (pause is null || (pause.IssuesLate && given < next && given < endDay)) expected.Add((number, given));
            }

            var found = new List<(int, DateOnly)>();
            for (var number = 0; schedule.NextGranted(number) is { } period; number = period.Number + 1)
                found.Add((period.Number, period.StartsOn));
            Assert.Equal(expected, found);
        });

    private static bool IsPaused(MembershipPauseRow row, DateOnly day) =>
        day >= row.FromDay && (row.UntilDay is not { } last || day <= last);

    private static LineSchedule Schedule(Period period, DateOnly anchor, MembershipPauses pauses, DateTime? endsAt) =>
        new(anchor, period, [new LineTerms(DateTime.UnixEpoch, 10, null)], endsAt, London, pauses);

    // "2025-12-03..2026-01-09 late, 2026-02-01.. not"
    private static MembershipPauses Read(string pauses) => new(pauses.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        .Select(text => text.Split("..").SelectMany(part => part.Split(' ')).ToList())
        .Select((parts, index) => new MembershipPauseRow
        {
            Number = index + 1,
            FromDay = Day(parts[0]),
            UntilDay = parts[1].Length == 0 ? null : Day(parts[1]),
            IssuesLate = parts[2] == "late",
        }));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
