using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Statements;
using CreditLedger.Tests;

namespace CreditLedger.Data.Tests.Queries;

public sealed class KindStatementQueryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Whatever_the_days_the_terms_add_up_to_what_can_be_used(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        await using var context = space.NewContext();
        var query = Query(context);
        var random = TestSeed.NewRandom(38);
        var compared = 0;
        foreach (var member in space.Members)
        {
            var live = (await new RemainingQuery(space.Database.Store).RunAsync([member.Id], QuerySpace.Now, Stop))[member.Id].Own
                .ToDictionary(amount => amount.Unit, amount => amount.Amount);
            foreach (var kind in Enum.GetValues<BenefitKind>())
            {
                var from = QuerySpace.Now.AddHours(-random.Next(1, 1_500));
                var facts = await query.RunAsync(member.Id, kind, from, QuerySpace.Now.AddDays(9), QuerySpace.Now, Stop);
                foreach (var fact in facts)
                {
                    Assert.Equal(live.GetValueOrDefault(fact.Unit), fact.Available);
                    compared++;
                }

                Assert.All(live.Keys.Where(unit => unit.Kind == kind), unit => Assert.Contains(facts, fact => fact.Unit == unit));
            }
        }

        Assert.True(compared > 20);
    }

    [Fact]
    public async Task Two_ranges_beside_each_other_say_what_one_says()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var query = Query(context);
        var random = TestSeed.NewRandom(39);
        foreach (var member in space.Members)
        {
            var (from, until) = (QuerySpace.Now.AddDays(-60), QuerySpace.Now.AddDays(-1));
            var cut = from.AddHours(random.Next(1, 1_400));
            var whole = await query.RunAsync(member.Id, BenefitKind.Time, from, until, QuerySpace.Now, Stop);
            var first = await query.RunAsync(member.Id, BenefitKind.Time, from, cut, QuerySpace.Now, Stop);
            var second = await query.RunAsync(member.Id, BenefitKind.Time, cut, until, QuerySpace.Now, Stop);
            Assert.Equal(whole.Sum(Available), second.Sum(Available));
            Assert.Equal(whole.Sum(fact => fact.Granted - fact.NotYetLive),
                first.Sum(fact => fact.Granted) + second.Sum(fact => fact.Granted - fact.NotYetLive));
            Assert.Equal(whole.Sum(fact => fact.Expired), first.Sum(fact => fact.Expired) + second.Sum(fact => fact.Expired));
            Assert.Equal(first.Sum(fact => fact.Available + fact.NotYetLive), second.Sum(fact => fact.Opening));
        }

        static long Available(KindFacts fact) => fact.Available;
    }

    private static KindStatementQuery Query(LedgerDbContext context) =>
        new(context, new MembershipsQuery(context, new RenewalsQuery(context, new PlanSupplyQuery(context), TestDatabase.London)));
}
