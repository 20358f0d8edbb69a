using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class SellProductCommandTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    private static readonly LedgerRules Rules = new() { Zone = London };
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 3, 15);

    [Fact]
    public void Each_line_becomes_a_credit_with_its_own_validity_in_one_posting()
    {
        var sale = Sale() with { SoldOn = Today.AddDays(-1), Description = " at the desk ", InternalNote = "paid in cash" };
        var draft = Assert.IsType<Draft>(Decide(
            sale, Line(30, 10, validUntil: new DateOnly(2026, 4, 30)), Line(20, 5), Line(10, 3, validDays: 10)));
        Assert.Equal((PostingKind.Grant, "at the desk"), (draft.Kind, draft.Description));
        var soldAt = London.StartOf(Today.AddDays(-1));
        Assert.Equal(
            [(3L, London.StartOf(new DateOnly(2026, 3, 24))), (5, null), (10, (DateTime?)London.EndOf(new DateOnly(2026, 4, 30)))],
            draft.Entries.Select(entry => (entry.Amount, entry.NewCredit!.Row.ExpiresAt)));
        Assert.All(draft.Entries, entry =>
        {
            var credit = entry.NewCredit!.Row;
            Assert.Equal((soldAt, soldAt, 7L), (entry.UsedAt, credit.StartsAt, credit.OwnerId));
            Assert.Equal((CreditSource.Product, "Ten-pack", CreditCategory.Allocated), (credit.Source, credit.SourceName, credit.Category));
            Assert.Equal("at the desk", credit.Description);
        });
    }

    [Fact]
    public void The_sale_is_kept_beside_its_posting()
    {
        var (state, rows) = (State([Line(10, 3)]), new RowBatch());
        var draft = Assert.IsType<Draft>(Sale().Decide(state, Rules, Now));
        var done = new CommandApplier(state, rows, new TestIds(), Rules, Now).Apply(Sale(), draft);
        Assert.Equal(
            new SaleRow { PostingId = done.PostingId, MemberId = 7, ProductId = 4, SoldOn = Today },
            Assert.Single(rows.Related.Select(change => change.Row).OfType<SaleRow>()));
    }

    // Only what was typed is stored (R9): a text of the rule's own would be in the stored digest and in no repeated request.
    [Fact]
    public void Without_a_description_there_is_none() => Assert.Null(Assert.IsType<Draft>(Decide(Sale(), Line(10, 3))).Description);

    [Theory]
    [InlineData("unknown", RefusalReason.NotFound, RefusedField.Product, "There is no such product. Choose one of the list.")]
    [InlineData("archived", RefusalReason.Invalid, RefusedField.Product, "This product is archived. ")]
    [InlineData("no lines", RefusalReason.Invalid, RefusedField.Product, "This product grants nothing: give it a line first.")]
    [InlineData("tomorrow", RefusalReason.BadDate, RefusedField.UsedAt, "The date of the sale lies in the future. ")]
    [InlineData("over", RefusalReason.Invalid, RefusedField.UsedAt, "Tickets of this product was valid until ")]
    [InlineData("no benefit", RefusalReason.NotFound, RefusedField.Product, "There is no such benefit.")]
    [InlineData("long text", RefusalReason.Invalid, RefusedField.Text, "A description has at most 500 characters.")]
    [InlineData("long note", RefusalReason.Invalid, RefusedField.InternalNote, "An internal note has at most 500 characters.")]
    public void What_cannot_be_sold_is_refused(string what, RefusalReason reason, RefusedField field, string message)
    {
        var decision = what switch
        {
            "unknown" => Sale().Decide(State([Line(10, 3)], isKnown: false), Rules, Now),
            "archived" => Sale().Decide(State([Line(10, 3)], archivedAt: Now), Rules, Now),
            "no lines" => Decide(Sale()),
            "tomorrow" => Decide(Sale() with { SoldOn = Today.AddDays(1) }, Line(10, 3)),
            "over" => Decide(Sale(), Line(10, 3, validUntil: Today.AddDays(-1))),
            "no benefit" => Decide(Sale(), Line(10, 3) with { BenefitId = 9 }),
            "long text" => Decide(Sale() with { Description = new string('x', 501) }, Line(10, 3)),
            _ => Decide(Sale() with { InternalNote = new string('x', 501) }, Line(10, 3)),
        };
        var refusal = Assert.IsType<Refusal>(decision);
        Assert.Equal((reason, field), (refusal.Reason, refusal.Field));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(-3), InlineData(AmountLimit.Largest + 1)]
    public void An_amount_that_is_none_is_refused(long amount) =>
        Assert.Equal(
            Refusals.AmountTooLarge(RefusedField.Product).Message, Assert.IsType<Refusal>(Decide(Sale(), Line(10, amount))).Message);

    [Fact]
    public void A_line_may_end_with_the_day_of_the_sale_and_the_day_is_the_zones()
    {
        Assert.IsType<Draft>(Decide(Sale(), Line(10, 3, validUntil: Today), Line(20, 3, validDays: 1)));

        // Half past midnight of 1 July in London, 30 June of UTC.
        var night = new DateTime(2026, 6, 30, 23, 30, 0, DateTimeKind.Utc);
        Assert.IsType<Draft>((Sale() with { SoldOn = new DateOnly(2026, 7, 1) }).Decide(State([Line(10, 3)]), Rules, night));
    }

    [Fact]
    public void The_content_is_member_product_day_and_texts()
    {
        SellProductCommand[] others =
        [
            Sale(), Sale() with { MemberId = 8 }, Sale() with { ProductId = 5 }, Sale() with { SoldOn = Today.AddDays(-1) },
            Sale() with { Description = "x" }, Sale() with { InternalNote = "x" },
        ];
        Assert.Equal(others.Length, others.Select(sale => Convert.ToHexString(sale.RequestHash())).Distinct().Count());
        Assert.Equal(Sale().RequestHash(), (Sale() with { IdempotencyKey = "other", Description = " " }).RequestHash());
    }

    private static SellProductCommand Sale() => new("key", Actor.User(1)) { MemberId = 7, ProductId = 4, SoldOn = Today };

    private static ProductLineRow Line(int position, long amount, int? validDays = null, DateOnly? validUntil = null) =>
        new()
        {
            Id = 100 - position,
            ProductId = 4,
            BenefitId = 1,
            Position = position,
            Amount = amount,
            ValidDays = validDays,
            ValidUntil = validUntil,
        };

    private static Decision Decide(SellProductCommand sale, params ProductLineRow[] lines) => sale.Decide(State(lines), Rules, Now);

    private static LedgerState State(ProductLineRow[] lines, bool isKnown = true, DateTime? archivedAt = null)
    {
        var state = new LedgerState();
        state.Add(new BenefitTerms(1, "Tickets", Unit.Of(BenefitKind.Uses, null), null, 50, new HashSet<long>()));
        state.Answer(Sale(), isKnown ? [new ProductRow { Id = 4, Name = "Ten-pack", ArchivedAt = archivedAt }] : [], lines);
        return state;
    }
}
