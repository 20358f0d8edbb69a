using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

public sealed class UseHistoryQueryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Any_filter_and_page_shows_the_rows_and_running_balances_of_a_naive_ledger(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 25);
        await using var context = space.NewContext();
        var query = new UseHistoryQuery(context);
        var all = await context.LedgerEntries.Include(entry => entry.Posting).Include(entry => entry.Service)
            .Include(entry => entry.Credit).ToListAsync(Stop);
        var random = TestSeed.NewRandom(11);
        for (var round = 0; round < 60; round++)
        {
            var scope = random.Next(2) == 0 ? HistoryScope.OfCredit(space.HeavyRoom) : HistoryScope.OfOwner(space.HeavyId,
                BenefitKind.Time);
            var filter = new HistoryFilter
            {
                From = random.Next(3) == 0 ? QuerySpace.Now.AddHours(-random.Next(700)) : null,
                Until = random.Next(3) == 0 ? QuerySpace.Now.AddHours(-random.Next(500)) : null,
                CreditId = random.Next(4) == 0 ? space.HeavyDesk : null,
                Text = random.Next(4) == 0 ? "booking 1" : null,
                Part = (HistoryPart)random.Next(4),
            };
            var expected = Naive(all, scope, filter);
            var size = random.Next(1, 20);
            Assert.Equal(expected, await WalkAsync(query, scope, filter, size, forward: true));
            Assert.Equal(expected, await WalkAsync(query, scope, filter, size, forward: false));
        }
    }

    [Fact]
    public async Task A_row_says_who_used_it_what_for_and_whether_it_was_undone()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var page = await new UseHistoryQuery(context).RunAsync(HistoryScope.OfCredit(space.HeavyRoom), new HistoryFilter(),
            PagePosition.First, 50, QuerySpace.Now, Stop);
        var (undoing, adjustment) = (page.Page.Rows[0], page.Page.Rows[1]);
        Assert.Equal((EntryKind.Reversal, EntryKind.Adjustment, -60L), (undoing.Kind, undoing.EffectiveKind, undoing.Amount));
        Assert.Equal(adjustment.PostingId, undoing.Posting.ReversesPostingId);
        Assert.Equal((EntryKind.Adjustment, 60L, "projector did not work", true, "admin@space.example"),
            (adjustment.Kind, adjustment.Amount, adjustment.Posting.Description, adjustment.IsUndone, adjustment.UsedBy));
        Assert.Equal(adjustment.BalanceAfter - 60, undoing.BalanceAfter);

        var use = page.Page.Rows.First(row => row.Kind == EntryKind.Usage);
        Assert.Equal((space.Members[0].Email, "Focus room", "Meeting room time"), (use.UsedBy, use.ServiceName, use.Credit.BenefitName));
        Assert.Equal((CreditStatus.Current, CreditSource.Plan, "Hub 10"), (use.Credit.Status, use.Credit.Source, use.Credit.SourceName));

        var grant = page.Page.Rows[^1];
        Assert.Equal((EntryKind.Grant, 3000L, 3000L, "Import"), (grant.Kind, grant.Amount, grant.BalanceAfter!.Value, grant.UsedBy));
    }

    [Fact]
    public async Task What_expired_is_drawn_in_once_whatever_the_page()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var now = QuerySpace.Now.AddYears(2);
        var query = new UseHistoryQuery(context);
        var drawn = 0;
        foreach (var member in space.Members)
        {
            foreach (var filter in new[] { new HistoryFilter(), new HistoryFilter { From = QuerySpace.Now.AddDays(-20) } })
            {
                var scope = HistoryScope.OfOwner(member.Id, BenefitKind.Time);
                var whole = (await query.RunAsync(scope, filter, PagePosition.First, 5_000, now, Stop)).Lines;
                drawn += whole.Count(line => line.Expired is not null);
                Assert.Equal(whole.Select(KeyOf), await query.AllAsync(scope, filter, now, Stop).Select(KeyOf).ToListAsync(Stop));
                Assert.All(whole, line => Assert.True(line.Expired is not { BalanceAfter: < 0 }));
                var walked = new List<(long, DateTime, long)>();
                for (var position = PagePosition.First; ;)
                {
                    var page = await query.RunAsync(scope, filter, position, 7, now, Stop);
                    walked.AddRange(page.Lines.Select(KeyOf));
                    if (!page.Page.HasNext) break;
                    position = PagePosition.After(page.Page.Rows[^1].EntryId);
                }

                Assert.Equal(whole.Select(KeyOf), walked);
            }
        }

        Assert.True(drawn > 0);
        static (long, DateTime, long) KeyOf(HistoryLine line) => line.Row is { } row
            ? (row.EntryId, row.UsedAt, row.BalanceAfter ?? 0) : (0, line.Expired!.At, line.Expired.BalanceAfter);
    }

    [Fact]
    public async Task The_uses_of_all_kinds_are_paged_in_one_order()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var query = new MemberUsesQuery(context);
        var expected = await context.LedgerEntries
            .Where(entry => entry.OwnerId == space.HeavyId && entry.EffectiveKind == EntryKind.Usage
                && entry.BenefitKind != BenefitKind.Pass)
            .OrderByDescending(entry => entry.UsedAt).ThenByDescending(entry => entry.Sequence).Select(entry => entry.Id).ToListAsync(Stop);
        Assert.True(expected.Count > 20);
        var walked = new List<long>();
        for (var position = PagePosition.First; ;)
        {
            var page = await query.RunAsync(space.HeavyId, position, 7, QuerySpace.Now, Stop);
            walked.AddRange(page.Rows.Select(row => row.EntryId));
            Assert.All(page.Rows, row => Assert.Equal(row.UsedAt, row.OccursAt));
            if (!page.HasNext) break;
            position = PagePosition.After(page.Rows[^1].EntryId);
        }

        Assert.Equal(expected, walked);
    }

    [Fact]
    public async Task Who_recorded_it_is_found_and_what_matches_is_summed()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var query = new UseHistoryQuery(context);
        var scope = HistoryScope.OfCredit(space.HeavyRoom);
        var byAdmin = await query.RunAsync(
            scope, new HistoryFilter { RecordedBy = "ADMIN@" }, PagePosition.First, 100, QuerySpace.Now, Stop);
        Assert.All(byAdmin.Page.Rows, row => Assert.Equal("admin@space.example", row.RecordedBy));
        Assert.NotEmpty(byAdmin.Page.Rows);
        foreach (var size in new[] { 5, 100 })
        {
            var all = await query.RunAsync(scope, new HistoryFilter(), PagePosition.First, size, QuerySpace.Now, Stop);
            var used = await context.LedgerEntries
                .Where(entry => entry.CreditId == space.HeavyRoom && entry.EffectiveKind == EntryKind.Usage)
                .SumAsync(entry => -entry.Amount, Stop);
            Assert.Equal((3000L, used), (all.Totals.Single().Granted, all.Totals.Single().Used));
        }
    }

    [Fact]
    public async Task Who_finds_members_by_name_and_admins_by_email()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var query = new UseHistoryQuery(context);
        var scope = HistoryScope.OfCredit(space.HeavyRoom);
        var byAdmin = await query.RunAsync(scope, new HistoryFilter { Who = "ADMIN@" }, PagePosition.First, 100, QuerySpace.Now, Stop);
        Assert.Equal([EntryKind.Reversal, EntryKind.Adjustment], byAdmin.Page.Rows.Select(row => row.Kind));
        var byMember = await query.RunAsync(scope, new HistoryFilter { Who = space.Members[0].Name }, PagePosition.First, 100,
            QuerySpace.Now, Stop);
        Assert.All(byMember.Page.Rows, row => Assert.Equal(EntryKind.Usage, row.Kind));
        Assert.Equal(40, byMember.Total.Value);
        Assert.Empty(
            (await query.RunAsync(scope, new HistoryFilter { Who = "100%_" }, PagePosition.First, 10, QuerySpace.Now, Stop)).Page.Rows);
    }

    [Fact]
    public async Task A_credit_of_someone_else_shows_nothing_and_a_member_without_credits_has_none_yet()
    {
        await using var space = await QuerySpace.CreateAsync(members: 25);
        await using var context = space.NewContext();
        var query = new UseHistoryQuery(context);
        var scope = HistoryScope.OfOwner(space.Members[2].Id, BenefitKind.Time);
        var other = await query.RunAsync(scope, new HistoryFilter { CreditId = space.HeavyRoom }, PagePosition.First, 10,
            QuerySpace.Now, Stop);
        Assert.Empty(other.Page.Rows);
        Assert.True(other.HasAny);
        var none = await query.RunAsync(HistoryScope.OfOwner(space.Members[24].Id, BenefitKind.Money), new HistoryFilter(),
            PagePosition.First, 10, QuerySpace.Now, Stop);
        Assert.False(none.HasAny);
    }

    private static async Task<List<(long, long)>> WalkAsync(
        UseHistoryQuery query, HistoryScope scope, HistoryFilter filter, int size, bool forward)
    {
        var rows = new List<(long Id, long Balance)>();
        var position = forward ? PagePosition.First : PagePosition.Last;
        for (var pages = 0; pages < 200; pages++)
        {
            var page = (await query.RunAsync(scope, filter, position, size, QuerySpace.Now, Stop)).Page;
            var read = page.Rows.Select(row => (row.EntryId, row.BalanceAfter!.Value)).ToList();
            rows = forward ? [.. rows, .. read] : [.. read.TakeWhile(row => rows.Count == 0 || row.EntryId != rows[0].Id), .. rows];
            if (forward ? !page.HasNext : !page.HasPrevious) return rows;
            position = forward ? PagePosition.After(read[^1].EntryId) : PagePosition.Before(read[0].EntryId);
        }

        throw new InvalidOperationException("The history does not end.");
    }

    private static List<(long, long)> Naive(List<LedgerEntry> all, HistoryScope scope, HistoryFilter filter)
    {
        var rows = new List<(long, long)>();
        var held = new Dictionary<Credit, long>();
        foreach (var entry in all.OrderBy(entry => entry.UsedAt).ThenBy(entry => entry.Sequence))
        {
            var inScope = scope.CreditId is { } credit ? entry.CreditId == credit : entry.OwnerId == scope.OwnerId
                && entry.BenefitKind == scope.Kind;
            if (!inScope) continue;
            foreach (var over in held.Keys.Where(credit => credit.ExpiresAt < entry.UsedAt)) held[over] = 0;
            held[entry.Credit!] = held.GetValueOrDefault(entry.Credit!) + entry.Amount;
            var isGrant = entry.Kind == EntryKind.Grant;
            var inPart = filter.Part switch
            {
                HistoryPart.Used => entry.EffectiveKind == EntryKind.Usage,
                HistoryPart.Granted => isGrant,
                HistoryPart.Adjusted => entry.EffectiveKind != EntryKind.Usage && !isGrant,
                _ => true,
            };
            var hasText = filter.Text is null || new[] { entry.Posting!.Description,
                entry.Service?.Name }.Any(text => text?.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) == true);
            if (inPart && hasText && (filter.CreditId is null || entry.CreditId == filter.CreditId)
                && (filter.From is null || entry.UsedAt >= filter.From) && (filter.Until is null || entry.UsedAt < filter.Until))
                rows.Add((entry.Id, held.Values.Sum()));
        }

        rows.Reverse();
        return rows;
    }
}
