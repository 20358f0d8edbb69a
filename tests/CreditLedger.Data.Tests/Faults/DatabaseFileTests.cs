using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>What happens to the file under a running site: nothing is acknowledged that is not at its path.</summary>
public sealed class DatabaseFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("moved")]
    [InlineData("deleted")]
    [InlineData("replaced")]
    public async Task Nothing_is_recorded_in_a_file_that_was_moved_away(string how)
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, benefit, file) = (await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"), FileOf(database));
        Assert.IsType<Done>(await RecordAsync(database, member, benefit, "before"));

        if (how == "replaced") File.Copy(file, file + ".other");
        if (how == "deleted") File.Delete(file);
        else File.Move(file, file + ".away");
        if (how == "replaced") File.Move(file + ".other", file);

        var refused = await Assert.ThrowsAsync<SqliteException>(() => RecordAsync(database, member, benefit, "while away"));
        Assert.True(DatabaseFaults.IsOutage(refused));
        Assert.Contains("moved, deleted or replaced", DatabaseFaults.ReasonOf(refused), StringComparison.Ordinal);
        await Assert.ThrowsAsync<SqliteException>(() => database.AddMemberAsync("M2"));
        Assert.Equal(how == "replaced", File.Exists(file));
        if (how == "deleted") return;

        File.Move(file + ".away", file, overwrite: true);
        Assert.IsType<Done>(await RecordAsync(database, member, benefit, "back again"));
        await using var context = database.NewContext();
        Assert.Equal(2, await context.Postings.CountAsync(Stop));
    }

    [Fact]
    public async Task Only_its_owner_may_read_the_file_and_those_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        await using var database = await TestDatabase.CreateAsync();
        await database.AddMemberAsync("M1");
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(FileOf(database) + suffix));
        }
    }

    [Fact]
    public async Task What_an_import_needed_beside_the_file_is_given_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, benefit) = (await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"));
        await using (var session = await database.Store.BeginBulkAsync(Stop))
        {
            await session.ExecuteAsync([.. Enumerable.Range(0, 500).Select(number => new GrantCommand($"grant {number}", Actor.User(1))
            { MemberId = member, BenefitId = benefit, Amount = 60, StartsAt = database.Clock.Now })], Stop);
            await session.CommitAsync(Stop);
        }

        Assert.Equal(0, new FileInfo(FileOf(database) + "-wal").Length);
        await using var context = database.NewContext();
        Assert.Equal(500, await context.Postings.CountAsync(Stop));
    }

    [Fact]
    public async Task A_newer_database_is_refused_with_a_sentence()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");
        var migrator = database.Services.GetRequiredService<IDatabaseMigrator>();
        var refused = await Assert.ThrowsAsync<DatabaseVersionException>(() => migrator.MigrateAsync(Stop));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DatabaseVersionException>(() => migrator.PendingAsync(Stop));
    }

    [Fact]
    public async Task A_backup_taken_while_others_write_holds_all_that_was_acknowledged_before_it_began()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, benefit) = (await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"));
        var backup = database.Services.GetRequiredService<IDatabaseBackup>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var acknowledged = 0;
        var writer = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.IsType<Done>(await RecordAsync(database, member, benefit, $"grant {acknowledged}"));
                Interlocked.Increment(ref acknowledged);
            }
        }, Stop);
        for (var turn = 0; turn < 20; turn++)
        {
            var (before, copy) = (Volatile.Read(ref acknowledged), $"{FileOf(database)}.copy{turn}");
            Assert.True(await backup.BackUpAsync(copy, Stop) > 0);
            try
            {
                await using var restored = TestDatabase.Open(copy, database.Clock);
                Assert.Empty((await restored.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop))
                    .Differences);
                await using var context = restored.NewContext();
                Assert.True(await context.Postings.CountAsync(Stop) >= before);
            }
            finally
            {
                File.Delete(copy);
            }
        }

        await done.CancelAsync();
        await writer;
        Assert.True(acknowledged > 0);
    }

    [Fact]
    public async Task A_restore_takes_the_place_of_a_file_that_nobody_has_open_and_keeps_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, benefit, file) = (await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"), FileOf(database));
        var backup = database.Services.GetRequiredService<IDatabaseBackup>();
        Assert.IsType<Done>(await RecordAsync(database, member, benefit, "kept"));
        await backup.BackUpAsync(file + ".copy", Stop);
        await Assert.ThrowsAsync<IOException>(() => backup.BackUpAsync(file + ".copy", Stop));
        Assert.IsType<Done>(await RecordAsync(database, member, benefit, "lost again"));

        await Assert.ThrowsAsync<IOException>(() => backup.RestoreAsync(file + ".copy", Stop));
        await using (var same = database.NewContext()) Assert.Equal(2, await same.Postings.CountAsync(Stop));

        var elsewhere = file + ".restored";
        await using var stopped = TestDatabase.Open(elsewhere, database.Clock);
        var restoring = stopped.Services.GetRequiredService<IDatabaseBackup>();
        Assert.Null(await restoring.RestoreAsync(file + ".copy", Stop));
        var former = await restoring.RestoreAsync(file + ".copy", Stop);
        Assert.True(File.Exists(former));
        await stopped.Services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Stop);
        await using (var restored = stopped.NewContext()) Assert.Equal(1, await restored.Postings.CountAsync(Stop));
        File.Delete(former!);
        File.Delete(file + ".copy");
    }

    [Fact]
    public async Task A_restore_over_a_damaged_file_does_not_take_over_what_lay_in_its_wal()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (member, benefit, file) = (await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"), FileOf(database));
        Assert.IsType<Done>(await RecordAsync(database, member, benefit, "kept"));
        await database.Services.GetRequiredService<IDatabaseBackup>().BackUpAsync(file + ".copy", Stop);
        Assert.IsType<Done>(await RecordAsync(database, member, benefit, "later"));
        var damaged = file + ".damaged";
        await File.WriteAllTextAsync(damaged, string.Concat(Enumerable.Repeat("garbage ", 2_000)), Stop);
        File.Copy(file + "-wal", damaged + "-wal");
        await File.WriteAllTextAsync(damaged + ".restoring", "left by a process that was killed", Stop);

        await using var stopped = TestDatabase.Open(damaged, database.Clock);
        var former = await stopped.Services.GetRequiredService<IDatabaseBackup>().RestoreAsync(file + ".copy", Stop);
        Assert.False(File.Exists(damaged + "-wal"));
        await using (var restored = stopped.NewContext()) Assert.Equal(1, await restored.Postings.CountAsync(Stop));
        Assert.Empty((await stopped.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
        foreach (var left in new[] { former!, former + "-wal", former + "-shm", file + ".copy" }) File.Delete(left);
    }

    private static string FileOf(TestDatabase database) => new SqliteConnectionStringBuilder(database.Options.ConnectionString).DataSource;

    private static Task<Result> RecordAsync(TestDatabase database, long member, long benefit, string key) => database.Store.ExecuteAsync(
        new GrantCommand(key, Actor.User(1)) { MemberId = member, BenefitId = benefit, Amount = 60, StartsAt = database.Clock.Now }, Stop);
}
