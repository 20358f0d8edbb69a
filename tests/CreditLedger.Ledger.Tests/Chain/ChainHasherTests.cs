using System.Text;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using FsCheck.Fluent;
using static CreditLedger.Ledger.Tests.Chain.ChainRowsSample;

namespace CreditLedger.Ledger.Tests.Chain;

public sealed class ChainHasherTests
{
    // Computed once by another program from the layout in the project's README. If one changes, every chain that was ever written breaks.
    [Fact]
    public void The_hash_of_a_grant_is_the_one_that_the_readme_describes() =>
        Assert.Equal("3072A822F618299B900860E33B08446578CDE2762F1724D63F1CB106103232D8", Hash(Grant, Posting, Credit));

    [Fact]
    public void The_hash_of_a_usage_follows_from_the_one_before_it() =>
        Assert.Equal("54072B542351A72EB65B1E60DDE7BB9D8A42D264C7BBC5C21164B3F54D323577",
            Hash(Usage, Posting, null, Convert.FromHexString(Hash(Grant, Posting, Credit))));

    [Fact]
    public void The_hash_of_a_row_with_everything_absent_that_may_be() =>
        Assert.Equal(
            "11DCA970963C366D23DB4F83452DDFEC91957A33BAC53B0447B2E1BDBAC8F46A",
            Hash(
                Grant with { UsedById = null, ServiceId = null, ReversesEntryId = null, BookingId = null },
                Posting with { TextDigest = null, ReversesPostingId = null, BatchId = null },
                Credit with
                {
                    Unlimited = false,
                    ExpiresAt = null,
                    SourceName = null,
                    OriginCreditId = null,
                    Category = null,
                    PaidAmount = null,
                    PaidCurrency = null,
                    ExternalId = null,
                    Generation = 1,
                    TextDigest = null,
                }));

    public static TheoryData<string> EntryFields => Fields(EntryRow.Table);

    public static TheoryData<string> PostingFields => Fields(PostingRow.Table);

    public static TheoryData<string> CreditFields => Fields(CreditRow.Table);

    [Theory]
    [MemberData(nameof(EntryFields))]
    public void Every_column_of_an_entry_is_hashed(string field) =>
        AssertAllDiffer(field, Variants(Usage, field).Select(entry => Hash(entry, Posting, null)).Append(Hash(Usage, Posting, null)));

    [Theory]
    [MemberData(nameof(PostingFields))]
    public void Every_column_of_a_posting_is_hashed_with_each_of_its_entries(string field) =>
        AssertAllDiffer(field, Variants(Posting, field).Select(posting => Hash(Usage, posting, null)).Append(Hash(Usage, Posting, null)));

    [Theory]
    [MemberData(nameof(CreditFields))]
    public void Every_column_of_a_credit_is_hashed_with_its_grant(string field) =>
        AssertAllDiffer(field, Variants(Credit, field).Select(credit => Hash(Grant, Posting, credit)).Append(Hash(Grant, Posting, Credit)));

    [Fact]
    public void The_hash_before_is_hashed()
    {
        var hashes = Enumerable.Range(0, ChainHasher.HashLength).Select(index =>
        {
            var previous = ChainHasher.Start;
            previous[index] = 1;
            return Hash(Usage, Posting, null, previous);
        });
        AssertAllDiffer("previous", hashes.Append(Hash(Usage, Posting, null)));
    }

    [Fact]
    public void A_grant_and_only_a_grant_is_hashed_with_its_credit()
    {
        Assert.Throws<ArgumentException>(() => Hash(Grant, Posting, null));
        Assert.Throws<ArgumentException>(() => Hash(Usage, Posting, Credit));
        Assert.Throws<ArgumentException>(() => Hash(Usage, Posting, null, new byte[31]));
    }

    [Fact]
    public void No_two_contents_are_written_alike()
    {
        // Texts that only differ in where one ends and the next begins, absent and empty, and values that look like lengths.
        var text = Gen.Elements(null, "", "a", "b", "ab", "\0", "\u0001a");
        var number = Gen.Elements<long?>(null, 0, 1, 256, 4_294_967_296);
        var rows =
            from sourceName in text
            from description in text
            from externalId in text
            from origin in number
            from reason in text
            from key in Gen.Elements("a", "ab", "\0")
            from usedBy in number
            from service in number
            select (sourceName, description, externalId, origin, reason, key, usedBy, service);
        var seen = new Dictionary<string, object>();
        Seeded.Check(rows, row =>
        {
            var hash = Hash(
                Grant with { UsedById = row.usedBy, ServiceId = row.service },
                Posting with { TextDigest = row.reason is null ? null : Encoding.UTF8.GetBytes(row.reason), IdempotencyKey = row.key },
                Credit with
                {
                    SourceName = row.sourceName,
                    PaidCurrency = row.description,
                    ExternalId = row.externalId,
                    OriginCreditId = row.origin
                });
            Assert.Equal(row, seen.TryAdd(hash, row) ? row : seen[hash]);
        }, count: 5_000);
    }

    [Fact]
    public void A_part_below_a_millisecond_does_not_exist() =>
        Assert.Equal(Hash(Usage, Posting, null), Hash(Usage with { UsedAt = Usage.UsedAt.AddTicks(9_999) }, Posting, null));

    [Fact]
    public void A_hasher_may_be_used_again_and_long_texts_fit()
    {
        var hasher = new ChainHasher();
        var (first, again) = (new byte[32], new byte[32]);
        hasher.Hash(ChainHasher.Start, Usage, Posting, null, first);
        hasher.Hash(ChainHasher.Start, Usage, Posting with { IdempotencyKey = new string('€', 2_000) }, null, again);
        hasher.Hash(ChainHasher.Start, Usage, Posting, null, again);

        Assert.Equal(first, again);
    }

    // Every property of a row but its hash and the texts that may be erased, which stand in the hash by their digest (R41).
    private static TheoryData<string> Fields(LedgerTable table) =>
        [.. table.Columns.Where(column => !column.IsErasable && column.Name != nameof(EntryRow.Hash)).Select(column => column.Name)];

    private static IEnumerable<T> Variants<T>(T row, string field)
        where T : class, ILedgerRow<T>
    {
        var property = typeof(T).GetProperty(field)!;
        foreach (var other in Others(property.PropertyType, property.GetValue(row)))
        {
            var changed = CopyOf(row);
            property.SetValue(changed, other);
            yield return changed;
        }
    }

    private static T CopyOf<T>(T row) => (T)typeof(T).GetMethod("<Clone>$")!.Invoke(row, null)!;

    // A type that is not here is a new column: say how it changes, and see that it is hashed.
    private static IEnumerable<object?> Others(Type type, object? value) => (type, value) switch
    {
        (_, long number) => type == typeof(long?) ? [number + 1, null] : [number + 1, number ^ (1L << 40)],
        (_, int number) => [number + 1, number ^ (1 << 20)],
        (_, DateTime instant) => type == typeof(DateTime?) ? [instant.AddMilliseconds(1), null] : [instant.AddMilliseconds(1)],
        (_, string text) => [text + " ", text.ToUpperInvariant() + "x", ""],
        (_, byte[] bytes) => [bytes.AsEnumerable().Reverse().ToArray(), bytes[..31]],
        (_, bool flag) => [!flag],
        (_, DateOnly day) => [day.AddDays(1), day.AddYears(1)],
        (_, EntryKind kind) => Enum.GetValues<EntryKind>().Where(other => other != kind && other != EntryKind.Grant).Cast<object?>(),
        (_, Enum kind) => Enum.GetValues(Nullable.GetUnderlyingType(type) ?? type).Cast<object?>().Where(other => !kind.Equals(other)),
        _ => throw new NotSupportedException($"How does a {type} change?"),
    };

    private static void AssertAllDiffer(string field, IEnumerable<string> hashes)
    {
        var all = hashes.ToList();
        Assert.True(all.Count > 1, field);
        Assert.True(all.Distinct().Count() == all.Count, $"{field} is not hashed.");
    }
}
