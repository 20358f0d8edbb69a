using CreditLedger.Data.Tests.Supply;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Supply;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>
/// Every writing statement of every posting operation fails once: nothing is left of it, and the same request succeeds afterwards.
/// </summary>
public sealed class FailingWriteTests
{
    private static readonly string[] Acts =
    [
        "grant", "split usage", "adjustment", "reversal", "extension", "transfer", "revocation of many", "undone transfer",
        "sale", "assignment", "end of a membership", "undone part", "approved adjustment", "request to an admin", "lock date",
        "late usage",
    ];

    private static readonly string[] Statements =
    [
        "BEFORE INSERT ON Postings", "AFTER INSERT ON Postings", "AFTER INSERT ON Credits", "BEFORE INSERT ON LedgerEntries",
        "AFTER INSERT ON LedgerEntries",
        "AFTER INSERT ON CreditBalances", "AFTER UPDATE ON CreditBalances", "AFTER INSERT ON Sales", "AFTER INSERT ON Memberships",
        "AFTER INSERT ON MembershipLines", "AFTER INSERT ON MembershipCredits", "AFTER UPDATE ON Memberships", "AFTER INSERT ON Requests",
        "AFTER INSERT ON ApprovalRequests", "AFTER UPDATE ON ApprovalRequests", "AFTER UPDATE ON SiteSettings",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, string> EveryActAndStatement => new(Acts, Statements);

    [Theory, MemberData(nameof(EveryActAndStatement))]
    public async Task A_statement_that_fails_leaves_nothing_and_the_act_succeeds_later(string name, string statement)
    {
        await using var database = await TestDatabase.CreateAsync();
        var act = await PrepareAsync(database, name);
        var before = await RowsAsync(database);
        await database.ExecuteAsync($"CREATE TRIGGER fault {statement} BEGIN SELECT RAISE(ABORT, 'fault'); END");

        var concerned = Concerns(name, statement);
        if (concerned)
            Assert.Contains("fault", (await Assert.ThrowsAsync<SqliteException>(() => database.Store.ExecuteAsync(act, Stop))).Message,
            StringComparison.Ordinal);
        if (concerned) Assert.Equal(before, await RowsAsync(database));

        await database.ExecuteAsync("DROP TRIGGER fault");
        Assert.IsType<Done>(await database.Store.ExecuteAsync(act, Stop));
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }

    [Fact]
    public async Task The_second_row_of_a_split_usage_fails_and_the_first_is_not_left_behind()
    {
        await using var database = await TestDatabase.CreateAsync();
        var act = await PrepareAsync(database, "split usage");
        var before = await RowsAsync(database);
        await database.ExecuteAsync(
            "CREATE TRIGGER fault AFTER INSERT ON LedgerEntries WHEN NEW.Sequence = 4 BEGIN SELECT RAISE(ABORT, 'fault'); END");
        await Assert.ThrowsAsync<SqliteException>(() => database.Store.ExecuteAsync(act, Stop));
        Assert.Equal(before, await RowsAsync(database));
    }

    [Fact]
    public async Task The_row_of_the_second_owner_of_a_transfer_fails_and_the_first_is_not_left_behind()
    {
        await using var database = await TestDatabase.CreateAsync();
        var act = await PrepareAsync(database, "transfer");
        var before = await RowsAsync(database);
        await database.ExecuteAsync(
            "CREATE TRIGGER fault AFTER INSERT ON LedgerEntries WHEN NEW.Kind = 1 BEGIN SELECT RAISE(ABORT, 'fault'); END");
        await Assert.ThrowsAsync<SqliteException>(() => database.Store.ExecuteAsync(act, Stop));
        Assert.Equal(before, await RowsAsync(database));
    }

    [Fact]
    public async Task A_full_disk_refuses_whole_and_the_store_goes_on_when_there_is_room_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var member = await database.AddMemberAsync("M-1");
        await database.GrantAsync(member, await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 1_000_000);
        await using (var session = await database.Store.BeginBulkAsync(Stop))
        {
            // Pages are counted per connection: fill the one that writes.
            session.Run("PRAGMA max_page_count = 1");
            var full = await Assert.ThrowsAsync<SqliteException>(async () =>
            {
                for (var chunk = 0; chunk < 50; chunk++)
                    await session.ExecuteAsync([.. Enumerable.Range(chunk * 200, 200).Select(number => Use(member, number))], Stop);
            });
            Assert.Equal(SQLitePCL.raw.SQLITE_FULL, full.SqliteErrorCode);
        }

        await using (var session = await database.Store.BeginBulkAsync(Stop)) session.Run("PRAGMA max_page_count = 1073741823");
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(member, 0), Stop));
        await using var context = database.NewContext();
        Assert.Equal(2, await context.LedgerEntries.CountAsync(Stop));
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }

    private static UsageCommand Use(long member, int number) =>
        new($"use-{number}", Actor.User(1)) { MemberId = member, Amount = 1, Kind = BenefitKind.Uses };

    private static bool Concerns(string act, string statement) => statement switch
    {
        "AFTER INSERT ON Requests" => true,
        "AFTER UPDATE ON SiteSettings" => act == "lock date",
        _ when act == "lock date" => false,
        "AFTER INSERT ON Credits" or "AFTER INSERT ON CreditBalances" =>
            act is "grant" or "extension" or "transfer" or "sale" or "assignment" or "late usage",
        "AFTER INSERT ON ApprovalRequests" => act == "request to an admin",
        "AFTER UPDATE ON ApprovalRequests" => act == "approved adjustment",
        _ when act == "request to an admin" => false,
        "AFTER UPDATE ON CreditBalances" => act is not ("grant" or "sale" or "assignment"),
        "AFTER INSERT ON Sales" => act == "sale",
        "AFTER INSERT ON Memberships" or "AFTER INSERT ON MembershipLines" => act == "assignment",
        "AFTER INSERT ON MembershipCredits" => act is "assignment" or "late usage",
        "AFTER UPDATE ON Memberships" => act == "end of a membership",
        _ => true,
    };

    private static async Task<LedgerCommand> PrepareAsync(TestDatabase database, string name)
    {
        var member = await database.AddMemberAsync("M-1");
        var benefit = await database.AddBenefitAsync("ROOM");
        var credit = await database.GrantAsync(member, benefit, 60);
        await database.GrantAsync(member, benefit, 60);
        switch (name)
        {
            case "grant":
                return new GrantCommand("act", Actor.User(1)) { MemberId = member, BenefitId = benefit, Amount = 30 };
            case "split usage":
                return new UsageCommand("act", Actor.User(1)) { MemberId = member, Amount = 90, Kind = BenefitKind.Time };
            case "adjustment":
                return new AdjustmentCommand("act", Actor.User(1)) { CreditId = credit, By = 15, Description = "late opening" };
            case "extension":
                return new ExtensionCommand("act", Actor.User(1))
                {
                    CreditIds = [await database.GrantAsync(member, benefit, 60, expiresAt: database.Clock.Now.AddDays(2))],
                    ExpiresAt = null
                };
            case "transfer":
                return new TransferCommand("act", Actor.User(1)) { CreditIds = [credit], MemberId = await database.AddMemberAsync("M-2") };
            case "revocation of many":
                var others = await database.GrantAsync(await database.AddMemberAsync("M-2"), benefit, 60);
                return new RevocationCommand("act", Actor.User(1)) { CreditIds = [credit, others], Description = "left" };
            case "sale":
                var (product, today) = (await database.AddProductAsync("Pack"), new DateOnly(2026, 3, 15));
                return new SellProductCommand("act", Actor.User(1)) { MemberId = member, ProductId = product, SoldOn = today };
            case "assignment":
                var (plan, january) = (await PlanAsync(database, benefit), new DateOnly(2026, 1, 31));
                return new AssignPlanCommand("act", Actor.User(1)) { MemberId = member, PlanId = plan, StartsOn = january };
            case "end of a membership":
                var assigned = await database.AssignAsync(member, await PlanAsync(database, benefit), new DateOnly(2026, 3, 1));
                return new EndMembershipCommand("act", Actor.User(1))
                {
                    MembershipId = assigned.Id,
                    When = MembershipEnd.Now,
                    Revoke = true,
                    Description = "left",
                };
            case "lock date":
                return new SetLockDateCommand("act", Actor.User(1)) { LockedUpTo = new DateOnly(2026, 2, 28), SeenVersion = 1 };
            case "late usage":
                // It takes from what rolled over into March, and that is topped up to its least again.
                var least = await database.AddPlanAsync("Least", (benefit, 60, Period.Month, new RolloverRule(60, null)));
                await database.AssignAsync(member, least, new DateOnly(2026, 2, 1));
                return new UsageCommand("act", Actor.User(1))
                {
                    MemberId = member,
                    Amount = 30,
                    BenefitId = benefit,
                    UsedAt = new DateTime(2026, 2, 10, 12, 0, 0, DateTimeKind.Utc),
                };
            case "undone transfer":
                var moved = (Done)await database.Store.ExecuteAsync(
                    new TransferCommand("moved", Actor.User(1)) { CreditIds = [credit], MemberId = await database.AddMemberAsync("M-2") },
                    Stop);
                return new ReversalCommand("act", Actor.User(1)) { PostingId = moved.PostingId };
            case "undone part":
                var second = await database.GrantAsync(await database.AddMemberAsync("M-2"), benefit, 60);
                var revoked = (Done)await database.Store.ExecuteAsync(
                    new RevocationCommand("revoked", Actor.User(1)) { CreditIds = [credit, second], Description = "left" }, Stop);
                return new ReversalCommand("act", Actor.User(1)) { PostingId = revoked.PostingId, MemberIds = [member] };
            case "request to an admin":
                return Asking("act");
            case "approved adjustment":
                var asked = (Done)await database.Store.ExecuteAsync(Asking("asked"), Stop);
                return new AdjustmentCommand("act", Actor.User(1))
                { CreditId = credit, By = 15, Description = "late opening", Approval = new ApprovalOf(asked.Id, "/form") };
            default:
                var used = (Done)await database.Store.ExecuteAsync(
                    new UsageCommand("used", Actor.User(1)) { MemberId = member, Amount = 90, Kind = BenefitKind.Time }, Stop);
                return new ReversalCommand("act", Actor.User(1)) { PostingId = used.PostingId };
        }
    }

    private static AskApprovalCommand Asking(string key) =>
        new(key, Actor.User(2)) { Path = "/form", Fields = "{}", Summary = "Adds 15 min" };

    private static Task<long> PlanAsync(TestDatabase database, long benefit) =>
        database.AddPlanAsync("Club", (benefit, 60, Period.Month, new RolloverRule(0, null)));

    private static async Task<(int Postings, int Credits, int Entries, long Balance, int Supplies, int Ended)> RowsAsync(
        TestDatabase database)
    {
        await using var context = database.NewContext();
        var (sales, memberships) = (await context.Sales.CountAsync(Stop), await context.Memberships.CountAsync(Stop));
        return (await context.Postings.CountAsync(Stop), await context.Credits.CountAsync(Stop),
            await context.LedgerEntries.CountAsync(Stop),
            await context.CreditBalances.SumAsync(sums => sums.Balance, Stop),
            sales + memberships + await context.MembershipCredits.CountAsync(Stop),
            await context.Memberships.CountAsync(membership => membership.EndsAt != null, Stop));
    }
}
