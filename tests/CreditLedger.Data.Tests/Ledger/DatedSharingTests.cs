using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>
/// R13 through the one writer: rights and caps with days, named benefits, and what figures say of them. It is 25 Jan 2027.
/// </summary>
public sealed class DatedSharingTests
{
    private static readonly DateTime Now = new(2027, 1, 25, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Who_joined_on_the_20th_and_left_on_the_22nd_is_recorded_in_between_and_refused_before(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database);
        var ben = await AddBenAsync(database, space, new DateOnly(2027, 1, 20));

        var early = Assert.IsType<Refused>(await database.Store.ExecuteAsync(Use(ben, 10), Stop)).Refusal;
        Assert.EndsWith("Ben Lee may use these credits from 20 Jan 2027.", early.Message, StringComparison.Ordinal);
        Assert.Equal([(space.SharedCredit, SkipReason.NotShared)], early.Skipped.Select(skip => (skip.CreditId, skip.Reason)));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(ben, 20), Stop));

        await ChangeAsync(database, space, version => new RemoveGroupMemberCommand($"leave-{version}", Actor.User(1))
        { Id = space.Group, SeenVersion = version, MemberId = ben, LastDay = new DateOnly(2027, 1, 22) });
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(ben, 21), Stop));
        var late = Assert.IsType<Refused>(await database.Store.ExecuteAsync(Use(ben, 24), Stop)).Refusal;
        Assert.EndsWith("Ben Lee could use these credits until 22 Jan 2027.", late.Message, StringComparison.Ordinal);
        Assert.EndsWith("Ben Lee could use these credits until 22 Jan 2027.",
            Assert.IsType<Refused>(await database.Store.PreviewAsync(Use(ben, 25), Stop)).Refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_cap_that_was_changed_in_the_month_leaves_the_old_one_to_uses_dated_before(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database);
        var ben = await AddBenAsync(database, space, new DateOnly(2027, 1, 1), Cap(60));
        await ChangeAsync(database, space, version => new ChangeGroupMemberCommand($"cap-{version}", Actor.User(1))
        { Id = space.Group, SeenVersion = version, MemberId = ben, FirstDay = new DateOnly(2027, 1, 15), Terms = Cap(120) });

        Assert.IsType<Refused>(await database.Store.ExecuteAsync(Use(ben, 14, 75), Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(ben, 15, 75), Stop));

        // All use of the month counts: 75 of the old 60 are used already, of the new 120 another 45 are left.
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(Use(ben, 14, 15), Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(ben, 20, 45), Stop));
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(Use(ben, 20, 15), Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_right_to_one_benefit_opens_no_other_and_the_reason_is_true(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database);
        var hall = await database.AddBenefitAsync("HALL");
        await using (var context = database.NewContext())
            await context.Benefits.ExecuteUpdateAsync(set => set.SetProperty(benefit => benefit.Shared, true), Stop);
        var other = await database.GrantAsync(space.Acme, hall, 60);
        var ben = await AddBenAsync(database, space, new DateOnly(2027, 1, 1), new MemberTerms { Benefits = [space.Benefit] });

        var refused = Assert.IsType<Refused>(await database.Store.ExecuteAsync(
            Use(ben, 25) with { Kind = null, CreditId = other }, Stop)).Refusal;
        Assert.Equal([(other, SkipReason.NotShared)], refused.Skipped.Select(skip => (skip.CreditId, skip.Reason)));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(ben, 25), Stop));

        await using var db = database.NewContext();
        var group = (await new GroupQuery(db, new LedgerRules()).OneAsync(space.Group, Now, Stop))!;
        Assert.Equal([space.Benefit], group.MemberOf(ben)!.Benefits!.Select(benefit => benefit.Id));
        Assert.Equal((true, false), (group.MemberOf(ben)!.MayUseBenefit(space.Benefit), group.MemberOf(ben)!.MayUseBenefit(hall)));
        Assert.True(group.MemberOf(space.Ada)!.MayUseBenefit(hall));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_a_cap_counts_is_kept_by_when_it_takes_place(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database);
        var ben = await AddBenAsync(database, space, new DateOnly(2027, 1, 1), Cap(60));

        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            Use(ben, 25, 60) with { OccursAt = new DateTime(2027, 2, 3, 9, 0, 0, DateTimeKind.Utc) }, Stop));

        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(ben, 25, 60), Stop));
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(
            Use(ben, 25, 15) with { OccursAt = new DateTime(2027, 2, 20, 9, 0, 0, DateTimeKind.Utc) }, Stop));
        await using var context = database.NewContext();
        Assert.Equal(2, await context.SharedUses.Select(use => use.OccursAt).Distinct().CountAsync(Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Whoever_may_use_shared_credit_is_never_among_those_with_none(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database);
        await database.Store.ExecuteAsync(space.Use(60), Stop);
        var day = new DateOnly(2027, 1, 20);
        (string Name, MemberTerms? Terms, DateOnly? Last, bool HasNone)[] people =
        [
            ("in", new MemberTerms(), null, false), ("left", new MemberTerms(), day, true), ("alone", null, null, true),
            ("no right", new MemberTerms { MayUse = false }, null, true), ("capped", Cap(30), null, false),
            ("none of it", Cap(0), null, true),
            ("named", new MemberTerms { Benefits = [space.Benefit] }, null, false),
            ("other", new MemberTerms { Benefits = [await database.AddBenefitAsync("OTHER")] }, null, true),
        ];
        var expected = new List<long>();
        foreach (var (name, terms, last, hasNone) in people)
        {
            var id = await database.AddMemberAsync(name);
            await database.GrantAsync(id, space.Benefit, 15);
            Assert.IsType<Done>(await database.Store.ExecuteAsync(new UsageCommand($"empty {name}", Actor.User(1))
            { MemberId = id, Amount = 15, Kind = BenefitKind.Time }, Stop));
            if (hasNone) expected.Add(id);
            if (terms is null) continue;
            await ChangeAsync(database, space, version => new AddGroupMemberCommand($"add {name}", Actor.User(1))
            {
                Id = space.Group,
                SeenVersion = version,
                Member = new GroupParty(id, name, false),
                FirstDay = day,
                LastDay = last,
                Terms = terms,
            });
        }

        await using var context = database.NewContext();
        var list = await new MembersQuery(context, new RemainingQuery(database.Store))
            .RunAsync(new MemberFilter { NoCreditLeft = true }, PagePosition.First, 50, Now, Stop);
        Assert.Equal(expected.Order(), list.Page.Rows.Select(row => row.Id).Order());
        Assert.Equal(expected.Count, list.Total.Value);
        Assert.All(list.Page.Rows, row => Assert.Equal(0, row.Remaining.Shared.Sum(amount => amount.Amount)));
        var figures = await new DashboardQuery(context).RunAsync(
            new DashboardSpans(Now, Now.AddDays(-24), Now.AddDays(-55), Now.AddDays(-31), Now.AddDays(30)), Stop);
        Assert.Equal(expected.Count, figures.AtZeroCount);
        Assert.Subset(expected.ToHashSet(), figures.AtZero.Select(member => member.MemberId).ToHashSet());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_remains_tells_own_and_shared_apart_and_shared_within_caps(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var space = await SharedSpace.CreateAsync(database, cap: 120);
        await database.GrantAsync(space.Acme, await database.AddBenefitAsync("KEPT"), 600);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(space.UseShared(30), Stop));
        var alone = await database.AddMemberAsync("alone");
        await using var context = database.NewContext();

        var remaining = await new RemainingQuery(database.Store).RunAsync([space.Ada, space.Acme, alone], Now, Stop);

        Assert.Equal((60, 90), (remaining[space.Ada].Own.Single().Amount, remaining[space.Ada].Shared.Single().Amount));
        Assert.Equal((870, 0), (remaining[space.Acme].Own.Single().Amount, remaining[space.Acme].Shared.Count));
        Assert.True(remaining[alone].IsNone);
    }

    private static MemberTerms Cap(long amount) =>
        new() { Caps = new Dictionary<BenefitKind, Cap> { [BenefitKind.Time] = new(amount, Period.Month) } };

    private static UsageCommand Use(long member, int day, long amount = 30) => new($"use-{Guid.NewGuid()}", Actor.User(1))
    {
        MemberId = member,
        Amount = amount,
        Kind = BenefitKind.Time,
        UsedAt = new DateTime(2027, 1, day, 10, 0, 0, DateTimeKind.Utc),
    };

    private static async Task<long> AddBenAsync(TestDatabase database, SharedSpace space, DateOnly from, MemberTerms? terms = null)
    {
        var ben = await database.AddMemberAsync("Ben Lee");
        await ChangeAsync(database, space, version => new AddGroupMemberCommand($"add-{version}", Actor.User(1))
        {
            Id = space.Group,
            SeenVersion = version,
            Member = new GroupParty(ben, "Ben Lee", false),
            FirstDay = from,
            Terms = terms ?? new MemberTerms(),
        });
        return ben;
    }

    private static async Task ChangeAsync(TestDatabase database, SharedSpace space, Func<int, LedgerCommand> command)
    {
        await using var context = database.NewContext();
        var version = await context.Groups.Where(group => group.Id == space.Group).Select(group => group.Version).SingleAsync(Stop);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(command(version), Stop));
    }
}
