using System.Text;
using CreditLedger.Data.Export;
using CreditLedger.Data.Import;
using CreditLedger.Data.Tests.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Export;

/// <summary>What goes out as CSV.</summary>
public sealed class ExportTests
{
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Credits_show_their_sums_and_status(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.SmallSpaceAsync();
        await database.MustImportAsync(ImportKind.Credits,
            "external_id,member,benefit,amount,starts_at,expires_at\nC3,M2,TICKET,2,2026-02-01 00:00,\nC4,M2,ROOM,60,2026-07-01 " +
                "00:00,2026-08-01 00:00\n");
        await database.MustImportAsync(ImportKind.Usages,
            "external_id,member,amount,used_at,benefit\nU1,M1,45,2026-01-05 10:00,DESK\nU2,M2,2,2026-02-05 " +
                "10:00,TICKET\nU3,M1,1,2026-02-05 10:00,WALLET\n");
        const string Expected =
            """
            external_id,member,benefit,granted,used,adjusted,balance,status,starts_at,expires_at
            C1,M1,DESK,120,45,0,75,Expired,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z
            C2,M1,WALLET,5000,1,0,4999,Current,2026-01-01T00:00:00Z,
            C3,M2,TICKET,2,2,0,0,Used up,2026-02-01T00:00:00Z,
            C4,M2,ROOM,60,0,0,60,Upcoming,2026-07-01T00:00:00+01:00,2026-08-01T00:00:00+01:00

            """;
        Assert.Equal(Expected, await CreditsAsync(database));
    }

    [Fact]
    public async Task An_export_of_credits_comes_in_again_as_the_same_credits()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        var exported = await CreditsAsync(database);
        var rows = exported.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(','));
        var text = "external_id,member,benefit,amount,starts_at,expires_at\n"
            + string.Concat(rows.Select(row => $"{row[0]},{row[1]},{row[2]},{row[3]},{row[8]},{row[9]}\n"));
        using var report = await database.ImportAsync(ImportKind.Credits, text);
        Assert.Equal((2, 0), (report.Counts.AlreadyThere, report.Counts.Refused));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Entries_tell_every_row_and_texts_are_no_formulas(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.SmallSpaceAsync();
        await database.MustImportAsync(ImportKind.Usages,
            "external_id,member,amount,used_at,service,used_by,description\n" +
            "U1,M1,45,2026-01-05T10:00:00.250Z,DESK-1,M2,\"=HYPERLINK(\"\"x\"\")\"\nU2,M1,15,2026-01-06 10:00,DESK-1,,-5\n");
        await using var stream = new MemoryStream();
        await new EntriesExport(database.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), Importing.London)
            .RunAsync(stream, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.Equal(EntriesExport.Headings, lines[0]);
        Assert.Equal("1,M1,1,1,C1,DESK,Grant,120,minute,2026-01-01T00:00:00Z,2026-03-15T12:00:00Z,,,,job Import,1,", lines[1]);
        Assert.Equal("2,M1,2,2,C2,WALLET,Grant,5000,GBP:2,2026-01-01T00:00:00Z,2026-03-15T12:00:00Z,,,,job Import,2,", lines[2]);
        Assert.Equal(
            "3,M1,3,1,C1,DESK,Usage,-45,minute,2026-01-05T10:00:00.250Z,2026-03-15T12:00:00Z,M2,DESK-1,"
            + "\"'=HYPERLINK(\"\"x\"\")\",job Import,3,", lines[3]);
        Assert.Equal(
            "4,M1,4,1,C1,DESK,Usage,-15,minute,2026-01-06T10:00:00Z,2026-03-15T12:00:00Z,M1,DESK-1,\"'-5\",job Import,4,", lines[4]);
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public async Task Cells_are_neutralised_quoted_and_kept_as_numbers()
    {
        await using var stream = new MemoryStream();
        await using (var output = CsvOutput.Create(stream, "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r"))
        {
            string?[] texts = ["plain", "", null, "=1", "+1", "-1", "@x", "\tx", "\rx", "a,b", "a;b", "a\"b", "a\nb", "Zoë 😀"];
            foreach (var text in texts) output.WriteField(text);
            output.WriteField(-5);
            output.WriteField(long.MinValue);
            output.WriteField((long?)null);
            output.WriteInstant(new DateTime(2025, 7, 1, 0, 0, 0, 5, DateTimeKind.Utc), Importing.London);
            output.EndRecord();
        }

        const string Texts = "plain,,,\"'=1\",\"'+1\",\"'-1\",\"'@x\",\"'\tx\",\"'\rx\",\"a,b\",a;b,\"a\"\"b\",\"a\nb\",Zoë 😀";
        Assert.Equal(
            $"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r\n{Texts},-5,-9223372036854775808,,2025-07-01T01:00:00.005+01:00\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static async Task<string> CreditsAsync(TestDatabase database)
    {
        await using var stream = new MemoryStream();
        await new CreditsExport(database.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>(),
            Importing.London, database.Clock)
            .RunAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
