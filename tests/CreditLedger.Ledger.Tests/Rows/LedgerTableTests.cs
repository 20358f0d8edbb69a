using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Tests.Rows;

/// <summary>One list of columns per table: nothing is missing in it, and what derives from it agrees in both directions.</summary>
public sealed class LedgerTableTests
{
    public static TheoryData<Type> Rows => [.. SampleRows.Types];

    [Fact]
    public void The_rows_of_the_ledger_are_among_those_looked_at() =>
        Assert.Empty(new[] { typeof(EntryRow), typeof(PostingRow), typeof(CreditRow), typeof(RequestRow) }.Except(SampleRows.Types));

    [Theory, MemberData(nameof(Rows))]
    public void Every_property_that_can_be_set_is_a_column(Type type) =>
        Assert.Equal(
            SampleRows.Properties(type).Select(property => property.Name).Order(),
            SampleRows.TableOf(type).Columns.Select(column => column.Name).Order());

    [Fact]
    public void Every_column_of_the_ledger_is_hashed_but_the_hash_and_what_may_be_erased() =>
        Assert.Equal(
            [
                "CreditRow.Description", "CreditRow.TextSalt", "EntryRow.Hash",
                "PostingRow.Description", "PostingRow.InternalNote", "PostingRow.TextSalt",
            ],
            Tagged.SelectMany(table => table.Table.Columns).Where(column => column.Tag == 0)
                .Select(column => $"{column.Property.DeclaringType!.Name}.{column.Name}").Order(StringComparer.Ordinal));

    [Fact]
    public void A_tag_stands_for_one_column_and_lies_in_the_range_of_its_table()
    {
        var tags = Tagged.SelectMany(table => table.Table.Columns.Select(column => (column.Tag, table.First, table.Last)))
            .Where(tag => tag.Tag != 0).ToList();
        Assert.All(tags, tag => Assert.InRange(tag.Tag, tag.First, tag.Last));
        Assert.Equal(tags.Count, tags.Select(tag => tag.Tag).Distinct().Count());
    }

    [Fact]
    public void Tables_beside_the_ledger_are_not_hashed() =>
        Assert.All(
            SampleRows.Types.Select(SampleRows.TableOf).Except(Tagged.Select(table => table.Table)).SelectMany(table => table.Columns),
            column => Assert.Equal(0, column.Tag));

    [Fact]
    public void Tags_that_do_not_ascend_are_refused() =>
        Assert.Throws<ArgumentException>(() =>
            new LedgerTable<SaleLike>("Sales", Column.Of((SaleLike row) => row.One, tag: 2), Column.Of((SaleLike row) => row.Two, tag: 1)));

    [Theory, MemberData(nameof(Rows))]
    public void A_row_reads_back_as_it_was_written(Type type)
    {
        var table = SampleRows.TableOf(type);
        foreach (var row in new[] { SampleRows.Full(type), SampleRows.Sparse(type) })
        {
            var stored = new StoredRow();
            stored.Null();
            table.Write(row, stored);
            Assert.Equal(1 + table.Columns.Count, stored.Count);
            Assert.Equivalent(row, table.ReadRow(stored, first: 1), strict: true);
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_stored_row_has_the_canonical_form_of_the_row(Type type)
    {
        var table = SampleRows.TableOf(type);
        var initial = SampleRows.Full(type);
        foreach (var column in table.Columns.Where(column => column.Default is not null)) column.Property.SetValue(initial, column.Default);
        foreach (var row in new[] { SampleRows.Full(type), SampleRows.Sparse(type), initial })
        {
            var (stored, written, ofStored) = (new StoredRow(), new CanonicalWriter(), new CanonicalWriter());
            table.Write(row, stored);
            table.Write(row, written);
            table.WriteCanonical(stored, 0, ofStored);
            Assert.Equal(Convert.ToHexString(written.Written), Convert.ToHexString(ofStored.Written));
            Assert.Equal(table.Columns.All(column => column.Tag == 0), written.Written.IsEmpty);
        }
    }

    private static (LedgerTable Table, byte First, byte Last)[] Tagged =>
        [(EntryRow.Table, 1, 79), (PostingRow.Table, 80, 159), (CreditRow.Table, 160, 254)];

    private sealed record SaleLike : ILedgerRow<SaleLike>
    {
        public static LedgerTable<SaleLike> Table => throw new NotSupportedException();

        public long One { get; init; }

        public long Two { get; init; }
    }
}
