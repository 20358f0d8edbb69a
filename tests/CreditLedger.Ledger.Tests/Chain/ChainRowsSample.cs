using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Chain;

/// <summary>One row of each table with every value present, and its hash.</summary>
internal static class ChainRowsSample
{
    public static readonly ChainEntry Grant = new(
        11, 22, 1, 33, 44, EntryKind.Grant, EntryKind.Grant, BenefitKind.Time, 300, At(1_000), At(2_000), 55, 66, 77);

    public static readonly ChainEntry Usage = Grant with { Sequence = 2, Kind = EntryKind.Usage, EffectiveKind = EntryKind.Usage, Amount = -60 };

    public static readonly ChainPosting Posting = new(
        44, "import:credits:c-1", Enumerable.Range(0, 32).Select(number => (byte)number).ToArray(), PostingKind.Grant, Actor.Job(JobName.Import), "Pro plan £", At(2_000), 1, 88);

    public static readonly ChainCredit Credit = new(
        33, 22, 99, BenefitKind.Time, 300, At(1_000), At(9_000), 50, CreditSource.Plan, "Pro", 32, "November", "c-1", At(2_000));

    public static string Hash(ChainEntry entry, ChainPosting posting, ChainCredit? credit, byte[]? previous = null)
    {
        var hash = new byte[ChainHasher.HashLength];
        new ChainHasher().Hash(previous ?? ChainHasher.Start, entry, posting, credit, hash);
        return Convert.ToHexString(hash);
    }

    public static DateTime At(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}
