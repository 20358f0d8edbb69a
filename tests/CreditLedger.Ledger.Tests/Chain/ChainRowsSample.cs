using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Tests.Chain;

/// <summary>One row of each table with every value present, and its hash.</summary>
internal static class ChainRowsSample
{
    public static readonly EntryRow Grant = new()
    {
        Id = 11,
        OwnerId = 22,
        Sequence = 1,
        CreditId = 33,
        PostingId = 44,
        Kind = EntryKind.Grant,
        EffectiveKind = EntryKind.Grant,
        BenefitKind = BenefitKind.Time,
        Amount = 300,
        UsedAt = At(1_000),
        OccursAt = At(1_500),
        BookedDay = new DateOnly(2026, 11, 26),
        RecordedAt = At(2_000),
        UsedById = 55,
        ServiceId = 66,
        ReversesEntryId = 77,
        BookingId = 88,
    };

    public static readonly EntryRow Usage = Grant with
    { Sequence = 2, Kind = EntryKind.Usage, EffectiveKind = EntryKind.Usage, Amount = -60 };

    public static readonly PostingRow Posting = new()
    {
        Id = 44,
        IdempotencyKey = "import:credits:c-1",
        RequestHash = [.. Enumerable.Range(0, 32).Select(number => (byte)number)],
        Kind = PostingKind.Grant,
        ActorKind = ActorKind.Job,
        ActorId = 1,
        Description = "Pro plan £",
        InternalNote = "as agreed",
        TextSalt = Salt,
        TextDigest = TextDigests.Of(Salt, "Pro plan £", "as agreed"),
        RecordedAt = At(2_000),
        EntryCount = 1,
        ReversesPostingId = 88,
        BatchId = 9,
    };

    public static readonly CreditRow Credit = new()
    {
        Id = 33,
        OwnerId = 22,
        BenefitId = 99,
        BenefitKind = BenefitKind.Time,
        Amount = 300,
        Unlimited = true,
        StartsAt = At(1_000),
        ExpiresAt = At(9_000),
        Priority = 50,
        Source = CreditSource.Plan,
        SourceName = "Pro",
        OriginCreditId = 32,
        Category = CreditCategory.Paid,
        PaidAmount = 2500,
        PaidCurrency = "GBP",
        ExternalId = "c-1",
        Generation = 2,
        Description = "November",
        TextSalt = Salt,
        TextDigest = TextDigests.Of(Salt, "November"),
        RecordedAt = At(2_000),
    };

    private static byte[] Salt => [.. Enumerable.Range(100, 32).Select(number => (byte)number)];

    public static string Hash(EntryRow entry, PostingRow posting, CreditRow? credit, byte[]? previous = null)
    {
        var hash = new byte[ChainHasher.HashLength];
        new ChainHasher().Hash(previous ?? ChainHasher.Start, entry, posting, credit, hash);
        return Convert.ToHexString(hash);
    }

    public static DateTime At(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
