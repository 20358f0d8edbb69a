using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>Sells a product: grants its lines in one posting, each with its validity (R29).</summary>
public sealed record SaleCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The member it is sold to.</summary>
    public required long MemberId { get; init; }

    /// <summary>The product.</summary>
    public required long ProductId { get; init; }

    /// <summary>Its name, which the credits keep.</summary>
    public required string ProductName { get; init; }

    /// <summary>When it was sold: the credits start then.</summary>
    public required DateTime SoldAt { get; init; }

    /// <summary>What it grants, in order.</summary>
    public required IReadOnlyList<SaleLine> Lines { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) =>
        new(MemberId, null, null, null, SoldAt) { MoreBenefitIds = [.. Lines.Select(line => line.BenefitId).Distinct()] };

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Lines.Count == 0) return new Refusal(RefusalReason.Invalid, RefusedField.Whole, "This product grants nothing: give it a line first.");
        if (SoldAt > now) return new Refusal(RefusalReason.BadDate, RefusedField.UsedAt, "The date of the sale lies in the future. Use today or an earlier date.");
        if (RefuseTexts(required: false) is { } texts) return texts;

        var entries = new List<EntryDraft>(Lines.Count);
        foreach (var line in Lines)
        {
            if (state.Benefit(line.BenefitId) is not { } benefit) return new Refusal(RefusalReason.NotFound, RefusedField.Benefit, "There is no such benefit.");
            if (line.Amount is <= 0 or > AmountLimit.Largest) return new Refusal(RefusalReason.Invalid, RefusedField.Amount, AmountLimit.Message);
            if (line.ExpiresAt <= SoldAt)
                return new Refusal(RefusalReason.Invalid, RefusedField.UsedAt, $"{benefit.Name} of this product was valid until a date before the sale. Change the product, or the date.");
            var credit = CreditDraft.Of(benefit, MemberId, line.Amount, SoldAt, line.ExpiresAt, CreditSource.Product, ProductName);
            entries.Add(EntryDraft.Granting(credit.With(row => row with { Description = Description, Category = CreditCategory.Allocated }), SoldAt));
        }

        return new Draft(PostingKind.Grant, Description ?? $"{ProductName} sold", entries)
        {
            Related = made =>
            [
                RelatedChange.Insert(new SaleRow { PostingId = made.Posting!.Id, MemberId = MemberId, ProductId = ProductId, SoldOn = rules.Zone.DayOf(SoldAt) }),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(ProductId);
        writer.Instant(SoldAt);
    }
}

/// <summary>One benefit of a sale.</summary>
/// <param name="BenefitId">What is granted.</param>
/// <param name="Amount">How much, in the smallest unit.</param>
/// <param name="ExpiresAt">Until when; none: for ever.</param>
public sealed record SaleLine(long BenefitId, long Amount, DateTime? ExpiresAt);
