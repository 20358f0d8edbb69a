using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Bookings;

/// <summary>How a use was paid is changed afterwards (R45), and that is undone (R24).</summary>
public sealed class RepaymentTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime UsedAt = new(2026, 11, 10, 9, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_use_is_paid_with_another_credit_dated_as_it_was_and_undone_as_a_whole(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, time) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("TIME"));
        var (a, b) = (await database.GrantAsync(member, time, 60, expiresAt: Now.AddDays(9)), await database.GrantAsync(member, time, 60));
        var use = await UseAsync(database, member, 45);
        Assert.Equal((15, 60), (await database.BalanceAsync(a), await database.BalanceAsync(b)));

        var repaid = Assert.IsType<Done>(await database.Store.ExecuteAsync(Repay(use, member) with { CreditId = b }, Stop));
        Assert.Equal((60, 15), (await database.BalanceAsync(a), await database.BalanceAsync(b)));
        await using var context = database.NewContext();
        var rows = await context.LedgerEntries.Where(entry => entry.PostingId == repaid.PostingId).OrderBy(entry => entry.Id)
            .Select(entry => new { entry.Kind, entry.CreditId, entry.Amount, entry.UsedAt, entry.OccursAt }).ToListAsync(Stop);
        Assert.Equal([(EntryKind.Reversal, a, 45L), (EntryKind.Usage, b, -45L)], rows.Select(row => (row.Kind, row.CreditId, row.Amount)));
        Assert.All(rows, row => Assert.Equal((UsedAt, UsedAt), (row.UsedAt, row.OccursAt)));

        // The same way twice is nothing; what was paid before does not stand any more.
        Assert.Equal(RefusedField.Benefit, await RefusedFieldAsync(database, Repay(repaid.PostingId, member) with { CreditId = b }));
        Assert.IsType<NotFound>(await database.Store.ExecuteAsync(Repay(use, member) with { CreditId = b }, Stop));

        Assert.IsType<Done>(await database.Store.ExecuteAsync(Undo(repaid.PostingId), Stop));
        Assert.Equal((15, 60), (await database.BalanceAsync(a), await database.BalanceAsync(b)));
        Assert.Equal(RefusalReason.NotReversible, Assert.IsType<Refused>(
            await database.Store.ExecuteAsync(Undo(repaid.PostingId), Stop)).Refusal.Reason);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_use_is_charged_to_another_member_and_counted_in_one_unit_only(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (one, other) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"));
        var time = await database.AddBenefitAsync("TIME");
        var day = await database.AddBenefitAsync("DAY", BenefitKind.Uses);
        var (a, b) = (await database.GrantAsync(one, time, 60), await database.GrantAsync(other, time, 30));
        await database.GrantAsync(one, day, 60);
        var use = await UseAsync(database, one, 45);

        // 45 of 30 is short, and days are no minutes: nothing is recorded.
        var short45 = Repay(use, one) with { ChargedId = other };
        Assert.Equal(RefusalReason.NotEnough, Assert.IsType<Refused>(await database.Store.ExecuteAsync(short45, Stop)).Refusal.Reason);
        Assert.Equal(RefusedField.Benefit, await RefusedFieldAsync(database, Repay(use, one) with { Kind = null, BenefitId = day }));
        Assert.Equal((15, 30), (await database.BalanceAsync(a), await database.BalanceAsync(b)));

        var more = await database.GrantAsync(other, time, 30);
        var charged = Assert.IsType<Done>(await database.Store.ExecuteAsync(Repay(use, one) with { ChargedId = other }, Stop)).PostingId;
        Assert.Equal((60, 0, 15), (await database.BalanceAsync(a), await database.BalanceAsync(b), await database.BalanceAsync(more)));
        Assert.Equal(RefusedField.Member, await RefusedFieldAsync(database, Undo(charged) with { MemberIds = [one] }));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Undo(charged), Stop));
        Assert.Equal((15, 30, 30), (await database.BalanceAsync(a), await database.BalanceAsync(b), await database.BalanceAsync(more)));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Paid_with_another_credit_after_a_rollover_everything_is_as_if_it_had_been_paid_so_at_once(string provider)
    {
        var balances = new List<string>();
        foreach (var atOnce in new[] { true, false })
        {
            await using var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 10, 20, 12, 0, 0, DateTimeKind.Utc));
            var (member, time) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("TIME"));
            var plan = await database.AddPlanAsync("Pro", (time, 600, Period.Month, new RolloverRule(0, 240)));
            await database.AssignAsync(member, plan, new DateOnly(2026, 10, 1));
            await database.GrantAsync(member, time, 120);
            await database.IssueAsync();
            var credits = await database.BalancesAsync();
            var (given, month) = (credits.Single(row => row.Balance == 120).CreditId, credits.Single(row => row.Balance == 600).CreditId);
            var usedAt = new DateTime(2026, 10, 18, 9, 0, 0, DateTimeKind.Utc);
            var use = await UseAsync(database, member, 120, usedAt, atOnce ? given : month);
            await UseAsync(database, member, 360, usedAt, month);
            database.Clock.Now = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
            await database.IssueAsync();
            if (!atOnce)
                Assert.IsType<Done>(await database.Store.ExecuteAsync(Repay(use, member, usedAt) with { CreditId = given }, Stop));
            balances.Add(string.Join(", ", (await database.BalancesAsync()).Select(row => row.Balance)));
            await database.AssertVerifiedAsync();
        }

        // 600 less 360 are left of October, and 240 of them move on.
        Assert.Equal("0, 0, 240, 600", balances[0]);
        Assert.Equal(balances[0], balances[1]);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_booking_follows_the_member_who_is_charged(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (one, other) = (await database.AddMemberAsync("M-1"), await database.AddMemberAsync("M-2"));
        var (time, service) = (await database.AddBenefitAsync("TIME"), await database.AddServiceAsync("ROOM"));
        var (a, b) = (await database.GrantAsync(one, time, 120), await database.GrantAsync(other, time, 120));
        var startsAt = new DateTime(2026, 11, 25, 10, 0, 0, DateTimeKind.Utc);
        var made = Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Book(one, service, startsAt, 60), Stop));
        var repay = new RepayCommand("repay", Actor.User(1))
        {
            PostingId = made.PostingId,
            UserId = one,
            UsedAt = Now,
            OccursAt = startsAt,
            BookingId = made.Id,
            ChargedId = other,
            Kind = BenefitKind.Time,
        };
        Assert.IsType<Done>(await database.Store.ExecuteAsync(repay, Stop));
        Assert.Equal((120, 60), (await database.BalanceAsync(a), await database.BalanceAsync(b)));
        Assert.Equal(["25 Nov 10:00 Booked 60: used 60, committed 0, missing 0"], await database.BookingsAsync());
        await using (var context = database.NewContext())
            Assert.Equal(other, (await context.Bookings.SingleAsync(Stop)).MemberId);

        Assert.IsType<Done>(await database.Store.ExecuteAsync(BookingSpace.Cancel(made.Id), Stop));
        Assert.Equal((120, 120), (await database.BalanceAsync(a), await database.BalanceAsync(b)));
        await database.AssertVerifiedAsync();
    }

    [Fact]
    public async Task Fifty_at_once_pay_once()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite", Now);
        var (member, time) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("TIME"));
        var (a, b) = (await database.GrantAsync(member, time, 60, expiresAt: Now.AddDays(9)), await database.GrantAsync(member, time, 60));
        var use = await UseAsync(database, member, 45);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(
            () => database.Store.ExecuteAsync(Repay(use, member) with { IdempotencyKey = $"repay-{number}", CreditId = b }, Stop), Stop)));
        Assert.Single(results.OfType<Done>());
        Assert.Equal((60, 15), (await database.BalanceAsync(a), await database.BalanceAsync(b)));
        await database.AssertVerifiedAsync();
    }

    private static RepayCommand Repay(long posting, long user, DateTime? usedAt = null) => new(Guid.NewGuid().ToString("N"), Actor.User(1))
    {
        PostingId = posting,
        UserId = user,
        UsedAt = usedAt ?? UsedAt,
        OccursAt = usedAt ?? UsedAt,
        Kind = BenefitKind.Time,
    };

    private static ReversalCommand Undo(long posting) => new(Guid.NewGuid().ToString("N"), Actor.User(1)) { PostingId = posting };

    private static async Task<long> UseAsync(
        TestDatabase database, long member, long amount, DateTime? usedAt = null, long? credit = null) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(new UsageCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
        {
            MemberId = member,
            Amount = amount,
            CreditId = credit,
            Kind = credit is null ? BenefitKind.Time : null,
            UsedAt = usedAt ?? UsedAt,
        }, Stop)).PostingId;

    private static async Task<RefusedField> RefusedFieldAsync(TestDatabase database, LedgerCommand command) =>
        Assert.IsAssignableFrom<Refused>(await database.Store.ExecuteAsync(command, Stop)).Refusal.Field;
}
