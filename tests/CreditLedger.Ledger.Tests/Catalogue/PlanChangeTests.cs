using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Catalogue;

public sealed class PlanChangeTests
{
    private static readonly BenefitRow Room = new() { Id = 1, Name = "Room", Kind = BenefitKind.Time, StepMinutes = null };
    private static readonly BenefitRow Desk = new() { Id = 2, Name = "Desk", Kind = BenefitKind.Time, StepMinutes = 60 };
    private static readonly BenefitRow Wallet = new() { Id = 3, Name = "Wallet", Kind = BenefitKind.Money, StepMinutes = null };
    private static readonly BenefitRow Old = new()
    { Id = 4, Name = "Old room", Kind = BenefitKind.Time, StepMinutes = null, ArchivedAt = DateTime.UnixEpoch };

    private static readonly PlanLineNow[] Now =
    [
        new(11, Room.Id, Period.Month, new PlanTerms(300)), new(12, Wallet.Id, Period.Quarter, new PlanTerms(2000, 0, 1000)),
        new(13, Old.Id, Period.Week, new PlanTerms(60)),
    ];

    private static PlanLineWanted Wanted(int row, long? line, BenefitRow benefit, Period period, long amount, long? min = null,
        long? max = null) =>
        new(row, line, benefit, period, new PlanTerms(amount, min, max));

    private static readonly PlanLineWanted[] Same =
        [Wanted(0, 11, Room, Period.Month, 300), Wanted(1, 12, Wallet, Period.Quarter, 2000, 0, 1000), Wanted(2, 13, Old, Period.Week, 60)];

    private static PlanChange Change(params PlanLineWanted[] wanted) => PlanChange.Of(Now, wanted, 15);

    private static string Said(PlanChange change) =>
        string.Join(", ",
            change.Lines.Select(line => $"{line.Kind} {line.LineId}: {line.From?.Amount}>{line.To?.Amount} every {line.Period}"));

    [Fact]
    public void The_same_lines_again_keep_all()
    {
        var change = Change(Same);
        Assert.True(change.KeepsAll);
        Assert.Empty(change.Refusals);
        Assert.Equal("Kept 11: 300>300 every Month, Kept 12: 2000>2000 every Quarter, Kept 13: 60>60 every Week", Said(change));
    }

    [Fact]
    public void Each_line_is_kept_changed_ended_or_added()
    {
        var change = Change(Wanted(0, null, Desk, Period.Day, 120), Wanted(1, 12, Wallet, Period.Quarter, 2500, 0, 1000),
            Wanted(2, 11, Room, Period.Month, 300));
        Assert.False(change.KeepsAll);
        Assert.Empty(change.Refusals);
        Assert.Equal("Added : >120 every Day, Changed 12: 2000>2500 every Quarter, Kept 11: 300>300 every Month, Ended 13: 60> every Week",
            Said(change));
    }

    [Fact]
    public void Another_rollover_is_a_change() =>
        Assert.Equal(PlanLineChangeKind.Changed, Change(Wanted(0, 11, Room, Period.Month, 300, 0)).Lines[0].Kind);

    [Theory]
    [InlineData(3, Period.Month)]
    [InlineData(1, Period.Week)]
    public void Another_benefit_or_period_is_another_line(long benefit, Period period)
    {
        var change = Change(Wanted(0, 11, benefit == 1 ? Room : Wallet, period, 300));
        Assert.Equal((PlanLineChangeKind.Added, null, null), (change.Lines[0].Kind, change.Lines[0].LineId, change.Lines[0].From));
        Assert.Contains(change.Lines, line => line is { Kind: PlanLineChangeKind.Ended, LineId: 11 });
    }

    [Fact]
    public void A_key_that_is_sent_twice_or_is_not_of_the_plan_is_a_new_line()
    {
        var change = Change(Wanted(0, 11, Room, Period.Month, 300), Wanted(1, 11, Room, Period.Month, 60),
            Wanted(2, 99, Room, Period.Month, 30));
        Assert.Equal([PlanLineChangeKind.Kept, PlanLineChangeKind.Added, PlanLineChangeKind.Added],
            change.Lines.Take(3).Select(line => line.Kind));
    }

    public static TheoryData<long, long?, long?, RefusedField, string> Wrong => new()
    {
        { 0, null, null, RefusedField.Amount, "The amount that is granted is above zero." },
        { -15, null, null, RefusedField.Amount, "The amount that is granted is above zero." },
        { 20, null, null, RefusedField.Amount, "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30." },
        { 1_000_000_000_000_005, null, null, RefusedField.Amount,
            "That amount is too large for the ledger: a credit holds at most 1,000,000,000,000 of its smallest unit." },
        { 60, -15, null, RefusedField.RolloverMin, "At least 0 rolls over: enter 0 or more." },
        { 60, 20, null, RefusedField.RolloverMin, "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30." },
        { 60, 30, 15, RefusedField.RolloverMin, "The least that rolls over is more than the most. Make it the same or less." },
        { 60, 0, 20, RefusedField.RolloverMax, "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30." },
        { 60, 0, 1_000_000_000_000_005, RefusedField.RolloverMax,
            "That amount is too large for the ledger: a credit holds at most 1,000,000,000,000 of its smallest unit." },
        { 60, null, 30, RefusedField.RolloverMax,
            "Without a least amount nothing rolls over. Give a least amount, or take the most away." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_at_its_field(long amount, long? min, long? max, RefusedField field, string message) =>
        Assert.Equal(new Refusal(RefusalReason.Invalid, field, message) { Row = 7 },
            Assert.Single(Change(Wanted(7, null, Room, Period.Month, amount, min, max)).Refusals));

    [Fact]
    public void Nothing_rolls_over_at_most_is_told_to_expire() =>
        Assert.StartsWith("The most that rolls over is above zero.",
            Assert.Single(Change(Wanted(0, null, Room, Period.Month, 60, 0, 0)).Refusals).Message, StringComparison.Ordinal);

    [Fact]
    public void A_benefits_own_step_goes_before_the_sites() =>
        Assert.Contains("steps of 60 min", Assert.Single(Change(Wanted(0, null, Desk, Period.Month, 30)).Refusals).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Money_has_no_step() => Assert.Empty(Change(Wanted(0, null, Wallet, Period.Month, 7, 1, 3)).Refusals);

    [Fact]
    public void A_plan_without_lines_is_refused() => Assert.Equal(RefusedField.Whole, Assert.Single(Change().Refusals).Field);

    [Fact]
    public void An_unknown_period_is_refused() => Assert.Equal(
        RefusedField.Period, Assert.Single(Change(Wanted(0, null, Room, (Period)9, 60)).Refusals).Field);

    [Fact]
    public void An_archived_benefit_goes_on_in_its_line_and_comes_into_no_other()
    {
        Assert.Empty(Change(Wanted(0, 13, Old, Period.Week, 75)).Refusals);
        Assert.Equal(
            new Refusal(RefusalReason.Invalid, RefusedField.Benefit,
                "Old room is archived: nothing new grants it. Restore it first, or choose another benefit.")
            { Row = 0 },
            Assert.Single(Change(Wanted(0, 13, Old, Period.Month, 60)).Refusals));
    }

    [Fact]
    public void A_line_that_is_kept_is_not_judged_by_a_later_booking_interval() =>
        Assert.Empty(PlanChange.Of([new PlanLineNow(11, Room.Id, Period.Month, new PlanTerms(20))],
            [Wanted(0, 11, Room, Period.Month, 20)], 15).Refusals);

    private static readonly BenefitRow[] All = [Room, Desk, Wallet, Old];

    // Whatever is asked: every line of before is in the answer once, every wanted line once and in its order, and what was is told as it
    // was.
    [Fact]
    public void Every_line_is_accounted_for_once()
    {
        var terms = from amount in Gen.Elements(60L, 120, 180)
                    from min in Gen.Elements<long?>(null, 0, 60)
                    select new PlanTerms(amount, min);
        var line = from benefit in Gen.Elements(All)
                   from period in Gen.Elements(Enum.GetValues<Period>())
                   from one in terms
                   select (benefit, period, one);
        var cases =
            from before in line.ListOf()
            from after in Gen.Zip(line, Gen.Elements<long?>(null, 1, 2, 3, 4, 5, 99)).ListOf()
            from echo in Gen.Choose(0, 4)
            select (Before: before.ToList(), After: after.ToList(), Echo: echo);

        Seeded.Check(cases, one =>
        {
            PlanLineNow[] current = [.. one.Before.Index()
                .Select(item => new PlanLineNow(item.Index + 1, item.Item.benefit.Id, item.Item.period, item.Item.one))];
            PlanLineWanted[] wanted =
            [
                .. one.Before.Index().Take(one.Echo)
                .Select(item => new PlanLineWanted(item.Index, item.Index + 1, item.Item.benefit, item.Item.period, item.Item.one)),
                .. one.After.Index()
                .Select(item => new PlanLineWanted(100 + item.Index, item.Item.Item2, item.Item.Item1.benefit, item.Item.Item1.period,
                    item.Item.Item1.one)),
            ];
            var change = PlanChange.Of(current, wanted, 15);

            Assert.Equal(wanted.Select(want => (int?)want.Row),
                change.Lines.Where(result => result.Row is not null).Select(result => result.Row));
            Assert.Equal(current.Select(now => (long?)now.Id),
                change.Lines.Select(result => result.LineId).Where(id => id is not null).Order());
            Assert.All(change.Lines, result =>
            {
                var now = current.SingleOrDefault(line => line.Id == result.LineId);
                var want = wanted.SingleOrDefault(line => line.Row == result.Row);
                Assert.Equal((now?.Terms, want?.Terms), (result.From, result.To));
                Assert.Equal(
                    now is null ? PlanLineChangeKind.Added : want is null ? PlanLineChangeKind.Ended : now.Terms == want.Terms
                        ? PlanLineChangeKind.Kept : PlanLineChangeKind.Changed,
                    result.Kind);
                if (now is not null && want is not null) Assert.Equal((now.BenefitId, now.Period), (want.Benefit.Id, want.Period));
            });
            Assert.All(change.Refusals,
                refusal => Assert.NotEqual(PlanLineChangeKind.Kept, change.Lines.FirstOrDefault(line => line.Row == refusal.Row)?.Kind));
        });
    }
}
