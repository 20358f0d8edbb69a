using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class IssueCommandTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly BenefitTerms Room = new(5, "Meeting room", Unit.Of(BenefitKind.Time, null), null, 40, new HashSet<long>());

    [Fact]
    public void A_first_period_is_one_grant_that_says_where_it_came_from()
    {
        var draft = Assert.IsType<Draft>(Decide(Act(0, new RolloverRule(60, null)), View()));
        Assert.Equal((PostingKind.Grant, "Meeting Pro, 15 Sep 2026 to 14 Oct 2026"), (draft.Kind, draft.Description));
        var entry = Assert.Single(draft.Entries);
        var credit = entry.NewCredit!.Row;
        Assert.Equal((600L, CreditSource.Plan, "Meeting Pro", 40), (credit.Amount, credit.Source, credit.SourceName, credit.Priority));
        Assert.Equal((London.StartOf(new DateOnly(2026, 9, 15)), London.StartOf(new DateOnly(2026, 10, 15))),
            (credit.StartsAt, credit.ExpiresAt!.Value));
        Assert.Equal(credit.StartsAt, entry.UsedAt);
        Assert.Equal([new MembershipCreditRow { CreditId = 1, MembershipId = 7, PlanLineId = 3, Period = 0, Part = SupplyPart.Grant }],
            Links(draft));
    }

    [Fact]
    public void What_remains_moves_in_the_same_posting_and_is_used_before_the_new_grant()
    {
        var draft = Assert.IsType<Draft>(Decide(Act(1, new RolloverRule(0, 120)), View((11, 90), (12, 60))));
        Assert.Equal(PostingKind.Rollover, draft.Kind);
        Assert.Equal([-90L, -30, 120, 600], draft.Entries.Select(entry => entry.Amount));
        Assert.Equal([EntryKind.Transfer, EntryKind.Transfer, EntryKind.Grant, EntryKind.Grant], draft.Entries.Select(entry => entry.Kind));
        Assert.All(draft.Entries, entry => Assert.Equal(London.StartOf(new DateOnly(2026, 10, 15)), entry.UsedAt));
        var rollover = draft.Entries[2].NewCredit!.Row;
        Assert.Equal((CreditSource.Rollover, 11L), (rollover.Source, rollover.OriginCreditId!.Value));
        Assert.Equal([SupplyPart.Rollover, SupplyPart.Grant], Links(draft).Select(link => link.Part));
        Assert.Equal("2 h of the 2 h 30 min that remained until 14 Oct 2026 rolled over; the rest expired.", rollover.Description);
    }

    [Fact]
    public void What_the_remainder_lacks_to_the_least_is_added_and_explained()
    {
        var draft = Assert.IsType<Draft>(Decide(Act(1, new RolloverRule(60, 120)), View((11, 15))));
        Assert.Equal([-15L, 15, 45, 600], draft.Entries.Select(entry => entry.Amount));
        var topUp = draft.Entries[2].NewCredit!.Row;
        Assert.Equal((CreditSource.Rollover, null), (topUp.Source, topUp.OriginCreditId));
        Assert.Equal([SupplyPart.Rollover, SupplyPart.TopUp, SupplyPart.Grant], Links(draft).Select(link => link.Part));
        Assert.Equal("Topped up to the least rollover of 1 h: 15 min remained until 14 Oct 2026.", topUp.Description);
    }

    [Fact]
    public void Nothing_left_and_no_least_is_a_plain_grant()
    {
        var draft = Assert.IsType<Draft>(Decide(Act(1, new RolloverRule(0, null)), View((11, 0))));
        Assert.Equal((PostingKind.Grant, 1), (draft.Kind, draft.Entries.Count));
    }

    [Fact]
    public void Without_a_rule_what_remains_is_left_to_expire()
    {
        var draft = Assert.IsType<Draft>(Decide(Act(1, null), View((11, 90))));
        Assert.Equal(600, Assert.Single(draft.Entries).Amount);
    }

    [Fact]
    public void The_key_and_the_content_are_the_period_alone()
    {
        var (first, second) = (Act(1, null), Act(1, new RolloverRule(5, 9)) with { PlanName = "Renamed", PreviousCreditIds = [] });
        Assert.Equal("issue/7/3/1", first.IdempotencyKey);
        Assert.Equal(first.RequestHash(), second.RequestHash());
        Assert.NotEqual(first.RequestHash(), Act(2, null).RequestHash());
    }

    [Fact]
    public void A_period_that_has_not_begun_is_refused() =>
        Assert.Equal(RefusalReason.BadDate, Assert.IsType<Refusal>(Decide(Act(9, null), View())).Reason);

    [Theory]
    [InlineData(0), InlineData(-5), InlineData(AmountLimit.Largest + 1)]
    public void An_amount_that_no_credit_can_hold_is_refused(long amount)
    {
        var act = Act(0, null);
        var period = act.Period with { Terms = act.Period.Terms with { Amount = amount } };
        var refusal = Assert.IsType<Refusal>(Decide(Of(period), View()));
        var tooLarge = Refusals.AmountTooLarge(RefusedField.Amount).Message;
        Assert.Equal((RefusalReason.Invalid, RefusedField.Amount, tooLarge), (refusal.Reason, refusal.Field, refusal.Message));
    }

    [Fact]
    public void An_unknown_benefit_is_refused() =>
        Assert.Equal(RefusalReason.NotFound, Assert.IsType<Refusal>(Decide(Act(0, null) with { BenefitId = 9 }, View())).Reason);

    // R25: what was set aside is tried again by the same command, and its line goes on as if nothing had been.
    [Fact]
    public void A_line_that_was_set_aside_goes_on_once_its_period_is_issued()
    {
        var view = View();
        var line = new MembershipLineRow { MembershipId = 7, PlanLineId = 3, NextPeriod = 1, NextStartsAt = Act(1, null).Period.StartsAt };
        var act = Act(0, null) with { Line = line };
        var rows = new RowBatch();
        new CommandApplier(view, rows, new TestIds(), new LedgerRules(), Now).Apply(act, Assert.IsType<Draft>(Decide(act, view)));
        var moved = Assert.Single(rows.Related.Select(change => change.Row).OfType<MembershipLineRow>());
        Assert.Equal((line, null, null), (moved, moved.SetAsideAt, moved.SetAsideReason));
    }

    private static Decision Decide(IssueCommand act, LedgerState view) => act.Decide(view, new LedgerRules(), Now);

    private static IssueCommand Act(int number, RolloverRule? rollover)
    {
        var schedule = new LineSchedule(new DateOnly(2026, 9, 15), Period.Month,
            [new LineTerms(DateTime.MinValue, 600, rollover)], null, London);
        return Of(schedule.NextGranted(number)!);
    }

    private static IssueCommand Of(GrantedPeriod period) => new(7, 3, period, Actor.Job(JobName.Issuing))
    {
        MemberId = 1,
        BenefitId = Room.Id,
        PlanName = "Meeting Pro",
        PreviousCreditIds = [11, 12],
    };

    private static List<MembershipCreditRow> Links(Draft draft)
    {
        var rows = new RowBatch();
        new CommandApplier(View((11, 90), (12, 60)), rows, new TestIds(), new LedgerRules(), Now).Apply(Act(1, null), draft);
        return [.. rows.Related.Select(change => change.Row).OfType<MembershipCreditRow>()];
    }

    private static LedgerState View(params (long Id, long Remaining)[] previous)
    {
        var view = new LedgerState();
        view.Add(Room);
        var (starts, ends) = (London.StartOf(new DateOnly(2026, 9, 15)), London.StartOf(new DateOnly(2026, 10, 15)));
        foreach (var (id, remaining) in previous)
        {
            var credit = CreditState.New(new CreditRow
            { Id = id, OwnerId = 1, Amount = 600, StartsAt = starts, ExpiresAt = ends, Priority = 40, RecordedAt = starts }, Room);
            credit.Add(EntryKind.Grant, EntryKind.Grant, 600, starts);
            credit.Add(EntryKind.Usage, EntryKind.Usage, remaining - 600, starts.AddDays(3));
            view.Add(credit);
        }

        return view;
    }
}
