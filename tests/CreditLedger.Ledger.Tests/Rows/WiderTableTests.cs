using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Tests.Chain;

namespace CreditLedger.Ledger.Tests.Rows;

/// <summary>R8: a later version may add a column, and every hash from before it verifies.</summary>
public sealed class WiderTableTests
{
    [Fact]
    public void A_new_column_leaves_the_form_of_rows_without_it_alone()
    {
        var row = Wider(ChainRowsSample.Posting);
        Assert.Equal(Form(PostingRow.Table, ChainRowsSample.Posting), Form(WiderPosting.Table, row));
        Assert.Equal(Form(PostingRow.Table, ChainRowsSample.Posting), FormOfStored(row));
    }

    [Theory]
    [InlineData("blue", 7)]
    [InlineData("", 7)]
    [InlineData(null, 8)]
    [InlineData(null, 0)]
    public void A_new_column_is_hashed_once_it_is_set(string? colour, int weight)
    {
        var row = Wider(ChainRowsSample.Posting) with { Colour = colour, Weight = weight };
        Assert.NotEqual(Form(PostingRow.Table, ChainRowsSample.Posting), Form(WiderPosting.Table, row));
        Assert.Equal(Form(WiderPosting.Table, row), FormOfStored(row));
    }

    private static string Form<TRow>(LedgerTable<TRow> table, TRow row)
        where TRow : class, ILedgerRow<TRow>
    {
        var writer = new CanonicalWriter();
        table.Write(row, writer);
        return Convert.ToHexString(writer.Written);
    }

    private static string FormOfStored(WiderPosting row)
    {
        var (stored, writer) = (new StoredRow(), new CanonicalWriter());
        WiderPosting.Table.Write(row, stored);
        WiderPosting.Table.WriteCanonical(stored, 0, writer);
        return Convert.ToHexString(writer.Written);
    }

    private static WiderPosting Wider(PostingRow row)
    {
        var stored = new StoredRow();
        PostingRow.Table.Write(row, stored);
        stored.Null();
        stored.Number(0, 7);
        return WiderPosting.Table.Read(stored);
    }

    /// <summary>A posting of a later version: one column more that may be absent, and one with a default.</summary>
    private sealed record WiderPosting : PostingRow, ILedgerRow<WiderPosting>
    {
        public static new LedgerTable<WiderPosting> Table { get; } = new(
            "Postings",
            [
                .. PostingRow.Table.Columns,
                Column.Of((WiderPosting row) => row.Colour, tag: 158, length: 20),
                Column.Of((WiderPosting row) => row.Weight, tag: 159, initial: 7),
            ]);

        public string? Colour { get; init; }

        public int Weight { get; init; } = 7;
    }
}
