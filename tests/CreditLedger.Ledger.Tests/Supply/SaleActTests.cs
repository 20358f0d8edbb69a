using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class SaleActTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Each_line_becomes_a_credit_with_its_own_validity_in_one_posting()
    {
        var draft = Assert.IsType<Draft>(Decide(Sale(new SaleLine(1, 10, Now.AddDays(30)), new SaleLine(2, 5000, null))));
        Assert.Equal((PostingKind.Grant, "Ten-pack sold"), (draft.Kind, draft.Description));
        Assert.Equal([(10L, (DateTime?)Now.AddDays(30)), (5000, null)], draft.Entries.Select(entry => (entry.Amount, entry.NewCredit!.Row.ExpiresAt)));
        Assert.All(draft.Entries, entry => Assert.Equal((CreditSource.Product, "Ten-pack"), (entry.NewCredit!.Row.Source, entry.NewCredit.Row.SourceName)));
    }

    [Fact]
    public void A_product_without_lines_is_refused() => Assert.Contains("grants nothing", Refused(Sale()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_date_in_the_future_is_refused() =>
        Assert.Equal(RefusedField.UsedAt, Refused(Sale(new SaleLine(1, 1, null)) with { SoldAt = Now.AddDays(1) }).Field);

    [Fact]
    public void A_line_that_was_over_before_the_sale_is_refused_by_name() =>
        Assert.StartsWith("Tickets of this product", Refused(Sale(new SaleLine(1, 1, Now.AddDays(-1)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0), InlineData(-3), InlineData(AmountLimit.Largest + 1)]
    public void An_amount_that_is_none_is_refused(long amount) => Assert.Equal(RefusedField.Amount, Refused(Sale(new SaleLine(1, amount, null))).Field);

    [Fact]
    public void An_unknown_benefit_is_refused() => Assert.Equal(RefusalReason.NotFound, Refused(Sale(new SaleLine(9, 1, null))).Reason);

    private static Refusal Refused(SaleCommand act) => Assert.IsType<Refusal>(Decide(act));

    private static SaleCommand Sale(params SaleLine[] lines) =>
        new("key", Actor.User(1)) { MemberId = 1, ProductId = 4, ProductName = "Ten-pack", SoldAt = Now.AddHours(-2), Lines = lines };

    private static Decision Decide(SaleCommand act)
    {
        var view = new LedgerState();
        view.Add(new BenefitTerms(1, "Tickets", Unit.Of(BenefitKind.Uses, null), null, 50, new HashSet<long>()));
        view.Add(new BenefitTerms(2, "Balance", Unit.Of(BenefitKind.Money, "GBP"), null, 50, new HashSet<long>()));
        return act.Decide(view, new LedgerRules(), Now);
    }
}
