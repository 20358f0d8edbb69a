using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Postings;

/// <summary>What of a posting stands as a use: what can be paid in another way (R45).</summary>
public sealed record StandingUse
{
    /// <summary>The member who used.</summary>
    public required long UserId { get; init; }

    /// <summary>What was taken, in the smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>The credit's benefit.</summary>
    public required string BenefitName { get; init; }

    /// <summary>What the credit is counted in.</summary>
    public required BenefitKind Kind { get; init; }

    /// <summary>ISO 4217 code of money and printing.</summary>
    public required string? Currency { get; init; }

    /// <summary>The credit's owner.</summary>
    public required long OwnerId { get; init; }

    /// <summary>The owner's name.</summary>
    public required string OwnerName { get; init; }

    /// <summary>When it was charged.</summary>
    public required DateTime UsedAt { get; init; }

    /// <summary>When what was used takes place.</summary>
    public required DateTime OccursAt { get; init; }

    /// <summary>The service it was used for.</summary>
    public required string? ServiceName { get; init; }

    /// <summary>The booking it belongs to.</summary>
    public required long? BookingId { get; init; }

    /// <summary>What the credit is counted in.</summary>
    public Unit Unit => Unit.Of(Kind, Currency);

    /// <summary>
    /// The uses of a posting that were not reversed, in the order they were recorded: IX_LedgerEntries_Posting, then
    /// UX_LedgerEntries_R3_ReversedOnce.
    /// </summary>
    public static IQueryable<StandingUse> Query(LedgerDbContext db, long postingId) =>
        from entry in db.LedgerEntries
        where entry.PostingId == postingId && entry.Kind == EntryKind.Usage && entry.UsedById != null
            && !db.Reversals.Any(later => later.ReversesEntryId == entry.Id)
        orderby entry.Id
        select new StandingUse
        {
            UserId = entry.UsedById!.Value,
            Amount = -entry.Amount,
            BenefitName = entry.Credit!.Benefit!.Name,
            Kind = entry.BenefitKind,
            Currency = entry.Credit.Benefit.Currency,
            OwnerId = entry.OwnerId,
            OwnerName = entry.Credit.Owner!.Name,
            UsedAt = entry.UsedAt,
            OccursAt = entry.OccursAt,
            ServiceName = entry.Service!.Name,
            BookingId = entry.BookingId,
        };
}
