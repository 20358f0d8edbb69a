using CreditLedger.Data.Import;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Import;

/// <summary>Members, services and benefits: created or changed by reference.</summary>
public sealed class CatalogueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Creates_changes_and_leaves_members_and_keeps_them_findable(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.MustImportAsync(ImportKind.Members,
            "reference,name,email,kind,status,tags,joined_on\nM1,Léa " +
                "Ørsted,lea@example.com,Person,Active,vip;new,2025-01-31\nM2,Acme,,Business,Left,,\nM3,Bo,,,,,\n");
        using (var report = await database.ImportAsync(ImportKind.Members,
            "name,reference,tags\nLéa Müller,M1,vip;old\nAcme,M2,\nNew One,M4,x\n"))
            Assert.Equal((1, 1, 1), (report.Counts.Created, report.Counts.Changed, report.Counts.AlreadyThere));

        await using var context = database.NewContext();
        var lea = await context.Members.Include(member => member.Tags).Include(member => member.SearchTerms)
            .SingleAsync(member => member.Reference == "M1", Stop);
        Assert.Equal(("Léa Müller", "lea muller", "lea@example.com", new DateOnly(2025, 1, 31)),
            (lea.Name, lea.SortName, lea.Email, lea.JoinedOn));
        Assert.Equal(["old", "vip"], lea.Tags.Select(tag => tag.Tag).Order());
        Assert.Equal(SearchText.TermsOf("M1", "Léa Müller", "lea@example.com").Order(), lea.SearchTerms.Select(term => term.Term).Order());
        var acme = await context.Members.SingleAsync(member => member.Reference == "M2", Stop);
        Assert.Equal((MemberKind.Business, MemberStatus.Left), (acme.Kind, acme.Status));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Changes_the_services_of_a_benefit_and_leaves_columns_that_are_not_there(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await database.SmallSpaceAsync();
        using (var report = await database.ImportAsync(ImportKind.Benefits,
            "reference,name,kind,services,priority\nROOM,Rooms,time,ROOM-2;DESK-1,7\nWALLET,Wallet,Money,,\n"))
            Assert.Equal((0, 1, 1), (report.Counts.Created, report.Counts.Changed, report.Counts.AlreadyThere));
        await using var context = database.NewContext();
        var room = await context.Benefits.Include(benefit => benefit.Services).ThenInclude(link => link.Service)
            .SingleAsync(benefit => benefit.Reference == "ROOM", Stop);
        Assert.Equal(("Rooms", 7), (room.Name, room.Priority));
        Assert.Equal(["DESK-1", "ROOM-2"], room.Services.Select(link => link.Service!.Reference).Order());
        Assert.Equal("GBP", (await context.Benefits.SingleAsync(benefit => benefit.Reference == "WALLET", Stop)).Currency);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Skips_what_is_refused_only_when_told_and_a_dry_run_keeps_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        const string Text = "reference,name,status\nM1,Ada,Active\nM2,Bo,Gone\nM3,Cy,Left\n";
        foreach (var options in new[] { new ImportOptions(), new ImportOptions(DryRun: true),
            new ImportOptions(DryRun: true, SkipRefused: true) })
        {
            using var report = await database.ImportAsync(ImportKind.Members, Text, options);
            Assert.Equal((false, 2, 1), (report.IsKept, report.Counts.Created, report.Counts.Refused));
            Assert.Equal(0, (await database.RowsAsync()).Members);
        }

        using var posted = await database.ImportAsync(ImportKind.Members, Text, new ImportOptions(SkipRefused: true));
        Assert.Equal("2 created, 0 changed, 1 refused, 0 already there.", posted.Summary());
        Assert.Equal(2, (await database.RowsAsync()).Members);
    }
}
