using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

/// <summary>Unlimited credits (R48): each use is allowed as it happens, so that the balance is 0 at every moment.</summary>
public sealed class UnlimitedTests
{
    private static readonly LedgerRules Rules = new();
    private static readonly DateTime Now = LedgerText.Now;
    private static readonly BenefitTerms Room = new(1, "Room", Unit.Of(BenefitKind.Time, null), null, 50, new HashSet<long>());

    private readonly LedgerState _state = new();
    private readonly TestIds _ids = new();

    public UnlimitedTests()
    {
        _state.Add(Room);
        Apply(Issue(0, unlimited: false));
        Apply(Issue(1, unlimited: true));
    }

    [Fact]
    public void It_is_granted_with_amount_0_and_is_current_while_it_is_live()
    {
        var credit = _state.Credit(2)!;
        Assert.Equal((0L, true, 0L), (credit.Terms.Amount, credit.Terms.IsUnlimited, credit.Balance));
        Assert.Equal(CreditStatus.Current, credit.StatusAt(Now));
        Assert.Equal(CreditStatus.Expired, credit.StatusAt(Now.AddDays(30)));
    }

    [Fact]
    public void A_use_is_allowed_and_taken_in_one_posting_and_undone_whole()
    {
        var draft = Apply(Use(90));
        Assert.Equal([(EntryKind.Allowance, 90L), (EntryKind.Usage, -90)], draft.Entries.Select(entry => (entry.Kind, entry.Amount)));
        Assert.All(draft.Entries, entry => Assert.Equal((2L, 1L), (entry.Credit!.Terms.Id, entry.UsedById)));
        Assert.Equal((0L, 90L, 0L), (_state.Credit(2)!.Balance, _state.Credit(2)!.Sums.Used, _state.Credit(2)!.Sums.Adjusted));
        Assert.Equal(0, _state.Credit(2)!.History.Lowest);

        var undo = Apply(new ReversalCommand("undo", Actor.User(1)) { PostingId = 3 });
        Assert.Equal(
            [(EntryKind.Usage, 90L), (EntryKind.Allowance, -90)], undo.Entries.Select(entry => (entry.EffectiveKind, entry.Amount)));
        Assert.Equal((0L, 0L), (_state.Credit(2)!.Balance, _state.Credit(2)!.Sums.Used));
    }

    [Fact]
    public void It_is_used_before_limited_ones_and_gives_whole_steps()
    {
        Assert.All(Apply(Use(600)).Entries, entry => Assert.Equal(2, entry.Credit!.Terms.Id));
        var refusal = Assert.IsType<Refusal>(Use(50).Decide(_state, Rules, Now));
        Assert.Equal((RefusalReason.NotAWholeStep, 60L), (refusal.Reason, refusal.NextAbove));
    }

    [Fact]
    public void Own_unlimited_comes_first_then_own_then_shared_unlimited_then_shared()
    {
        var access = new SharedAccess(1, "Ada", 5, "Team", 2, "Bo") { Kinds = [new SharedKind(BenefitKind.Time, Validity.Always)] };
        CreditTerms Of(long id, long owner, bool unlimited, int priority) => new(
            new CreditRow { Id = id, OwnerId = owner, Priority = priority, Unlimited = unlimited }, Room with { Shared = true });
        CreditTerms[] credits = [Of(1, 2, false, 1), Of(2, 1, false, 2), Of(3, 2, true, 9), Of(4, 1, true, 9)];
        Assert.Equal([4L, 2, 3, 1], credits.Order(new BurnOrder(new SharingOf(1, [access], [], Now))).Select(terms => terms.Id));
        Assert.Equal([3L, 1, 4, 2],
            credits.Order(new BurnOrder(new SharingOf(1, [access with { SharedFirst = true }], [], Now))).Select(terms => terms.Id));
    }

    [Fact]
    public void It_is_not_adjusted_extended_or_transferred_and_a_revocation_of_0_ends_it()
    {
        Assert.Equal("This credit is unlimited: there is no amount to adjust. Revoke it to end it.",
            Refused(new AdjustmentCommand("a", Actor.User(1)) { CreditId = 2, By = 15, Description = "x" }));
        Assert.Equal("Room is unlimited, so there is no amount to move.",
            Refused(new ExtensionCommand("e", Actor.User(1)) { CreditIds = [2], ExpiresAt = Now.AddYears(1) }));
        Assert.Equal("Room is unlimited, so there is no amount to move.",
            Refused(new TransferCommand("t", Actor.User(1)) { CreditIds = [2], MemberId = 9 }));
        var draft = Apply(new RevocationCommand("r", Actor.User(1)) { CreditIds = [2], Description = "left us" });
        Assert.Equal((EntryKind.Revocation, 0L), draft.Entries.Select(entry => (entry.Kind, entry.Amount)).Single());
        Assert.Equal(CreditStatus.Revoked, _state.Credit(2)!.StatusAt(Now));
        Assert.All(Apply(Use(60)).Entries, entry => Assert.Equal(1, entry.Credit!.Terms.Id));
    }

    [Fact]
    public void Its_grant_is_not_undone_while_a_use_of_it_stands()
    {
        Apply(Use(30));
        Assert.Contains("30 min of Room", Refused(new ReversalCommand("u", Actor.User(1)) { PostingId = 2 }), StringComparison.Ordinal);
        Apply(new ReversalCommand("use", Actor.User(1)) { PostingId = 3 });
        Apply(new ReversalCommand("grant", Actor.User(1)) { PostingId = 2 });
        Assert.Equal(CreditStatus.Revoked, _state.Credit(2)!.StatusAt(Now));
    }

    private static UsageCommand Use(long amount) => new($"use-{amount}", Actor.User(1))
    { MemberId = 1, Amount = amount, Kind = BenefitKind.Time };

    private static IssueCommand Issue(int number, bool unlimited)
    {
        var day = DateOnly.FromDateTime(Now).AddDays(-5);
        var terms = new LineTerms(DateTime.MinValue, unlimited ? 0 : 600, null)
        { Tracking = unlimited ? LineTracking.Unlimited : LineTracking.Limited };
        return new IssueCommand(1, number + 1, new GrantedPeriod(number, day, day.AddDays(30), Now.AddDays(-5), Now.AddDays(25), terms),
            Actor.User(1))
        { MemberId = 1, BenefitId = 1, PlanName = "Plan", PreviousCreditIds = [], Standing = MemberStanding.AlwaysActive };
    }

    private string Refused(LedgerCommand command) => Assert.IsType<Refusal>(command.Decide(_state, Rules, Now)).Message;

    private Draft Apply(LedgerCommand command)
    {
        var draft = Assert.IsType<Draft>(command.Decide(_state, Rules, Now));
        new CommandApplier(_state, new RowBatch(), _ids, Rules, Now).Apply(command, draft);
        return draft;
    }
}
