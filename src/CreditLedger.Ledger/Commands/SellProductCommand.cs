using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>Sells a product: grants its lines in one posting, each with its validity (R29).</summary>
public sealed record SellProductCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The member it is sold to.</summary>
    public required long MemberId { get; init; }

    /// <summary>The product.</summary>
    public required long ProductId { get; init; }

    /// <summary>The local day of the sale, today or earlier: its credits start when that day begins.</summary>
    public required DateOnly SoldOn { get; init; }

    /// <summary>Whether the user confirmed it for a member who is not active (R54).</summary>
    /// <remarks>No part of the content.</remarks>
    public bool DespiteStatus { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, null, now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        RowQuery.Of<ProductRow>(nameof(ProductRow.Id), ProductId),
        RowQuery.Of<ProductLineRow>(nameof(ProductLineRow.ProductId), ProductId),
        .. MemberStanding.Needs(MemberId),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) => LinesIn(state).Select(line => line.BenefitId);

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) => new TypedDay(SoldOn, RefusedField.UsedAt);

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => [MemberId];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<ProductRow>(nameof(ProductRow.Id), ProductId) is not { } product)
            return Refusals.NoSuchProduct;
        if (product.ArchivedAt is not null) return Refusals.ProductArchived;
        if (SoldOn > rules.Zone.DayOf(now)) return Refusals.SoldInTheFuture;
        if (RefuseTexts(required: false) is { } texts) return texts;

        var (entries, soldAt) = (new List<EntryDraft>(), rules.Zone.StartOf(SoldOn));
        foreach (var line in LinesIn(state))
        {
            if (state.Benefit(line.BenefitId) is not { } benefit) return Refusals.NoSuchBenefit(RefusedField.Product);
            if (line.Amount is <= 0 or > AmountLimit.Largest) return Refusals.AmountTooLarge(RefusedField.Product);
            var expiresAt = ExpiryOf(line, rules.Zone);
            if (expiresAt <= soldAt) return Refusals.OverBeforeTheSale(benefit.Name);

            var credit = CreditDraft.Of(benefit, MemberId, line.Amount, soldAt, expiresAt, CreditSource.Product, product.Name)
                .With(row => row with
                {
                    Description = Description,
                    Category = CreditCategory.Allocated,
                    PaidAmount = line.PaidAmount,
                    PaidCurrency = line.PaidCurrency,
                });
            entries.Add(EntryDraft.Granting(credit, soldAt));
        }

        if (entries.Count == 0) return Refusals.ProductGrantsNothing;
        if (!DespiteStatus && StatusRule.Warn(state, MemberId, rules.Zone, now) is { } inactive) return inactive;
        return new Draft(PostingKind.Grant, Description, entries)
        {
            Related = made => [RelatedChange.Insert(SaleOf(made.Posting!))],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(ProductId);
        writer.Number((long)SoldOn.DayNumber);
    }

    private SaleRow SaleOf(PostingRow posting) =>
        new() { PostingId = posting.Id, MemberId = MemberId, ProductId = ProductId, SoldOn = SoldOn };

    private IEnumerable<ProductLineRow> LinesIn(LedgerState state) => state.Related
        .Rows<ProductLineRow>(nameof(ProductLineRow.ProductId), ProductId).OrderBy(line => line.Position).ThenBy(line => line.Id);

    private DateTime? ExpiryOf(ProductLineRow line, SiteZone zone) => line switch
    {
        { ValidDays: { } days } => zone.StartOf(SoldOn.AddDays(days)),
        { ValidUntil: { } last } => zone.EndOf(last),
        _ => null,
    };
}
