using System.Globalization;
using CreditLedger.Data.Import;
using CreditLedger.Data.Tests.Faults;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Import;

/// <summary>What was imported and undone is imported again, once each time (R9).</summary>
public sealed class UndoneImportTests
{
    private const string Credits = "external_id,member,benefit,amount,starts_at\nK1,M1,ROOM,600,2026-03-01 00:00\n";
    private const string Usages = "external_id,member,amount,used_at,credit\nU1,M1,60,2026-03-10 10:00,K1\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_of_the_case_are_recorded_again_and_the_outcome_says_so()
    {
        var (basis, files) = (Importing.SharedCase("base"), Importing.SharedCase("undone-import"));
        await using var database = await TestDatabase.CreateAsync(now: new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc));
        foreach (var kind in new[] { ImportKind.Members, ImportKind.Services, ImportKind.Benefits })
            await database.MustImportAsync(kind, await ReadAsync(basis, $"{kind}.csv".ToLowerInvariant()));
        var credits = await ReadAsync(files, "credits.csv");
        await database.MustImportAsync(ImportKind.Credits, credits);
        var usages = await ReadAsync(files, "usages.csv");
        await database.MustImportAsync(ImportKind.Usages, usages);
        Assert.Equal(540, await BalanceAsync(database));

        await UndoAsync(database, "import:usage:U1");
        await AgainAsync(database, ImportKind.Usages, await ReadAsync(files, "usages-corrected.csv"));
        Assert.Equal(510, await BalanceAsync(database));
        await UndoAsync(database, "import:usage:U1");
        await AgainAsync(database, ImportKind.Usages, usages);
        Assert.Equal(540, await BalanceAsync(database));
        await UndoAsync(database, "import:usage:U1");
        await UndoAsync(database, "import:credit:C1");
        await AgainAsync(database, ImportKind.Credits, credits);
        Assert.Equal(600, await BalanceAsync(database));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_corrected_usage_is_generation_two_and_the_wrong_one_does_not_come_back(string provider)
    {
        await using var database = await SpaceAsync(provider);
        await UndoAsync(database, "import:usage:U1");
        var corrected = Usages.Replace("60", "90", StringComparison.Ordinal);

        await AgainAsync(database, ImportKind.Usages, corrected);

        Assert.Equal(510, await BalanceAsync(database));
        await using var context = database.NewContext();
        Assert.Equal([1, 2], await context.Requests.Where(request => request.IdempotencyKey == "import:usage:U1")
            .OrderBy(request => request.Generation).Select(request => request.Generation).ToListAsync(Stop));
        using var wrong = await database.ImportAsync(ImportKind.Usages, Usages);
        Assert.Contains("imported before with other content", Assert.Single(wrong.Refusals()).Reason, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_credit_whose_grant_was_undone_comes_again_and_its_plain_id_means_the_new_one(string provider)
    {
        await using var database = await SpaceAsync(provider);
        await UndoAsync(database, "import:usage:U1");
        await UndoAsync(database, "import:credit:K1");

        await AgainAsync(database, ImportKind.Credits, Credits);
        await AgainAsync(database, ImportKind.Usages, Usages);

        await using var context = database.NewContext();
        Assert.Equal([(1, 0L), (2, 540L)], (await context.Credits.Where(credit => credit.ExternalId == "K1")
            .OrderBy(credit => credit.Id).Select(credit => new { credit.Generation, credit.Balance!.Balance }).ToListAsync(Stop))
            .Select(credit => (credit.Generation, credit.Balance)));

        // Another way to the same id is closed while it stands.
        var taken = await database.Store.ExecuteAsync(
            new GrantCommand("other", Actor.User(1)) { MemberId = 1, BenefitId = 2, Amount = 60, ExternalId = "K1" }, Stop);
        Assert.Equal(RefusedField.Whole, Assert.IsType<Refused>(taken).Refusal.Field);
    }

    [Fact]
    public async Task Several_at_once_are_counted_and_a_check_without_recording_says_what_would_be()
    {
        await using var database = await SpaceAsync("sqlite");
        await database.MustImportAsync(ImportKind.Usages, Usages.Replace("U1", "U2", StringComparison.Ordinal));
        foreach (var key in new[] { "import:usage:U1", "import:usage:U2" }) await UndoAsync(database, key);
        var both = Usages + "U2,M1,60,2026-03-10 10:00,K1\nU3,M1,60,2026-03-10 10:00,K1\n";

        using var check = await database.ImportAsync(ImportKind.Usages, both, new ImportOptions(DryRun: true));

        Assert.Contains("3 would be posted (3 entries), 2 of them imported again after they were undone", check.Summary(),
            StringComparison.Ordinal);
        Assert.Equal(600, await BalanceAsync(database));
    }

    [Fact]
    public async Task A_form_that_is_sent_again_after_its_work_was_undone_does_nothing()
    {
        await using var database = await SpaceAsync("sqlite");
        var form = new UsageCommand("form", Actor.User(1)) { MemberId = 1, Amount = 60, Kind = BenefitKind.Time };
        await database.Store.ExecuteAsync(form, Stop);
        await UndoAsync(database, "form");

        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(form, Stop)).IsReplay);
        Assert.Equal(540, await BalanceAsync(database));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_that_import_it_again_at_once_record_it_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10);
        Assert.Equal(1, await SecondProcess.ImportAgainAsync(database.Store, member, threads: 4));
        for (var round = 1; round <= 2; round++)
        {
            await UndoAsync(database, "import:usage:U1");
            using var other = SecondProcess.Start(database, "again", member.ToString(CultureInfo.InvariantCulture), "4", "1");
            var here = await SecondProcess.ImportAgainAsync(database.Store, member, threads: 4);
            var there = await other.StandardOutput.ReadToEndAsync(Stop);
            await other.WaitForExitAsync(Stop);
            Assert.True(other.ExitCode == 0, await other.StandardError.ReadToEndAsync(Stop));
            Assert.Equal(1, here + int.Parse(there, CultureInfo.InvariantCulture));
        }

        await using var context = database.NewContext();
        Assert.Equal(9, await context.CreditBalances.SumAsync(credit => credit.Balance, Stop));
    }

    private static async Task<TestDatabase> SpaceAsync(string provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        await database.SmallSpaceAsync();
        await database.MustImportAsync(ImportKind.Credits, Credits);
        await database.MustImportAsync(ImportKind.Usages, Usages);
        return database;
    }

    // Again, and once more: then it changes nothing.
    private static async Task AgainAsync(TestDatabase database, ImportKind kind, string text)
    {
        using (var again = await database.ImportAsync(kind, text))
        {
            Assert.True(again.IsKept, string.Join('\n', again.Refusals()));
            Assert.Equal("1 posted (1 entry), 1 of them imported again after it was undone, 0 refused, 0 already there.", again.Summary());
        }

        var before = await database.RowsAsync();
        using var same = await database.ImportAsync(kind, text);
        Assert.Equal("0 posted (0 entries), 0 refused, 1 already there.", same.Summary());
        Assert.Equal(before, await database.RowsAsync());
    }

    private static async Task UndoAsync(TestDatabase database, string key)
    {
        await using var context = database.NewContext();
        var posting = await context.Requests.Where(request => request.IdempotencyKey == key)
            .OrderByDescending(request => request.Generation).Select(request => request.PostingId!.Value).FirstAsync(Stop);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new ReversalCommand($"undo-{posting}", Actor.User(1)) { PostingId = posting }, Stop));
    }

    private static async Task<long> BalanceAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.CreditBalances.Where(credit => credit.BenefitKind == BenefitKind.Time && credit.ExpiresAt > database.Clock.Now)
            .SumAsync(credit => credit.Balance, Stop);
    }

    private static Task<string> ReadAsync(string folder, string file) => File.ReadAllTextAsync(Path.Combine(folder, file), Stop);
}
