using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>A product's line as it is to be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="BenefitId">What it is to grant.</param>
/// <param name="Terms">How much, and for how long.</param>
public sealed record ProductLineDraft(int Row, long BenefitId, ProductTerms Terms);

/// <summary>
/// Makes a product, or changes one. A change counts for later sales: what was sold keeps its terms, for it is a credit (R29).
/// </summary>
public sealed record SaveProductCommand(string IdempotencyKey, Actor Actor) : SaveCommand<ProductRow>(IdempotencyKey, Actor)
{
    /// <summary>What it is to grant, in order.</summary>
    public required IReadOnlyList<ProductLineDraft> Lines { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        RowQuery.Of<ProductLineRow>(nameof(ProductLineRow.ProductId), Id),
        .. Lines.Select(line => RowQuery.Of<BenefitRow>(nameof(BenefitRow.Id), line.BenefitId)).Distinct(),
    ];

    private protected override (string Column, string Text) Unique => (nameof(ProductRow.SortName), Wanted.SortName);

    private protected override SavedParts PartsOf(ProductRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var known = Known(state);
        var isSame = Lines.Select(line => (line.BenefitId, line.Terms)).SequenceEqual(known.Select(line => (line.BenefitId, line.Terms)));
        if (isSame) return SavedParts.None;
        return new SavedParts(true, (made, id) =>
        [
            .. known.Select(RelatedChange.Delete),
            .. Lines.Select((line, index) => RelatedChange.Insert(new ProductLineRow
            {
                Id = made.Ids.NextId(ProductLineRow.Table),
                ProductId = id,
                BenefitId = line.BenefitId,
                Amount = line.Terms.Amount,
                Position = index + 1,
                ValidDays = line.Terms.ValidDays,
                ValidUntil = line.Terms.ValidUntil,
                PaidAmount = line.Terms.Paid?.Amount,
                PaidCurrency = line.Terms.Paid?.Currency,
            })),
        ]);
    }

    private protected override IEnumerable<Refusal> Refuse(ProductRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var (lines, unknown) = CatalogueRule.Find(state, Lines, line => line.BenefitId, line => line.Row);
        return unknown.Count > 0 ? unknown : ProductRule.Refuse(
            [.. Known(state).Select(line => (line.BenefitId, line.Terms))],
            [.. lines.Select(line => new ProductLineWanted(line.Line.Row, line.Benefit, line.Line.Terms))],
            rules.BookingIntervalMinutes,
            rules.Zone.DayOf(now));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Wanted.Name);
        writer.Text(Wanted.Description);
        foreach (var line in Lines)
        {
            writer.Number(line.BenefitId);
            writer.Number(line.Terms.Amount);
            writer.Number(line.Terms.ValidDays);
            writer.Day(line.Terms.ValidUntil);
        }

        CatalogueRule.WritePaid(writer, Lines.Select(line => line.Terms.Paid));
    }

    private List<ProductLineRow> Known(LedgerState state) =>
        [.. state.Related.Rows<ProductLineRow>(nameof(ProductLineRow.ProductId), Id).OrderBy(line => line.Position)
            .ThenBy(line => line.Id)];
}
