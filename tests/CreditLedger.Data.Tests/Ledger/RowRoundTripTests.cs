using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Data.Tests.Verification;
using CreditLedger.Ledger.Accounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Tests.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>What is inserted and what is read derive from one list of columns: a row comes back as it was written.</summary>
public sealed class RowRoundTripTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_of_every_table_reads_back_as_it_was_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        var engine = database.Services.GetRequiredService<ILedgerEngine>();
        // Identity inserts accounts; AccountCommandsTests reads and changes them.
        foreach (var type in SampleRows.Types.Where(type => type != typeof(UserRow)))
        {
            foreach (var row in new[] { SampleRows.Full(type), SampleRows.Sparse(type) })
            {
                // The trigger asks for the owner's next number (R7).
                type.GetProperty(nameof(EntryRow.Sequence))?.SetValue(row, 1L);
                Assert.Equivalent(row, await WriteAndReadAsync(engine, SampleRows.TableOf(type), row), strict: true);
            }
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_row_that_was_recorded_reads_alike_by_its_columns_and_by_the_model(string provider)
    {
        await using var database = await LedgerVerificationTests.CreateLedgerAsync(provider);
        await using var context = database.NewContext();
        await AssertAlikeAsync(database, PostingRow.Table, await context.Set<Posting>().AsNoTracking().ToListAsync(Stop));
        await AssertAlikeAsync(database, CreditRow.Table, await context.Set<Credit>().AsNoTracking().ToListAsync(Stop));
        await AssertAlikeAsync(database, EntryRow.Table, await context.Set<LedgerEntry>().AsNoTracking().ToListAsync(Stop));
    }

    private static async Task AssertAlikeAsync<TRow>(TestDatabase database, LedgerTable<TRow> table, IReadOnlyList<TRow> rows)
        where TRow : class, ILedgerRow<TRow>
    {
        Assert.NotEmpty(rows);
        var id = table.Columns[table.PlaceOf("Id")].Property;
        await using var transaction = await database.Services.GetRequiredService<ILedgerEngine>().BeginReadAsync(Stop);
        var read = new Dictionary<object, object>();
        var queries = rows.Select(row => new RowQuery(table, ["Id"], [id.GetValue(row)!], false)).ToList();
        await transaction.ReadRowsAsync(queries, row => read.Add(id.GetValue(row)!, row), Stop);
        foreach (var row in rows)
            Assert.All(table.Columns,
                column => Assert.Equal(column.Property.GetValue(row), column.Property.GetValue(read[id.GetValue(row)!])));
    }

    // In a transaction that is rolled back: what the row refers to is not there.
    private static async Task<object?> WriteAndReadAsync(ILedgerEngine engine, LedgerTable table, object row)
    {
        await using var transaction = await engine.BeginWriteAsync(Stop);
        await transaction.Command("PRAGMA defer_foreign_keys=ON").ExecuteNonQueryAsync(Stop);
        await transaction.Command("PRAGMA ignore_check_constraints=ON").ExecuteNonQueryAsync(Stop);
        await transaction.WriteAsync(new RowBatch { Related = { new RelatedChange(RelatedOperation.Insert, table, row) } }, Stop);
        object? read = null;
        List<Column> keys = [.. table.Keys.Where(column => column.Type != ColumnType.Instant)];
        var query = new RowQuery(table, [.. keys.Select(column => column.Name)],
            [.. keys.Select(column => column.Property.GetValue(row)!)], false);
        await transaction.ReadRowsAsync([query], found => read = found, Stop);
        return read;
    }
}
