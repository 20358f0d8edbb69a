using CreditLedger.Data.Ledger;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

public sealed class CreditListQueryTests
{
    private static readonly DateTime Now = QuerySpace.Now;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Any_filter_and_page_shows_the_rows_a_naive_list_shows_none_twice_none_missing(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider);
        var plan = await AddMembershipAsync(space);
        await MoveSomeAsync(space);
        await using var context = space.NewContext();
        var all = await NaiveCredit.ReadAsync(context, Stop);
        CreditListQuery[] queries = [new(context), new(context) { Few = 3 }];
        var random = TestSeed.NewRandom(11);
        string?[] owners = [null, null, null, "an", "smi", "lea", "space.example", "nobody", "ann smi"];
        string[] currencies = ["GBP", "EUR", "USD"];
        long[] benefits = [space.RoomId, space.DeskId, space.TicketId, space.PassId];
        var found = 0;
        for (var round = 0; round < 160; round++)
        {
            var filter = new CreditFilter
            {
                Status = random.Next(3) == 0 ? null : (CreditStatus)random.Next(1, 6),
                Kind = random.Next(3) == 0 ? (BenefitKind)random.Next(1, 6) : null,
                Currency = random.Next(4) == 0 ? currencies[random.Next(currencies.Length)] : null,
                BenefitId = random.Next(5) == 0 ? benefits[random.Next(benefits.Length)] : null,
                PlanId = random.Next(5) == 0 ? plan : null,
                Source = random.Next(4) == 0 ? (CreditSource)random.Next(1, 8) : null,
                EndsAfter = random.Next(3) == 0 ? Now.AddDays(random.Next(-250, 20)) : null,
                EndsBy = random.Next(3) == 0 ? Now.AddDays(random.Next(-200, 30)) : null,
                Owner = owners[random.Next(owners.Length)],
                Sort = (CreditSort)random.Next(2),
                Descending = random.Next(2) == 0,
            };

            // With some seeds the filters let next to nothing through: now and then there is none.
            if (round % 16 == 0) filter = new CreditFilter();
            var expected = all.Where(credit => credit.Matches(filter)).Select(credit => credit.Id).ToList();
            if (filter.Sort == CreditSort.Added) expected.Sort();
            if (filter.Descending != (filter.Sort == CreditSort.Added || filter.Status == CreditStatus.Expired)) expected.Reverse();
            found += expected.Count;
            var (query, size) = (queries[round % 2], random.Next(1, 30));
            Assert.Equal(expected, await WalkAsync(query, filter, size, forward: true));
            Assert.Equal(expected, await WalkAsync(query, filter, size, forward: false));
            Assert.Equal(expected, await query.AllAsync(filter, Now, Stop).Select(row => row.Credit.Id).ToListAsync(Stop));
            Assert.Equal(expected.Take(17), await query.IdsAsync(filter, 17, Now, Stop));
            await AssertTotalsAsync(query, filter, all);
        }

        Assert.True(found > 500, $"{found} rows were compared");
    }

    [Fact]
    public async Task A_row_says_whose_it_is_and_what_is_left()
    {
        await using var space = await QuerySpace.CreateAsync();
        await using var context = space.NewContext();

        var page = await new CreditListQuery(context).RunAsync(new CreditFilter { BenefitId = space.EuroWalletId },
            PagePosition.First, 50, Now, Stop);

        var row = Assert.Single(page.Page.Rows);
        Assert.Equal((space.Members[1].Name, space.Members[1].Reference, 5000L, CreditStatus.Current),
            (row.OwnerName, row.OwnerReference, row.Credit.Balance, row.Credit.Status));
        Assert.Equal(("EUR", 5000L, 1), page.Amounts!.Select(total => (total.Unit.Currency!.Code, total.Amount, total.Credits)).Single());
    }

    private static async Task AssertTotalsAsync(CreditListQuery query, CreditFilter filter, List<NaiveCredit> all)
    {
        var page = await query.RunAsync(filter, PagePosition.First, 5, Now, Stop);
        var matching = all.Where(credit => credit.Matches(filter)).ToList();
        Assert.Equal((matching.Count, true), (page.Total.Value, page.Total.IsExact));
        Assert.Equal(
            matching.GroupBy(credit => credit.Kind).Select(kind => (kind.Key, kind.Sum(credit => credit.Balance), kind.Count())).Order(),
            page.Amounts!.GroupBy(total => total.Unit.Kind)
                .Select(kind => (kind.Key, kind.Sum(total => total.Amount), kind.Sum(total => total.Credits))).Order());
    }

    private static async Task<List<long>> WalkAsync(CreditListQuery query, CreditFilter filter, int size, bool forward)
    {
        var ids = new List<long>();
        var position = forward ? PagePosition.First : PagePosition.Last;
        for (var page = 0; page < 200; page++)
        {
            var rows = (await query.RunAsync(filter, position, size, Now, Stop)).Page;
            var shown = rows.Rows.Select(row => row.Credit.Id).ToList();
            if (forward) ids.AddRange(shown);
            else ids.InsertRange(0, shown.Where(id => !ids.Contains(id)));
            if (!(forward ? rows.HasNext : rows.HasPrevious)) return ids;
            position = forward ? PagePosition.After(shown[^1]) : PagePosition.Before(shown[0]);
        }

        throw new InvalidOperationException("The pages do not end.");
    }

    private static async Task MoveSomeAsync(QuerySpace space)
    {
        await using var context = space.NewContext();
        var prints = await context.Credits.Where(credit => credit.BenefitId == space.PrintId).OrderBy(credit => credit.Id)
            .Select(credit => credit.Id).ToListAsync(Stop);
        await space.ExecuteAsync(
            new ExtensionCommand("extend", Actor.User(1)) { CreditIds = [.. prints.Take(4)], ExpiresAt = Now.AddDays(25) });
        await space.ExecuteAsync(new TransferCommand("transfer", Actor.User(1)) { CreditIds = [prints[5]], MemberId = space.HeavyId });
        await space.ExecuteAsync(
            new RevocationCommand("revoke", Actor.User(1)) { CreditIds = [.. prints.Skip(8).Take(3)], Description = "left" });
    }

    // The issuing is not what is tested here: one credit of a membership's period, as it would write it.
    private static async Task<long> AddMembershipAsync(QuerySpace space)
    {
        await using var context = space.NewContext();
        var line = new PlanLine { BenefitId = space.DeskId, Period = Period.Month, Position = 1 };
        var plan = new Plan { Name = "Hub 10", SortName = "hub 10", Lines = { line } };
        context.Plans.Add(plan);
        await context.SaveChangesAsync(Stop);
        await space.Database.Store.InTransactionAsync(
            transaction =>
            {
                Run(transaction,
                    "INSERT INTO Memberships (Id, MemberId, PlanId, StartsOn, CreatedAt) VALUES (1, @a, @b, '2026-03-01', @at)",
                    space.HeavyId, plan.Id);
                Run(transaction,
                    "INSERT INTO MembershipCredits (CreditId, MembershipId, PlanLineId, Period, Part, Succession) VALUES (@a, 1, " +
                    "@b, 0, 1, 0)", space.HeavyRoom, line.Id);
                Run(transaction,
                    "INSERT INTO MembershipCredits (CreditId, MembershipId, PlanLineId, Period, Part, Succession) VALUES (@a, 1, " +
                    "@b, 1, 1, 0)", space.HeavyDesk, line.Id);
                return Task.FromResult(0);
            },
            Stop);
        return plan.Id;
    }

    private static void Run(LedgerTransaction transaction, string text, long first, long second)
    {
        var command = transaction.Command(text);
        LedgerTransaction.Set(command, "@a", first);
        LedgerTransaction.Set(command, "@b", second);
        if (text.Contains("@at", StringComparison.Ordinal)) LedgerTransaction.Set(command, "@at", transaction.ToParameter(Now));
        command.ExecuteNonQuery();
    }

    private sealed record NaiveCredit(
        long Id, BenefitKind Kind, string? Currency, long BenefitId, CreditSource Source, DateTime End, long Balance, CreditStatus Status,
        long? PlanId, IReadOnlyList<string> OwnerTerms)
    {
        public static async Task<List<NaiveCredit>> ReadAsync(LedgerDbContext context, CancellationToken stop)
        {
            var entries = (await context.LedgerEntries.ToListAsync(stop)).ToLookup(entry => entry.CreditId);
            var plans = await context.MembershipCredits.Include(credit => credit.Membership)
                .ToDictionaryAsync(credit => credit.CreditId, credit => credit.Membership!.PlanId, stop);
            var currencies = await context.Benefits.ToDictionaryAsync(benefit => benefit.Id, benefit => benefit.Currency, stop);
            var terms = (await context.MemberSearchTerms.ToListAsync(stop)).ToLookup(term => term.MemberId, term => term.Term);
            var all = new List<NaiveCredit>();
            foreach (var credit in await context.Credits.ToListAsync(stop))
            {
                var rows = entries[credit.Id].ToList();
                var undone = rows.Select(row => row.ReversesEntryId).OfType<long>().ToHashSet();
                var isRevoked = rows.Any(row => !undone.Contains(row.Id) && row.Kind == EntryKind.Revocation)
                    || rows.Any(row => row.Kind == EntryKind.Grant && undone.Contains(row.Id));
                var balance = rows.Sum(row => row.Amount);
                var status = isRevoked ? CreditStatus.Revoked
                    : credit.ExpiresAt <= Now ? CreditStatus.Expired
                    : credit.StartsAt > Now ? CreditStatus.Upcoming
                    : balance > 0 ? CreditStatus.Current : CreditStatus.UsedUp;
                all.Add(new NaiveCredit(
                    credit.Id, credit.BenefitKind, currencies[credit.BenefitId], credit.BenefitId, credit.Source,
                    credit.ExpiresAt ?? DateTime.MaxValue, balance, status,
                    plans.TryGetValue(credit.Id, out var plan) ? plan : null, [.. terms[credit.OwnerId]]));
            }

            return [.. all.OrderBy(credit => credit.End).ThenBy(credit => credit.Id)];
        }

        public bool Matches(CreditFilter filter) =>
            (filter.Status is null || Status == filter.Status) && (filter.Kind is null || Kind == filter.Kind)
                && (filter.Currency is null || Currency == filter.Currency)
                && (filter.BenefitId is null || BenefitId == filter.BenefitId)
            && (filter.PlanId is null || PlanId == filter.PlanId) && (filter.Source is null || Source == filter.Source)
            && (filter.EndsAfter is null || End > filter.EndsAfter) && (filter.EndsBy is null || End <= filter.EndsBy)
            && SearchText.WordsOf(filter.Owner).All(word => OwnerTerms.Any(term => term.StartsWith(word, StringComparison.Ordinal)));
    }
}
