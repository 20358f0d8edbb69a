using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Postings;

/// <summary>One entry of a posting, as its page shows it.</summary>
public sealed record PostingLine
{
    /// <summary>Database key of the entry.</summary>
    public required long EntryId { get; init; }

    /// <summary>The credit that it changed.</summary>
    public required long CreditId { get; init; }

    /// <summary>What the credit is good for.</summary>
    public required string BenefitName { get; init; }

    /// <summary>What the credit is counted in.</summary>
    public required BenefitKind BenefitKind { get; init; }

    /// <summary>ISO 4217 code of money and printing.</summary>
    public required string? Currency { get; init; }

    /// <summary>The credit's owner.</summary>
    public required long OwnerId { get; init; }

    /// <summary>The owner's name.</summary>
    public required string OwnerName { get; init; }

    /// <summary>What it does (R3).</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>The total it belongs to.</summary>
    public required EntryKind EffectiveKind { get; init; }

    /// <summary>Signed amount in the smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>The credit's balance when this entry had been recorded.</summary>
    public required long BalanceAfter { get; init; }

    /// <summary>When it happened in the world.</summary>
    public required DateTime UsedAt { get; init; }

    /// <summary>The service it was used for.</summary>
    public required string? ServiceName { get; init; }

    /// <summary>For a grant, what sort of money was paid for the credit (R40); none where it came from a move.</summary>
    public CreditCategory? Category { get; init; }

    /// <summary>For a grant, what was paid, in the currency's minor unit.</summary>
    public long? PaidAmount { get; init; }

    /// <summary>ISO 4217 code of what was paid.</summary>
    public string? PaidCurrency { get; init; }

    /// <summary>For a grant, what was paid for the credit, net of tax (R40).</summary>
    public Allocation? Paid => Allocation.Of(PaidAmount, PaidCurrency);

    /// <summary>What the credit is counted in.</summary>
    public Unit Unit => Unit.Of(BenefitKind, Currency);

    /// <summary>
    /// A posting's entries after one of them, in the order they were recorded: IX_LedgerEntries_Posting; each balance is summed over
    /// IX_LedgerEntries_Credit_UsedAt alone.
    /// </summary>
    public static IQueryable<PostingLine> Query(LedgerDbContext db, long postingId, long afterEntryId) =>
        from entry in db.LedgerEntries
        where entry.PostingId == postingId && entry.Id > afterEntryId
        orderby entry.Id
        select new PostingLine
        {
            EntryId = entry.Id,
            CreditId = entry.CreditId,
            BenefitName = entry.Credit!.Benefit!.Name,
            BenefitKind = entry.BenefitKind,
            Currency = entry.Credit.Benefit.Currency,
            OwnerId = entry.OwnerId,
            OwnerName = entry.Credit.Owner!.Name,
            Kind = entry.Kind,
            EffectiveKind = entry.EffectiveKind,
            Amount = entry.Amount,
            BalanceAfter = db.LedgerEntries
                .Where(earlier => earlier.CreditId == entry.CreditId && earlier.Sequence <= entry.Sequence)
                .Sum(earlier => earlier.Amount),
            UsedAt = entry.UsedAt,
            ServiceName = entry.Service!.Name,
            Category = entry.Kind == EntryKind.Grant ? entry.Credit.Category : null,
            PaidAmount = entry.Kind == EntryKind.Grant ? entry.Credit.PaidAmount : null,
            PaidCurrency = entry.Kind == EntryKind.Grant ? entry.Credit.PaidCurrency : null,
        };
}
