using CreditLedger.Data.Import;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Credits and usages: posted through the one writer, once each.</summary>
public sealed class PostingTests
{
    private const string Usages =
        "external_id,member,amount,used_at,credit,benefit,kind,service,used_by,description\n"
        + "U1,M1,30,2026-01-06T10:00:00Z,,,,DESK-1,M2,Late\n"
        + "U2,M1,60,2026-01-05 10:00,C1,,,,,\n"
        + "U3,M1,250,2026-01-05 10:00,,WALLET,,,,Coffee\n"
        + "U4,M1,15,2026-01-05 11:00,,,time,,,\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Posts_in_the_order_of_use_and_only_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.SmallSpaceAsync();
        using (var report = await database.ImportAsync(ImportKind.Usages, Usages))
        {
            Assert.True(report.IsKept, string.Join('\n', report.Refusals()));
            Assert.Equal((4, 4, 0), (report.Counts.Posted, report.Counts.Entries, report.Counts.AlreadyThere));
        }

        await using var context = database.NewContext();
        var entries = await context.LedgerEntries.Where(entry => entry.Kind == EntryKind.Usage).OrderBy(entry => entry.Id)
            .Select(entry => new
            {
                Key = entry.Posting!.IdempotencyKey,
                entry.Amount,
                UsedBy = entry.UsedBy!.Reference,
                entry.Posting.Description,
                entry.Posting.ActorKind
            }).ToListAsync(Stop);
        Assert.Equal(["import:usage:U2", "import:usage:U3", "import:usage:U4", "import:usage:U1"], entries.Select(entry => entry.Key));
        Assert.Equal((-30, "M2", "Late", ActorKind.Job),
            (entries[3].Amount, entries[3].UsedBy, entries[3].Description, entries[3].ActorKind));

        var before = await database.RowsAsync();
        using (var again = await database.ImportAsync(ImportKind.Usages, Usages))
            Assert.Equal((0, 4), (again.Counts.Posted, again.Counts.AlreadyThere));
        using (var other = await database.ImportAsync(ImportKind.Usages, Usages.Replace("M1,30", "M1,15", StringComparison.Ordinal)))
        {
            Assert.Contains("imported before with other content", Assert.Single(other.Refusals()).Reason, StringComparison.Ordinal);
            Assert.False(other.IsKept);
        }

        Assert.Equal(before, await database.RowsAsync());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task One_refused_row_keeps_all_others_out_and_skipping_resumes(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.SmallSpaceAsync();
        var before = await database.RowsAsync();
        var text = Usages + "U5,M1,99999,2026-01-07 10:00,,WALLET,,,,\n";
        using (var report = await database.ImportAsync(ImportKind.Usages, text))
        {
            Assert.Equal((false, 4, 1), (report.IsKept, report.Counts.Posted, report.Counts.Refused));
            Assert.StartsWith("Nothing was posted: 4 would be posted (4 entries), 1 refused", report.Summary(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await database.RowsAsync());
        await database.MustImportAsync(ImportKind.Usages, string.Join('\n', Usages.Split('\n').Take(3)) + "\n");
        using var rest = await database.ImportAsync(ImportKind.Usages, text, new ImportOptions(SkipRefused: true));
        Assert.Equal((2, 1, 2), (rest.Counts.Posted, rest.Counts.Refused, rest.Counts.AlreadyThere));
    }

    [Fact]
    public async Task A_credit_keeps_its_terms_source_and_priority()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        await database.MustImportAsync(ImportKind.Credits,
            "external_id,member,benefit,amount,starts_at,expires_at,source,source_name,priority,description\n"
            + "K1,M2,ROOM,600,2026-03-29 01:30,2026-10-25T01:30:00+01:00,plan,Meeting Pro,5,\"Spring,\nand " +
                "autumn\"\nK2,M2,TICKET,3,2027-01-01 00:00,,,,,\n");
        await using var context = database.NewContext();
        var first = await context.Credits.SingleAsync(credit => credit.ExternalId == "K1", Stop);
        Assert.Equal((CreditSource.Plan, "Meeting Pro", 5, "Spring,\nand autumn"),
            (first.Source, first.SourceName, first.Priority, first.Description));
        Assert.Equal(new DateTime(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc), first.StartsAt);
        Assert.Equal(new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc), first.ExpiresAt);
        var second = await context.Credits.SingleAsync(credit => credit.ExternalId == "K2", Stop);
        Assert.Equal((CreditSource.Import, 50, null), (second.Source, second.Priority, second.ExpiresAt));
    }

    [Fact]
    public async Task More_rows_than_a_chunk_holds_are_one_import()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        var rows = Enumerable.Range(0, 5_000).Select(number => $"N{number},M1,1,2026-01-{1 + (number % 28):00} 10:00,WALLET\n");
        var text = "external_id,member,amount,used_at,benefit\n" + string.Concat(rows);
        using (var refused = await database.ImportAsync(ImportKind.Usages, text + "N5000,M1,1,2026-01-30 10:00,WALLET\n"))
            Assert.Equal((5_000, 1), (refused.Counts.Posted, refused.Counts.Refused));
        Assert.Equal(2, (await database.RowsAsync()).Postings);
        await database.MustImportAsync(ImportKind.Usages, text);
        Assert.Equal(5_002, (await database.RowsAsync()).Postings);
    }
}
