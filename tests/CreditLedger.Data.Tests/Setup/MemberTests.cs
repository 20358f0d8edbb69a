using CreditLedger.Data.Import;
using CreditLedger.Data.Supply;
using CreditLedger.Data.Tests.Import;
using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Setup;

/// <summary>Members as they are stored, and what their status does (R54).</summary>
public sealed class MemberTests
{
    private static readonly DateTime Noon15Jan = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SaveMemberCommand New(string reference, string name = "Ada Quinn", string? key = null) =>
        new(key ?? Guid.NewGuid().ToString("N"), Actor.User(1))
        {
            Id = 0,
            Wanted = new MemberRow { Reference = reference, Name = name, Email = "ada@example.com" },
            Tags = ["team"],
        };

    private static async Task<SaveMemberCommand> StandAsync(TestDatabase database, long id, MemberStatus status)
    {
        await using var context = database.NewContext();
        var member = await context.Members.SingleAsync(member => member.Id == id, Stop);
        return new SaveMemberCommand(Guid.NewGuid().ToString("N"), Actor.User(1))
        {
            Id = id,
            SeenVersion = member.Version,
            Wanted = new MemberRow { Reference = member.Reference, Name = member.Name, Email = member.Email, Status = status },
        };
    }

    private static async Task<Done> SetAsync(TestDatabase database, long id, MemberStatus status) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(await StandAsync(database, id, status), Stop));

    private static Task<Result> RunAsync(TestDatabase database, LedgerCommand command) => database.Store.ExecuteAsync(command, Stop);

    private static async Task<(TestDatabase Database, long Member, long Membership)> OnAPlanAsync(string provider)
    {
        var database = await TestDatabase.CreateAsync(provider, Noon15Jan);
        var plan = await database.AddPlanAsync(
            "Club", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, null));
        var member = Assert.IsType<Done>(await RunAsync(database, New("M-1"))).Id;
        return (database, member, (await database.AssignAsync(member, plan, new DateOnly(2026, 1, 15))).Id);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_member_is_stored_with_tags_terms_and_status_and_changed_by_version(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var id = Assert.IsType<Done>(await RunAsync(database, New("M-1"))).Id;
        var edit = (await StandAsync(database, id, MemberStatus.Left)) with { Tags = ["gone"] };
        edit = edit with { Wanted = edit.Wanted with { Name = "Ada Quill" } };
        Assert.True(Assert.IsType<Done>(await RunAsync(database, edit)).Changed);
        var other = edit with { IdempotencyKey = "other", Wanted = edit.Wanted with { Name = "Zoë" } };
        Assert.True((await RunAsync(database, other)).IsStale());
        Assert.False(Assert.IsType<Done>(await RunAsync(database, edit with { IdempotencyKey = "same" })).Changed);

        await using var context = database.NewContext();
        var member = await context.Members.Include(member => member.Tags).Include(member => member.SearchTerms).SingleAsync(Stop);
        Assert.Equal(("Ada Quill", "ada quill", "M-1", MemberStatus.Left, 2),
            (member.Name, member.SortName, member.ReferenceKey, member.Status, member.Version));
        Assert.Equal(["gone"], member.Tags.Select(tag => tag.Tag));
        Assert.Equal(SearchText.TermsOf("M-1", "Ada Quill", "ada@example.com").Order(),
            member.SearchTerms.Select(term => term.Term).Order());
        Assert.Equal([(1, MemberStatus.Active), (2, MemberStatus.Left)],
            (await context.MemberStatuses.OrderBy(status => status.Version).ToListAsync(Stop)).Select(row => (row.Version, row.Status)));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task One_form_sent_fifty_times_at_once_saves_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var form = New("") with { Proposals = ["M-0001", "M-0002"] };
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => RunAsync(database, form), Stop)));
        Assert.Single(results, result => Assert.IsType<Done>(result) is { IsReplay: false });
        await using var context = database.NewContext();
        Assert.Equal("M-0001", (await context.Members.SingleAsync(Stop)).Reference);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_at_once_get_a_reference_each_and_one_of_two_who_type_the_same(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        string[] proposals = [.. Enumerable.Range(1, 10).Select(number => $"M-{number}")];
        var proposed = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => RunAsync(database, New("") with { Proposals = proposals }), Stop)));
        Assert.All(proposed, result => Assert.IsType<Done>(result));

        var typed = await Task.WhenAll(new[] { "x-1", "X-1", "x-1", "X-1" }
            .Select(reference => Task.Run(() => RunAsync(database, New(reference)), Stop)));
        Assert.Single(typed, result => result is Done);
        Assert.All(typed.OfType<Refused>(), result => Assert.Equal(RefusedField.Reference, result.Refusal.Field));
        await using var context = database.NewContext();
        Assert.Equal(9, await context.Members.Select(member => member.ReferenceKey).Distinct().CountAsync(Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Who_left_on_15_January_is_issued_nothing_on_15_February(string provider)
    {
        var (database, member, membership) = await OnAPlanAsync(provider);
        await using var _ = database;
        await SetAsync(database, member, MemberStatus.Left);
        database.Clock.Now = new DateTime(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc);

        Assert.Equal(new IssueCounts(1, 0), await database.IssueAsync());
        Assert.Equal(default, await database.IssueAsync());

        Assert.Single(await database.CreditsAsync());
        await using var context = database.NewContext();
        var skip = await context.MembershipSkips.SingleAsync(Stop);
        Assert.Equal((membership, 1, MemberStatus.Left), (skip.MembershipId, skip.Period, skip.Status));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Who_is_active_again_is_issued_the_skipped_period_that_still_runs(string provider)
    {
        var (database, member, membership) = await OnAPlanAsync(provider);
        await using var _ = database;
        await SetAsync(database, member, MemberStatus.Suspended);
        database.Clock.Now = new DateTime(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc);
        await database.IssueAsync();
        var back = await StandAsync(database, member, MemberStatus.Active);
        await using (var context = database.NewContext())
        {
            var line = (await context.MembershipSkips.SingleAsync(Stop)).PlanLineId;
            back = back with { IssueSkipped = [new SkippedPeriod(membership, line, 1)] };
        }

        Assert.Equal(1, Assert.IsType<Done>(await database.Store.PreviewAsync(back, Stop)).Others);
        Assert.Equal(1, Assert.IsType<Done>(await RunAsync(database, back)).Others);
        Assert.True(Assert.IsType<Done>(await RunAsync(database, back)).IsReplay);

        Assert.Equal(2, (await database.CreditsAsync()).Count);
        Assert.Equal(default, await database.IssueAsync());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Leaving_ends_the_memberships_with_their_periods_when_that_is_ticked(string provider)
    {
        var (database, member, membership) = await OnAPlanAsync(provider);
        await using var _ = database;
        database.Clock.Now = new DateTime(2026, 2, 20, 12, 0, 0, DateTimeKind.Utc);
        var leaving = await StandAsync(database, member, MemberStatus.Left);
        Assert.IsType<Done>(await RunAsync(database, leaving with { EndMemberships = true }));
        await using var context = database.NewContext();
        Assert.Equal(new DateTime(2026, 3, 15, 0, 0, 0, DateTimeKind.Utc),
            (await context.Memberships.SingleAsync(row => row.Id == membership, Stop)).EndsAt);
        Assert.Equal(2, (await database.CreditsAsync()).Count);
        Assert.Equal(default, await database.IssueAsync());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Who_is_not_active_uses_nothing_unless_someone_who_may_says_so(string provider)
    {
        var (database, member, _) = await OnAPlanAsync(provider);
        await using var __ = database;
        database.Clock.Now = Noon15Jan.AddDays(2);
        await SetAsync(database, member, MemberStatus.Left);
        database.Clock.Now = Noon15Jan.AddDays(3);
        var use = new UsageCommand("use", Actor.User(1)) { MemberId = member, Amount = 1, Kind = BenefitKind.Uses };

        Assert.Equal(
            "Ada Quinn (M-1) left on 17 Jan 2026. Members who are not active cannot use credits; an admin can record it anyway.",
            Assert.IsType<Refused>(await RunAsync(database, use)).Refusal.Message);
        Assert.Equal(Confirmation.DespiteStatus,
            Assert.IsType<NeedsConfirmation>(await RunAsync(database, use with { MayDespiteStatus = true })).What);
        Assert.IsType<Done>(await RunAsync(database, use with { MayDespiteStatus = true, DespiteStatus = true }));

        // Asked at the date of the use.
        Assert.IsType<Done>(await RunAsync(database, use with { IdempotencyKey = "before", UsedAt = Noon15Jan.AddDays(1) }));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_owner_who_left_shares_nothing_from_then_on(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        await SetAsync(database, space.Acme, MemberStatus.Left);
        var left = database.Clock.Now;
        database.Clock.Now = left.AddDays(1);

        var refused = Assert.IsType<Refused>(await RunAsync(database, space.Use(90)));
        Assert.Contains(refused.Refusal.Skipped, credit => credit.CreditId == space.SharedCredit && credit.Reason == SkipReason.NotShared);
        Assert.IsType<Done>(await RunAsync(database, space.Use(90) with { UsedAt = left.AddHours(-1) }));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_sale_or_a_transfer_to_who_left_must_be_meant(string provider)
    {
        var (database, member, _) = await OnAPlanAsync(provider);
        await using var __ = database;
        var credit = await database.GrantAsync(await database.AddMemberAsync("M-2"), await database.FirstIdAsync("Benefits"), 5);
        await SetAsync(database, member, MemberStatus.Left);

        var sale = new SellProductCommand("sale", Actor.User(1))
        { MemberId = member, ProductId = await database.AddProductAsync("Pack"), SoldOn = new DateOnly(2026, 1, 15) };
        var transfer = new TransferCommand("transfer", Actor.User(1)) { CreditIds = [credit], MemberId = member };
        Assert.IsType<NeedsConfirmation>(await RunAsync(database, sale));
        Assert.IsType<NeedsConfirmation>(await RunAsync(database, transfer));
        Assert.IsType<Done>(await RunAsync(database, sale with { DespiteStatus = true }));
        Assert.IsType<Done>(await RunAsync(database, transfer with { DespiteStatus = true }));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_import_says_what_still_runs_and_who_is_not_active(string provider)
    {
        var (database, _, _) = await OnAPlanAsync(provider);
        await using var __ = database;
        using var members = await database.ImportAsync(ImportKind.Members, "reference,name,status\nM-1,Ada Quinn,Left\nm-1,Bo,\n",
            new ImportOptions(SkipRefused: true));
        Assert.Equal(["Ada Quinn (M-1) is marked as left; still running: Club."], members.Notes.All);
        Assert.Contains("Ada Quinn (M-1) has this reference already", Assert.Single(members.Refusals()).Reason, StringComparison.Ordinal);

        database.Clock.Now = Noon15Jan.AddDays(1);
        using var uses = await database.ImportAsync(ImportKind.Usages,
            "external_id,member,amount,used_at,kind\nU1,M-1,1,2026-01-15 13:00,Uses\n");
        Assert.True(uses.IsKept);
        Assert.Equal(["Ada Quinn (M-1) has left; the uses in the file are taken all the same."], uses.Notes.All);
    }
}
