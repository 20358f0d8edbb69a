using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

public sealed class ApprovalListQueryTests
{
    private const int Asked = 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Any_state_asker_and_page_shows_the_rows_a_naive_list_shows(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, QuerySpace.Now);
        var random = TestSeed.NewRandom(9);
        for (var index = 0; index < Asked; index++)
        {
            if (random.Next(3) > 0) database.Clock.Now = database.Clock.Now.AddHours(random.Next(1, 20));
            var asked = await DoAsync(new AskApprovalCommand($"ask-{index}", Actor.User(random.Next(1, 4)))
            { Path = "/form", Fields = "{}", Summary = $"Adds {index} min" });
            if (random.Next(3) == 0)
                await DoAsync(new DeclineApprovalCommand($"no-{index}", Actor.User(9)) { Id = asked.Id, Reason = "no" });
        }

        await using var context = database.NewContext();
        var (now, all) = (database.Clock.Now, await context.Approvals.ToListAsync(Stop));
        var query = new ApprovalListQuery(context);
        var found = 0;
        foreach (var standing in Enum.GetValues<ApprovalStanding>())
        {
            foreach (long? user in new long?[] { null, 1, 2, 7 })
            {
                var expected = all.Where(row => StandingOf(row, now) == standing && (user is null || row.AskedById == user))
                    .OrderBy(row => row.AskedAt).ThenBy(row => row.Id).Select(row => row.Id).ToList();
                if (standing != ApprovalStanding.Waiting) expected.Reverse();
                found += expected.Count;
                Assert.Equal(expected, await WalkAsync(new ApprovalFilter { Standing = standing, AskedById = user }));
                expected.Reverse();
                Assert.Equal(
                    expected, await WalkAsync(new ApprovalFilter { Standing = standing, AskedById = user, Descending = true }));
            }
        }

        Assert.True(found > Asked, $"{found} rows were compared");

        async Task<List<long>> WalkAsync(ApprovalFilter filter)
        {
            var ids = new List<long>();
            var position = PagePosition.First;
            while (true)
            {
                var list = await query.RunAsync(filter, position, 7, now, Stop);
                ids.AddRange(list.Page.Rows.Select(row => row.Row.Id));
                if (list.Page.HasNext) position = PagePosition.After(ids[^1]);
                else return list.Total.Value == ids.Count ? ids : throw new InvalidOperationException($"{list.Total} were counted.");
            }
        }

        async Task<Done> DoAsync(LedgerCommand command) => Assert.IsType<Done>(await database.Store.ExecuteAsync(command, Stop));
    }

    private static ApprovalStanding StandingOf(ApprovalRow row, DateTime now) => row.State switch
    {
        ApprovalState.Approved => ApprovalStanding.Approved,
        ApprovalState.Declined => ApprovalStanding.Declined,
        ApprovalState.Open => row.ExpiresAt > now ? ApprovalStanding.Waiting : ApprovalStanding.Expired,
    };
}
