using CreditLedger.Data.Import;
using CreditLedger.Data.Tests.Import;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Supply;

/// <summary>R16 through the one writer: what is recorded late, of every move, and its undoing.</summary>
public sealed class LateUsageTests
{
    private static readonly DateTime Now = new(2026, 11, 8, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Imported_uses_of_a_period_that_rolled_over_twice_are_recorded(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        await database.MustImportAsync(ImportKind.Members, "reference,name,email\nM1,Ada Test,\nM2,Ben Test,\n");
        await database.MustImportAsync(ImportKind.Benefits, "reference,name,kind,currency,step_minutes\nROOM,Room time,Time,,15\n");
        await AssignBothAsync(database);
        await database.MustImportAsync(ImportKind.Usages,
            "external_id,member,amount,used_at,benefit\nM1-1,M1,60,2026-09-10 10:00,ROOM\nM2-1,M2,60,2026-09-10 10:00,ROOM\n");
        await AssertLateUseAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_case_late_use_comes_out_as_it_says(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        await ImportBaseAsync(database);
        await AssignBothAsync(database);
        await database.MustImportCaseAsync(ImportKind.Usages, "late-use");
        await AssertLateUseAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_case_steps_comes_out_as_it_says(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc));
        await ImportBaseAsync(database);
        await database.MustImportCaseAsync(ImportKind.Credits, "steps");
        await database.MustImportCaseAsync(ImportKind.Usages, "steps");
        await using var context = database.NewContext();
        Assert.Equal([(15L, 0L), (120, 120)], await context.CreditBalances.OrderBy(sums => sums.CreditId)
            .Select(sums => new ValueTuple<long, long>(sums.Balance + sums.Used, sums.Used)).ToListAsync(Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Undoing_a_late_use_restores_what_rolled_over(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, benefit) = await MemberAsync(database, new RolloverRule(700, 1200));
        var before = await HeldAsync(database);
        var used = Assert.IsType<Done>(await UseAsync(database, member, benefit, 120, "use"));
        Assert.Equal(before.Sum() - 120 + 120, (await HeldAsync(database)).Sum());
        await database.AssertVerifiedAsync();
        Assert.IsType<Done>(await UndoAsync(database, used.PostingId));
        Assert.Equal(before, (await HeldAsync(database))[..before.Count]);
        Assert.All((await HeldAsync(database))[before.Count..], held => Assert.Equal(0, held));
        await database.AssertVerifiedAsync();

        // Again, now that what was granted for it stands undone.
        Assert.IsType<Done>(await UseAsync(database, member, benefit, 120, "again"));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_reversal_lets_what_comes_back_roll_over_as_if_it_had_never_been_used(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 9, 10, 12, 0, 0, DateTimeKind.Utc));
        var (member, benefit) = await MemberAsync(database, new RolloverRule(60, 1200));
        var used = Assert.IsType<Done>(await UseAsync(database, member, benefit, 600, "use", database.Clock.Now));
        database.Clock.Now = Now;
        await database.IssueAsync();
        Assert.IsType<Done>(await UndoAsync(database, used.PostingId));
        Assert.Equal(1_800, (await HeldAsync(database)).Sum());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_went_to_another_member_is_taken_back_unless_it_was_used_there(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, other) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"));
        var benefit = await database.AddBenefitAsync("ROOM");
        var credit = await database.GrantAsync(member, benefit, 300);
        var moved = Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new TransferCommand("move", Actor.User(1)) { CreditIds = [credit], MemberId = other }, Stop));
        database.Clock.Now = Now.AddDays(1);
        await UseAsync(database, other, benefit, 240, "there", database.Clock.Now);
        Assert.IsType<Done>(await UseAsync(database, member, benefit, 45, "late", Now.AddDays(-5)));
        var refusal = Assert.IsType<Refused>(await UseAsync(database, member, benefit, 30, "more", Now.AddDays(-5))).Refusal;
        var skipped = Assert.Single(refusal.Skipped);
        Assert.Equal((15L, SkipReason.MovedAndUsedSince, moved.Entries[1].CreditId),
            (refusal.ShortBy, skipped.Reason, skipped.MovedTo!.Id));
        Assert.Equal("moved to ROOM, transferred and used there since", SkipText.Of(skipped));
        Assert.Equal([0, 15], await HeldAsync(database));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_the_end_of_the_membership_revoked_may_have_been_used_before_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 9, 20, 12, 0, 0, DateTimeKind.Utc));
        var (member, benefit) = await MemberAsync(database, null);
        await using (var context = database.NewContext())
        {
            Assert.IsType<Done>(await database.Store.ExecuteAsync(
                new EndMembershipCommand("end", Actor.User(1))
                {
                    MembershipId = await context.Memberships.Select(row => row.Id).SingleAsync(Stop),
                    When = MembershipEnd.Now,
                    Revoke = true,
                    Description = "left",
                },
                Stop));
        }

        database.Clock.Now = database.Clock.Now.AddDays(2);
        Assert.IsType<Done>(await UseAsync(database, member, benefit, 60, "late"));
        Assert.Equal(SkipReason.Revoked, Assert.Single(Assert.IsType<Refused>(
            await UseAsync(database, member, benefit, 60, "after", database.Clock.Now.AddDays(-1))).Refusal.Skipped).Reason);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_same_late_use_many_times_at_once_is_recorded_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, benefit) = await MemberAsync(database, new RolloverRule(700, 1200));
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => UseAsync(database, member, benefit, 120, "use"), Stop)));
        Assert.Single(results.Select(result => Assert.IsType<Done>(result).PostingId).Distinct());
        await using var context = database.NewContext();
        Assert.Equal(-120, await context.LedgerEntries.Where(entry => entry.Kind == EntryKind.Usage).SumAsync(entry => entry.Amount, Stop));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Late_uses_of_one_import_see_each_other(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, benefit) = await MemberAsync(database, new RolloverRule(700, 1200));
        await using (var session = await database.Store.BeginBulkAsync(Stop))
        {
            var uses = Enumerable.Range(0, 12).Select(number => (LedgerCommand)Use(member, benefit, 60, $"use-{number}", null)).ToList();
            Assert.Equal(10, (await session.ExecuteAsync(uses, Stop)).Count(result => result is Done));
            await session.CommitAsync(Stop);
        }

        await database.AssertVerifiedAsync();
        Assert.Equal(0, (await HeldAsync(database))[0]);
    }

    private static async Task ImportBaseAsync(TestDatabase database)
    {
        foreach (var kind in new[] { ImportKind.Members, ImportKind.Services, ImportKind.Benefits })
            await database.MustImportCaseAsync(kind, "base");
    }

    // M1 on a plan that rolls over, M2 on one that does not, both from 1 September.
    private static async Task AssignBothAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var room = await context.Benefits.Where(benefit => benefit.Reference == "ROOM").Select(benefit => benefit.Id).SingleAsync(Stop);
        var members = await context.Members.OrderBy(member => member.Reference).Select(member => member.Id).ToListAsync(Stop);
        var rolling = await database.AddPlanAsync("Rolls over", (room, 600, Period.Month, new RolloverRule(0, 1200)));
        await database.AssignAsync(members[0], rolling, new DateOnly(2026, 9, 1));
        await database.AssignAsync(members[1], await database.AddPlanAsync("Expires", (room, 600, Period.Month, null)),
            new DateOnly(2026, 9, 1));
    }

    private static async Task AssertLateUseAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        var credits = await context.CreditBalances.OrderBy(sums => sums.OwnerId).ThenBy(sums => sums.StartsAt).ThenBy(sums => sums.CreditId)
            .Select(sums => new { sums.OwnerId, sums.Balance, sums.ExpiresAt }).ToListAsync(Stop);
        var (first, second) = (credits.Min(credit => credit.OwnerId), credits.Max(credit => credit.OwnerId));
        Assert.Equal(1_740, credits.Where(credit => credit.OwnerId == first && credit.ExpiresAt > Now).Sum(credit => credit.Balance));
        Assert.Equal(1_740, credits.Where(credit => credit.OwnerId == first).Sum(credit => credit.Balance));
        Assert.Equal([540L, 600, 600], credits.Where(credit => credit.OwnerId == second).Select(credit => credit.Balance));
        await database.AssertVerifiedAsync();
    }

    // Three periods of 600 minutes from 1 September on, as far as they have begun.
    private static async Task<(long Member, long Benefit)> MemberAsync(TestDatabase database, RolloverRule? rule)
    {
        var (member, benefit) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));
        var plan = await database.AddPlanAsync("Club", (benefit, 600, Period.Month, rule));
        await database.AssignAsync(member, plan, new DateOnly(2026, 9, 1));
        return (member, benefit);
    }

    private static async Task<List<long>> HeldAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        return await context.CreditBalances.OrderBy(sums => sums.CreditId).Select(sums => sums.Balance).ToListAsync(Stop);
    }

    private static UsageCommand Use(long member, long benefit, long amount, string key, DateTime? usedAt) => new(key, Actor.User(1))
    {
        MemberId = member,
        Amount = amount,
        BenefitId = benefit,
        UsedAt = usedAt ?? new DateTime(2026, 9, 10, 9, 0, 0, DateTimeKind.Utc),
        MayGoFurtherBack = true,
    };

    private static Task<Result> UseAsync(
        TestDatabase database, long member, long benefit, long amount, string key, DateTime? usedAt = null) =>
        database.Store.ExecuteAsync(Use(member, benefit, amount, key, usedAt), Stop);

    private static Task<Result> UndoAsync(TestDatabase database, long posting) =>
        database.Store.ExecuteAsync(new ReversalCommand($"undo-{posting}", Actor.User(1)) { PostingId = posting }, Stop);
}
