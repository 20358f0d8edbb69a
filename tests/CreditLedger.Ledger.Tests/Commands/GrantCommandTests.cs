using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

public sealed class GrantCommandTests
{
    private static readonly GrantCommand Plain = new("key", Actor.User(7)) { MemberId = 1, BenefitId = 1, Amount = 60 };

    public static TheoryData<string, GrantCommand, RefusedField> Refused => new()
    {
        { "no such benefit", Plain with { BenefitId = 9 }, RefusedField.Benefit },
        { "zero", Plain with { Amount = 0 }, RefusedField.Amount },
        { "below zero", Plain with { Amount = -60 }, RefusedField.Amount },
        { "no whole step", Plain with { Amount = 50 }, RefusedField.Amount },
        { "more than the ledger holds", Plain with { Amount = AmountLimit.Largest + 5 }, RefusedField.Amount },
        { "all of 64 bits", Plain with { Amount = long.MaxValue }, RefusedField.Amount },
        { "ends before it starts", Plain with { ExpiresAt = LedgerText.Now.AddDays(-1) }, RefusedField.ExpiresAt },
        { "ends as it starts", Plain with { StartsAt = LedgerText.Now, ExpiresAt = LedgerText.Now }, RefusedField.ExpiresAt },
        { "ends within the millisecond it starts", Plain with { StartsAt = LedgerText.Now, ExpiresAt = LedgerText.Now.AddTicks(1) },
            RefusedField.ExpiresAt },
        { "priority below zero", Plain with { Priority = -1 }, RefusedField.Priority },
        { "priority above 1000", Plain with { Priority = 1001 }, RefusedField.Priority },
        { "long description", Plain with { Description = new string('x', 501) }, RefusedField.Text },
        { "long source name", Plain with { SourceName = new string('x', 201) }, RefusedField.Text },
        { "long external id", Plain with { ExternalId = new string('x', 201) }, RefusedField.Whole },
        { "empty external id", Plain with { ExternalId = "" }, RefusedField.Whole },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_what_is_no_credit(string why, GrantCommand act, RefusedField field)
    {
        Assert.NotEmpty(why);
        Assert.Equal(field, Assert.IsType<Refusal>(Decide(act)).Field);
    }

    [Fact]
    public void Takes_the_benefits_priority_and_starts_now_unless_told()
    {
        var (credit, entry) = Granted(Plain);

        Assert.Equal((60L, 1L, LedgerText.Now, null, 30),
            (credit.Amount, credit.OwnerId, credit.StartsAt, credit.ExpiresAt, credit.Priority));
        Assert.Equal((EntryKind.Grant, 60L, LedgerText.Now), (entry.Kind, entry.Amount, entry.UsedAt));
        Assert.Equal(5, Granted(Plain with { Priority = 5 }).Credit.Priority);
    }

    [Fact]
    public void A_credit_that_started_earlier_has_been_there_since()
    {
        var startsAt = LedgerText.Now.AddDays(-30);
        Assert.Equal(startsAt, Granted(Plain with { StartsAt = startsAt }).Entry.UsedAt);
    }

    [Fact]
    public void A_credit_that_starts_later_is_given_now()
    {
        var (credit, entry) = Granted(Plain with { StartsAt = LedgerText.Now.AddDays(30) });
        Assert.Equal((LedgerText.Now.AddDays(30), LedgerText.Now), (credit.StartsAt, entry.UsedAt));
    }

    [Fact]
    public void A_credit_may_be_over_when_it_is_recorded() =>
        Assert.Equal(LedgerText.Now.AddDays(-1),
            Granted(Plain with { StartsAt = LedgerText.Now.AddDays(-30), ExpiresAt = LedgerText.Now.AddDays(-1) }).Credit.ExpiresAt);

    [Fact]
    public void Instants_are_cut_to_whole_milliseconds()
    {
        var (credit, _) = Granted(
            Plain with { StartsAt = LedgerText.Now.AddTicks(9_999), ExpiresAt = LedgerText.Now.AddDays(1).AddTicks(19_999) });
        Assert.Equal((LedgerText.Now, LedgerText.Now.AddDays(1).AddMilliseconds(1)), (credit.StartsAt, credit.ExpiresAt));
    }

    [Fact]
    public void Keeps_source_and_words_trimmed_and_blank_as_none()
    {
        var (credit, _) = Granted(Plain with { Source = CreditSource.Plan, SourceName = " Pro ", Description = "  ", ExternalId = "x-1" });
        Assert.Equal((CreditSource.Plan, "Pro", null, "x-1"), (credit.Source, credit.SourceName, credit.Description, credit.ExternalId));
    }

    [Fact]
    public void The_same_request_has_the_same_hash_and_another_has_another()
    {
        GrantCommand[] others =
        [
            Plain with { MemberId = 2 }, Plain with { BenefitId = 2 }, Plain with { Amount = 75 }, Plain with { StartsAt = LedgerText.Now },
            Plain with { ExpiresAt = LedgerText.Now }, Plain with { Priority = 3 }, Plain with { Source = CreditSource.Import },
            Plain with { SourceName = "x" }, Plain with { Description = "x" }, Plain with { ExternalId = "x" },
        ];

        Assert.Equal(Plain.RequestHash(), (Plain with { IdempotencyKey = "other" }).RequestHash());
        Assert.Equal(others.Length + 1, others.Append(Plain).Select(act => Convert.ToHexString(act.RequestHash())).Distinct().Count());
    }

    private static (CreditRow Credit, EntryDraft Entry) Granted(GrantCommand act)
    {
        var draft = Assert.IsType<Draft>(Decide(act));
        var entry = Assert.Single(draft.Entries);
        Assert.Equal(PostingKind.Grant, draft.Kind);
        return (entry.NewCredit!.Row, entry);
    }

    private static Decision Decide(GrantCommand act)
    {
        var view = new LedgerState();
        view.Add(new BenefitTerms(1, "Meeting", Unit.Of(BenefitKind.Time, null), null, 30, new HashSet<long>()));
        return act.Decide(view, new LedgerRules(), LedgerText.Now);
    }
}
