using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Approvals;

/// <summary>A request waits for fourteen days, for its own form, and is decided once.</summary>
public sealed class ApprovalCommandTests
{
    private static readonly ApprovalRow Asked = new()
    {
        Id = 3,
        Path = "/credits/5/use",
        Fields = "{}",
        Summary = "Removes 1 h",
        AskedById = 7,
        AskedAt = LedgerText.Now,
        ExpiresAt = LedgerText.Now.AddDays(ApprovalRow.Days),
        State = ApprovalState.Open,
    };

    [Fact]
    public void Asking_keeps_the_form_for_fourteen_days_and_a_summary_of_one_text()
    {
        var draft = Assert.IsType<Draft>(RelatedRows.Decide(Ask(new string('x', 600)), [], LedgerText.Now));
        var row = Assert.IsType<ApprovalRow>(Assert.Single(draft.Related!(new DraftRows(null, [], [], new TestIds()))).Row);

        Assert.Equal(Asked with { Id = 1, Summary = new string('x', 500) }, row);
    }

    [Fact]
    public void Only_users_ask_and_not_for_more_than_fits()
    {
        Assert.IsType<Refusal>(RelatedRows.Decide(Ask("x") with { Actor = Actor.Job(JobName.Import) }, [], LedgerText.Now));
        Assert.IsType<Refusal>(RelatedRows.Decide(Ask("x") with { Fields = new string('x', 100_001) }, [], LedgerText.Now));
    }

    [Theory]
    [InlineData(ApprovalState.Open, 0, "/credits/5/use", null)]
    [InlineData(ApprovalState.Open, 13.9, "/credits/5/use", null)]
    [InlineData(ApprovalState.Open, 14, "/credits/5/use", "has expired")]
    [InlineData(ApprovalState.Open, 0, "/credits/6/use", "something else")]
    [InlineData(ApprovalState.Approved, 0, "/credits/5/use", "approved before, by transaction 9")]
    [InlineData(ApprovalState.Declined, 0, "/credits/5/use", "declined before")]
    public void It_is_approved_once_in_time_and_by_its_own_form(ApprovalState state, double days, string path, string? problem)
    {
        var row = Asked with { State = state, PostingId = state == ApprovalState.Approved ? 9 : null };
        var command = new ApproveCommand(new ApprovalOf(3, path), Actor.User(1)) { Id = 3, PostingId = 11 };

        var decision = RelatedRows.Decide(command, [row], LedgerText.Now.AddDays(days));

        if (problem is not null)
        {
            var refusal = Assert.IsType<Refusal>(decision);
            Assert.Equal(RefusalReason.Stale, refusal.Reason);
            Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(Asked with
        { State = ApprovalState.Approved, DecidedById = 1, DecidedAt = LedgerText.Now.AddDays(days), PostingId = 11 }, RowOf(decision));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("  ", false)]
    [InlineData(" It was open ", true)]
    public void Declining_needs_a_reason(string? reason, bool isDeclined)
    {
        var command = new DeclineApprovalCommand("key", Actor.User(1)) { Id = 3, Reason = reason };

        var decision = RelatedRows.Decide(command, [Asked], LedgerText.Now);

        if (!isDeclined) Assert.Equal(RefusedField.Text, Assert.IsType<Refusal>(decision).Field);
        else Assert.Equal((ApprovalState.Declined, "It was open"), (RowOf(decision).State, RowOf(decision).Reason));
        Assert.Equal(RefusalReason.NotFound, Assert.IsType<Refusal>(RelatedRows.Decide(command, [], LedgerText.Now)).Reason);
    }

    private static AskApprovalCommand Ask(string summary) =>
        new("key", Actor.User(7)) { Path = "/credits/5/use", Fields = "{}", Summary = summary };

    private static ApprovalRow RowOf(Decision decision) => Assert.IsType<ApprovalRow>(
        Assert.Single(Assert.IsType<Draft>(decision).Related!(new DraftRows(null, [], [], new TestIds()))).Row);
}
