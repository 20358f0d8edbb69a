using CreditLedger.Data.Import;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Every column's bad values: named by line, column and reason, and nothing of the file posted.</summary>
public sealed class BadRowTests
{
    private static readonly string TooLong = new('x', 501);

    public static TheoryData<ImportKind, string, string, string, string> Rows => new()
    {
        { ImportKind.Members, "reference,name", ",Ada", "reference", "reference is empty" },
        { ImportKind.Members, "reference,name", "M9,", "name", "name is empty" },
        { ImportKind.Members, "reference,name", "M9," + TooLong, "name", "has 501 characters: at most 200" },
        { ImportKind.Members, "reference,name", "M9,Ada,too many", "", "The row has 3 cells, the heading 2" },
        { ImportKind.Members, "reference,name", "M9,A\"da", "", "A quote stands where none may" },
        { ImportKind.Members, "reference,name", "M9,A\0da", "name", "NUL" },
        { ImportKind.Members, "reference,name", "M9,A\u0007da", "name", "control character" },
        { ImportKind.Members, "reference,name", "M9,\"Ada\nLovelace\"", "name", "line break" },
        { ImportKind.Members, "reference,name,email", "M9,Ada,nobody", "email", "not an e-mail address" },
        { ImportKind.Members, "reference,name,kind", "M9,Ada,Cat", "kind", "it must be Person or Business" },
        { ImportKind.Members, "reference,name,status", "M9,Ada,1", "status", "it must be Active, Suspended or Left" },
        { ImportKind.Members, "reference,name,tags", "M9,Ada," + new string('t', 51), "tags", "longer than 50" },
        { ImportKind.Members, "reference,name,joined_on", "M9,Ada,31.12.2025", "joined_on", "write it as 2025-01-31" },
        { ImportKind.Members, "reference,name,joined_on", "M9,Ada,2025-02-30", "joined_on", "not a day" },
        { ImportKind.Services, "reference,name,interval_minutes", "S9,Desk,0", "interval_minutes", "from 1 to 1440" },
        { ImportKind.Services, "reference,name,price", "S9,Desk,5", "currency", "has a currency" },
        { ImportKind.Services, "reference,name,price,currency", "S9,Desk,5.50,GBP", "price", "not a whole number" },
        { ImportKind.Services, "reference,name,currency", "S9,Desk,XXQ", "currency", "ISO 4217" },
        { ImportKind.Benefits, "reference,name,kind", "B9,Desk,Sleep", "kind", "it must be Money, Time, Printing, Uses or Pass" },
        { ImportKind.Benefits, "reference,name,kind", "B9,Wallet,Money", "currency", "counted in a currency" },
        { ImportKind.Benefits, "reference,name,kind,currency", "B9,Desk,Time,GBP", "currency", "not counted in a currency" },
        { ImportKind.Benefits, "reference,name,kind,services", "B9,Desk,Time,NOPE", "services", "no service 'NOPE'" },
        { ImportKind.Benefits, "reference,name,kind,step_minutes", "B9,Tickets,Uses,15", "step_minutes", "Only time moves in steps" },
        { ImportKind.Benefits, "reference,name,kind,priority", "B9,Desk,Time,1001", "priority", "from 0 to 1000" },
        { ImportKind.Benefits, "reference,name,kind,shared", "B9,Desk,Time,maybe", "shared", "true, false" },
        { ImportKind.Benefits, "reference,name,kind", "DESK,Desk time,Uses", "kind", "is Time and cannot change" },
        { ImportKind.Benefits, "reference,name,kind,currency", "WALLET,Wallet,Money,EUR", "currency", "is GBP and cannot change" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C9,M8,DESK,60,2026-01-01 00:00", "member", "no member 'M8'" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C9,M1,desk,60,2026-01-01 00:00", "benefit",
            "no benefit 'desk'" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C9,M1,DESK,0,2026-01-01 00:00", "amount", "at least 1" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C9,M1,DESK,9223372036854775808,2026-01-01 00:00", "amount",
            "not a whole number" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C9,M1,DESK,50,2026-01-01 00:00", "amount", "Use 45 or 60" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C9,M1,DESK,60,2026-01-01", "starts_at", "not an instant" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at,expires_at", "C9,M1,DESK,60,2026-01-02 00:00,2026-01-02 00:00",
            "expires_at", "after it starts" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at,source", "C9,M1,DESK,60,2026-01-02 00:00,Rollover", "source",
            "it must be Plan, Product, Manual or Import" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at,description", "C9,M1,DESK,60,2026-01-02 00:00," + TooLong,
            "description", "at most 500" },
        { ImportKind.Credits, "external_id,member,benefit,amount,starts_at", "C1,M1,DESK,60,2026-01-01 00:00", "external_id",
            "imported before with other content" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", "U9,M1,-15,2026-01-05 10:00,DESK-1", "amount", "at least 1" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", "U9,M1,20,2026-01-05 10:00,DESK-1", "amount", "Use 15 or 30" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", "U9,M1,15,2030-01-05 10:00,DESK-1", "used_at",
            "lies in the future" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", "U9,M1,135,2026-01-05 10:00,DESK-1", "amount",
            "Short by 15 min: 2 h of 2 h 15 min is available. DESK time" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", "U9,M1,15,2026-01-05 10:00,ROOM-1", "amount",
            "does not cover the service" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", "U9,M1,15,2026-02-05 10:00,DESK-1", "amount", "expired by then" },
        { ImportKind.Usages, "external_id,member,amount,used_at", "U9,M1,15,2026-01-05 10:00", "benefit", "Name what to use" },
        { ImportKind.Usages, "external_id,member,amount,used_at,benefit,kind", "U9,M1,15,2026-01-05 10:00,DESK,Time", "kind",
            "Name one of" },
        { ImportKind.Usages, "external_id,member,amount,used_at,credit", "U9,M1,15,2026-01-05 10:00,C9", "credit",
            "no credit with the external_id 'C9'" },
        { ImportKind.Usages, "external_id,member,amount,used_at,credit", "U9,M2,15,2026-01-05 10:00,C1", "credit",
            "no such credit that this member may use" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service,used_by", "U9,M1,15,2026-01-05 10:00,DESK-1,M7", "used_by",
            "no member 'M7'" },
        { ImportKind.Usages, "external_id,member,amount,used_at,service", new string('u', 181) + ",M1,15,2026-01-05 10:00,DESK-1",
            "external_id", "at most 180" },
    };

    [Theory, MemberData(nameof(Rows))]
    public async Task Refuses_the_row_by_line_column_and_reason_and_posts_nothing(
        ImportKind kind, string headings, string row, string column, string reason)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        var before = await database.RowsAsync();

        using var report = await database.ImportAsync(kind, $"{headings}\n\n{row}\n");
        Assert.False(report.IsKept);
        Assert.Equal(1, report.Counts.Refused);
        var refused = report.Refusals().First();
        Assert.Equal((3, column), (refused.Line, refused.Column ?? ""));
        Assert.Contains(reason, refused.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await database.RowsAsync());
    }

    [Fact]
    public async Task A_name_that_is_there_twice_is_refused_with_the_line_of_the_first()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        using var members = await database.ImportAsync(ImportKind.Members, "reference,name\nX1,\"Ada\"\nX2,Bo\nX1,Cy\n");
        Assert.Equal(new RefusedRow(4, "reference", "'X1' is on line 2 already. Each reference may be there once."),
            Assert.Single(members.Refusals()));
        using var usages = await database.ImportAsync(
            ImportKind.Usages,
            "external_id,member,amount,used_at,service\nU1,M1,15,2026-01-05 10:00,DESK-1\nU1,M1,15,2026-01-05 10:00,DESK-1\n");
        Assert.Contains("on line 2 already", Assert.Single(usages.Refusals()).Reason, StringComparison.Ordinal);
        Assert.False(usages.IsKept);
    }

    [Fact]
    public async Task Lists_every_refused_row_with_its_physical_line_and_all_that_is_wrong_with_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SmallSpaceAsync();
        const string Text =
            "external_id,member,amount,used_at,service,description\nU1,M1,60,2026-01-06 10:00,DESK-1,\"two\nlines\"\nU2,M9,x,2026-01-05 " +
                "10:00,DESK-1,\nU3,M1,90,2026-01-05 10:00,DESK-1,\n";
        using var report = await database.ImportAsync(ImportKind.Usages, Text, new ImportOptions(SkipRefused: true));

        // U3 happened before U1 and takes what it needs; U1 comes too late.
        Assert.Equal([(2L, "amount"), (4L, "member"), (4L, "amount")],
            report.Refusals().Select(refused => (refused.Line, refused.Column!)));
        Assert.Equal((3, 1, 2), (report.Counts.Rows, report.Counts.Posted, report.Counts.Refused));
        Assert.Equal(3, (await database.RowsAsync()).Postings);
    }
}
