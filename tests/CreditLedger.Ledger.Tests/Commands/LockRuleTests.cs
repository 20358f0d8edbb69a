using CreditLedger.Ledger.Accounts;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

/// <summary>R49: nothing is recorded on or before the lock date, by whichever command.</summary>
public sealed class LockRuleTests
{
    private static readonly DateOnly Locked = new(2026, 1, 31);
    private static readonly LedgerRules Rules = new() { LockedUpTo = Locked };
    private static readonly DateOnly Day = new(2026, 1, 10);
    private static readonly DateTime Moment = new(2026, 1, 10, 9, 0, 0, DateTimeKind.Utc);

    // Each command in which a day is typed, typed on a locked one, and the field that is to blame.
    private static readonly Dictionary<Type, (LedgerCommand Command, RefusedField Field)> Typed = new (LedgerCommand, RefusedField)[]
    {
        (new UsageCommand("k", Actor.User(1)) { MemberId = 1, Amount = 15, Kind = BenefitKind.Time, UsedAt = Moment }, RefusedField.UsedAt),
        (new GrantCommand("k", Actor.User(1)) { MemberId = 1, BenefitId = 1, Amount = 15, StartsAt = Moment }, RefusedField.StartsAt),
        (new SellProductCommand("k", Actor.User(1)) { MemberId = 1, ProductId = 1, SoldOn = Day }, RefusedField.UsedAt),
        (new AssignPlanCommand("k", Actor.User(1)) { MemberId = 1, PlanId = 1, StartsOn = Day }, RefusedField.StartsOn),
        (new PauseMembershipCommand("k", Actor.User(1)) { MembershipId = 1, FromDay = Day }, RefusedField.StartsOn),
        (new ResumeMembershipCommand("k", Actor.User(1)) { MembershipId = 1, PauseNumber = 1, OnDay = Day }, RefusedField.StartsOn),
        (new ReversalCommand("k", Actor.User(1)) { PostingId = 1, HappenedAt = Moment }, RefusedField.UsedAt),
        (new BookCommand("k", Actor.User(1)) { MemberId = 1, ServiceId = 1, StartsAt = Moment, EndsAt = Moment.AddHours(1) },
            RefusedField.BookedFrom),
        (new BookSeriesCommand("k", Actor.User(1))
        { MemberId = 1, ServiceId = 1, StartsAt = Moment, EndsAt = Moment.AddHours(1), Times = [] }, RefusedField.BookedFrom),
        (new ChangeBookingCommand("k", Actor.User(1))
        { BookingId = 1, MemberId = 1, ServiceId = 1, StartsAt = Moment, EndsAt = Moment.AddHours(1) }, RefusedField.BookedFrom),
    }.ToDictionary(one => one.Item1.GetType());

    // Dated when they are recorded, or later; or rows without a date. Rights of groups may reach back: no use of a locked day can be
    // recorded by them. The net under all entries catches what is wrong here.
    private static readonly HashSet<Type> DatedNow =
    [
        typeof(AdjustmentCommand), typeof(ExtensionCommand), typeof(TransferCommand), typeof(RevocationCommand), typeof(IssueCommand),
        typeof(EndMembershipCommand), typeof(ContinueMembershipCommand), typeof(ChangePlanCommand), typeof(ExtendByPauseCommand),
        typeof(SaveSettingsCommand),
        typeof(SetLockDateCommand), typeof(SavePlanCommand), typeof(SaveProductCommand), typeof(SaveBenefitCommand),
        typeof(SaveServiceCommand), typeof(SaveMemberCommand),
        typeof(SaveGroupCommand), typeof(ArchiveGroupCommand), typeof(AddGroupMemberCommand),
        typeof(ChangeGroupMemberCommand), typeof(RemoveGroupMemberCommand),
        typeof(PutBackGroupMemberCommand), typeof(ArchiveCommand<>),
        typeof(ChangeRoleCommand), typeof(DisableUserCommand), typeof(EnableUserCommand), typeof(ResetPasswordCommand),
        typeof(CancelBookingCommand), typeof(MarkAttendanceCommand), typeof(MarkRefundedCommand), typeof(UseCommitmentCommand),
        typeof(RepayCommand), typeof(RestoreBookingCommand),
        typeof(ReleaseCommitmentsCommand), typeof(CoverBookingCommand),
        typeof(MergeMembersCommand), typeof(UnmergeMembersCommand), typeof(ForwardCommand),
        typeof(AskApprovalCommand), typeof(ApproveCommand), typeof(DeclineApprovalCommand),
    ];

    [Fact]
    public void Every_command_is_in_one_of_the_two_lists() => Assert.Equal(
        typeof(LedgerCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LedgerCommand)) && !type.IsAbstract)
            .Select(type => type.Name).Order(),
        Typed.Keys.Concat(DatedNow).Select(type => type.Name).Order());

    [Fact]
    public void A_locked_day_is_refused_beside_its_field_and_the_day_after_the_lock_is_not_locked()
    {
        foreach (var (type, (command, field)) in Typed)
        {
            var refusal = Assert.IsType<Refusal>(LockRule.Decide(command, new LedgerState(), Rules, LedgerText.Now));
            Assert.Equal((type, RefusalReason.BadDate, field), (type, refusal.Reason, refusal.Field));
            Assert.Equal("10 Jan 2026 is locked (up to 31 Jan 2026). Choose 1 Feb 2026 or later.", refusal.Message);
            Assert.Null(Only(command, new LedgerRules { LockedUpTo = Day.AddDays(-1) }));
        }

        static string? Only(LedgerCommand command, LedgerRules rules) =>
            command.TypedDay(rules) is { } typed && typed.Day <= rules.LockedUpTo ? "locked" : null;
    }

    [Theory]
    [InlineData("2026-01-31T23:59:59.999Z", true)]
    [InlineData("2026-02-01T00:00:00.000Z", false)]
    public void The_lock_ends_with_the_first_instant_after_the_day(string usedAt, bool isLocked)
    {
        var use = new UsageCommand("k", Actor.User(1))
        { MemberId = 1, Amount = 15, Kind = BenefitKind.Time, UsedAt = DateTime.Parse(usedAt, null).ToUniversalTime() };
        var decision = LockRule.Decide(use, LedgerText.Read("+60 min Meeting").View, Rules, LedgerText.Now);
        Assert.Equal(isLocked, decision is Refusal { Field: RefusedField.UsedAt });
    }

    [Fact]
    public void No_draft_makes_a_locked_row_even_where_nobody_asked_the_rule()
    {
        var ledger = LedgerText.Read("+60 min Meeting");
        var use = new UsageCommand("k", Actor.User(1)) { MemberId = 1, Amount = 15, Kind = BenefitKind.Time, UsedAt = Moment };
        var draft = Assert.IsType<Draft>(use.Decide(ledger.View, Rules, LedgerText.Now));
        var applier = new CommandApplier(ledger.View, new RowBatch(), new TestIds(), Rules, LedgerText.Now);
        Assert.Throws<InvalidOperationException>(() => applier.Apply(use, draft));
        Assert.Equal(RefusedField.UsedAt, Assert.IsType<Refusal>(
            LockRule.Decide(new Careless("k", Actor.User(1), draft), ledger.View, Rules, LedgerText.Now)).Field);
    }

    [Fact]
    public void What_is_undone_of_a_locked_day_is_dated_today_and_refers_to_it()
    {
        var view = LedgerText.Read("+60 min Meeting / -15 on 2026-01-10 / -15 on 2026-02-02").View;
        EntryRow Use(long id, DateTime usedAt) => new()
        {
            Id = id,
            OwnerId = 1,
            CreditId = 1,
            Kind = EntryKind.Usage,
            EffectiveKind = EntryKind.Usage,
            BenefitKind = BenefitKind.Time,
            Amount = -15,
            UsedAt = usedAt,
            Hash = [],
        };
        var open = new DateTime(2026, 2, 2, 0, 0, 0, DateTimeKind.Utc);
        view.Add(new PostedPosting(5, PostingKind.Usage, [new PostedEntry(Use(101, Moment)), new PostedEntry(Use(102, open))]));
        var undo = new ReversalCommand("k", Actor.User(1)) { PostingId = 5 };
        var draft = Assert.IsType<Draft>(LockRule.Decide(undo, view, Rules, LedgerText.Now));
        Assert.Equal(
            [(101L, LedgerText.Now, 15L), (102, open, 15)],
            draft.Entries.Select(entry => (entry.ReversesEntryId!.Value, entry.UsedAt, entry.Amount)));
        Assert.Equal("It is dated today, because 10 Jan 2026 is locked (up to 31 Jan 2026).", Assert.Single(draft.Notes));
        Assert.Empty(Assert.IsType<Draft>(LockRule.Decide(undo, view, new LedgerRules(), LedgerText.Now)).Notes);
    }

    private sealed record Careless(string IdempotencyKey, Actor Actor, Draft Draft) : LedgerCommand(IdempotencyKey, Actor)
    {
        public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) => Draft;

        protected override void WriteContent(CanonicalWriter writer)
        {
        }
    }
}
