using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Tests.Queries;

/// <summary>
/// Runs every query of <c>CreditLedger.Data.Queries</c> in every shape it has. A query that is missing here fails a test.
/// </summary>
internal sealed class EveryQuery(LedgerDbContext db, LedgerStore store, DateTime now, long memberId, long creditId, long entryId)
{
    private static readonly PagePosition[] Ends = [PagePosition.First, PagePosition.Last];
    private readonly BenefitServicesQuery _services = new(db);

    public static IReadOnlyDictionary<Type, Func<EveryQuery, CancellationToken, Task>> All
    { get; } = new Dictionary<Type, Func<EveryQuery, CancellationToken, Task>>
    {
        [typeof(MembersQuery)] = (all, stop) => all.MembersAsync(stop),
        [typeof(MemberQuery)] = (all, stop) => new MemberQuery(all.Db).RunAsync(all.MemberId, stop),
        [typeof(MergesQuery)] = async (all, stop) =>
        {
            var query = new MergesQuery(all.Db);
            await query.OneAsync(1, stop);
            await query.IntoAsync(all.MemberId, stop);
            await query.SurvivorAsync(all.MemberId, stop);
        },
        [typeof(AccountQuery)] = (all, stop) => new AccountQuery(all.Db).RunAsync(1, "none", stop),
        [typeof(RemainingQuery)] = (all, stop) => new RemainingQuery(all.Store)
            .RunAsync([all.MemberId, all.MemberId + 1], all.Now, stop),
        [typeof(BenefitServicesQuery)] = (all, stop) => all._services.RunAsync([1, 2], stop),
        [typeof(OwnerCreditsQuery)] = (all, stop) => all.OwnerCreditsAsync(stop),
        [typeof(CreditQuery)] = (all, stop) => all.Credit().RunAsync(all.CreditId, all.Now, stop),
        [typeof(CreditListQuery)] = (all, stop) => all.CreditListAsync(stop),
        [typeof(UseHistoryQuery)] = (all, stop) => all.UseHistoryAsync(stop),
        [typeof(GroupListQuery)] = (all, stop) => all.GroupListAsync(stop),
        [typeof(PostingListQuery)] = (all, stop) => all.PostingListAsync(stop),
        [typeof(AuditListQuery)] = (all, stop) => all.AuditListAsync(stop),
        [typeof(BookingListQuery)] = (all, stop) => all.BookingListAsync(stop),
        [typeof(BookingQuery)] = (all, stop) => new BookingQuery(all.Db).RunAsync(1, all.Now, stop),
        [typeof(CommittedQuery)] = async (all, stop) =>
        {
            await new CommittedQuery(all.Db).RunAsync(all.MemberId, stop);
            await new CommittedQuery(all.Db).OfCreditAsync(all.MemberId, all.CreditId, stop);
        },
        [typeof(BookableServicesQuery)] = (all, stop) => new BookableServicesQuery(all.Db).RunAsync(stop),
        [typeof(ServiceDayQuery)] = (all, stop) => new ServiceDayQuery(all.Db).RunAsync(1, all.Now.AddDays(-1), all.Now, stop),
        [typeof(ParticipantsQuery)] = (all, stop) => new ParticipantsQuery(all.Db).RunAsync(all.MemberId, all.Now, stop),
        [typeof(MemberBookingsQuery)] = async (all, stop) =>
        {
            foreach (var past in new[] { false, true })
            {
                foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                    await new MemberBookingsQuery(all.Db).RunAsync(all.MemberId, past, all.Now, position, 10, stop);
            }
        },
        [typeof(UserListQuery)] = (all, stop) => all.UserListAsync(stop),
        [typeof(ApprovalListQuery)] = (all, stop) => all.ApprovalListAsync(stop),
        [typeof(ApprovalsQuery)] = async (all, stop) =>
        {
            var query = new ApprovalsQuery(all.Db);
            await query.FindAsync(1, stop);
            await query.OpenAsync(all.Now, 10, stop);
            await query.OfUserAsync(1, all.Now.AddDays(-14), 10, stop);
        },
        [typeof(ActorsQuery)] = (all, stop) => new ActorsQuery(all.Db).RunAsync("space", stop),
        [typeof(MemberTagsQuery)] = (all, stop) => new MemberTagsQuery(all.Db).RunAsync(stop),
        [typeof(BenefitListQuery)] = (all, stop) => all.CatalogueAsync(new BenefitListQuery(all.Db), stop),
        [typeof(ServiceListQuery)] = (all, stop) => all.CatalogueAsync(new ServiceListQuery(all.Db), stop),
        [typeof(PlanListQuery)] = (all, stop) => all.CatalogueAsync(new PlanListQuery(all.Db), stop),
        [typeof(ProductListQuery)] = (all, stop) => all.CatalogueAsync(new ProductListQuery(all.Db), stop),
        [typeof(GroupQuery)] = (all, stop) => all.GroupsAsync(stop),
        [typeof(SharedBenefitsQuery)] = (all, stop) => new SharedBenefitsQuery(all.Db).RunAsync(stop),
        [typeof(GroupUseQuery)] = (all, stop) => new GroupUseQuery(all.Db)
            .RunAsync(all.MemberId, Enum.GetValues<BenefitKind>(), all.Now.AddDays(-40), all.Now, stop),
        [typeof(MemberUsesQuery)] = async (all, stop) =>
        {
            foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(all.EntryId), PagePosition.Before(all.EntryId)])
                await new MemberUsesQuery(all.Db).RunAsync(all.MemberId, position, 10, all.Now, stop);
        },
        [typeof(KindStatementQuery)] = (all, stop) => all.KindStatementAsync(stop),
        [typeof(StatementQuery)] = (all, stop) => all.StatementAsync(stop),
        [typeof(DashboardQuery)] = (all, stop) => new DashboardQuery(all.Db).RunAsync(
            new DashboardSpans(all.Now, all.Now.AddDays(-14), all.Now.AddDays(-42), all.Now.AddDays(-28), all.Now.AddDays(30)), stop),
        [typeof(CatalogueCountsQuery)] = (all, stop) => new CatalogueCountsQuery(all.Db).RunAsync(stop),
        [typeof(OfferedBenefitsQuery)] = (all, stop) => new OfferedBenefitsQuery(all.Db).RunAsync(stop),
        [typeof(OfferedServicesQuery)] = (all, stop) => new OfferedServicesQuery(all.Db).RunAsync(stop),
        [typeof(BenefitQuery)] = async (all, stop) =>
        {
            var query = new BenefitQuery(all.Db);
            await query.RunAsync(1, stop);
        },
        [typeof(ServiceQuery)] = async (all, stop) =>
        {
            var query = new ServiceQuery(all.Db);
            await query.RunAsync(1, stop);
            await query.BenefitsAsync(stop);
        },
        [typeof(ProductQuery)] = async (all, stop) =>
        {
            var query = new ProductQuery(all.Db);
            await query.RunAsync(1, stop);
        },
        [typeof(PlanMembershipsQuery)] = (all, stop) => new PlanMembershipsQuery(all.Db).RunAsync(1, all.Now, stop),
        [typeof(PlanSupplyQuery)] = (all, stop) => all.PlanSupplyAsync(stop),
        [typeof(RenewalsQuery)] = (all, stop) => all.Renewals().RunAsync([1, 2], stop),
        [typeof(NextRenewalsQuery)] = (all, stop) => new NextRenewalsQuery(all.Db, all.Renewals()).RunAsync(5, all.Now, stop),
        [typeof(SetAsideQuery)] = (all, stop) => new SetAsideQuery(all.Db).RunAsync(all.Now, 5, stop),
        [typeof(SetupStepsQuery)] = (all, stop) => new SetupStepsQuery(all.Db).RunAsync(stop),
        [typeof(SkippedPeriodsQuery)] = (all, stop) => new SkippedPeriodsQuery(all.Db).RunAsync(1, stop),
        [typeof(MembershipsQuery)] = (all, stop) => all.MembershipsAsync(stop),
        [typeof(GrantedTotalsQuery)] = (all, stop) => new GrantedTotalsQuery(all.Db).RunAsync([1, 2], all.Now, stop),
        [typeof(IssuedPeriodsQuery)] = (all, stop) => all.IssuedPeriodsAsync(stop),
        [typeof(SalesQuery)] = async (all, stop) =>
        {
            foreach (var position in Ends) await new SalesQuery(all.Db).RunAsync(all.MemberId, position, 10, stop);
        },
        [typeof(PlanQuery)] = async (all, stop) =>
        {
            var query = new PlanQuery(all.Db);
            await query.RunAsync(1, all.Now, stop);
        },
    };

    private LedgerDbContext Db => db;

    private LedgerStore Store => store;
    private DateTime Now => now;
    private long MemberId => memberId;
    private long CreditId => creditId;
    private long EntryId => entryId;

    public static async Task RunAllAsync(EveryQuery all, CancellationToken stop)
    {
        foreach (var run in All.Values) await run(all, stop);
    }

    private async Task GroupListAsync(CancellationToken stop)
    {
        GroupFilter[] filters = [new(), new() { Kind = GroupKind.Team }, new() { Search = "a b" },
            new() { Archived = true, Kind = GroupKind.Business, Search = "ltd" }];
        foreach (var filter in filters)
        {
            foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                await new GroupListQuery(db).RunAsync(filter, position, 5, now, stop);
        }
    }

    private async Task ApprovalListAsync(CancellationToken stop)
    {
        var query = new ApprovalListQuery(db);
        foreach (var standing in Enum.GetValues<ApprovalStanding>())
        {
            foreach (var filter in new ApprovalFilter[] { new() { Standing = standing }, new() { Standing = standing, AskedById = 1 } })
            {
                foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                    await query.RunAsync(filter, position, 5, now, stop);
                await query.NeighboursAsync(filter, 1, now, stop);
            }
        }
    }

    private async Task AuditListAsync(CancellationToken stop)
    {
        var query = new AuditListQuery(db);
        AuditFilter[] filters =
        [
            new(), new() { OldestFirst = true }, new() { Who = "admin" }, new() { Act = "sign" }, new() { IsAllowed = false },
            new() { From = now.AddDays(-7), Until = now, IsAllowed = true, Who = "a", Act = "s" },
        ];
        foreach (var filter in filters)
        {
            foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                await query.RunAsync(filter, position, 5, now, stop);
        }
    }

    private async Task BookingListAsync(CancellationToken stop)
    {
        var query = new BookingListQuery(db);
        await query.UncoveredAsync(5, now, stop);
        await query.LinesAsync([1, 2], now, stop);
        BookingFilter[] filters =
        [
            new(), new() { LatestFirst = true }, new() { ServiceId = 1 }, new() { From = now, Until = now.AddDays(7) },
            new() { Member = "a b" }, new() { SeriesId = 1 },
            .. Enum.GetValues<BookingState>().Select(state => new BookingFilter { State = state }),
        ];
        foreach (var filter in filters)
        {
            foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                await query.RunAsync(filter, position, 5, now, stop);
        }
    }

    private async Task UserListAsync(CancellationToken stop)
    {
        var query = new UserListQuery(db);
        foreach (var filter in new UserFilter[] { new(), new() { Descending = true, Search = "a", Role = UserRole.Admin,
            Standing = UserStanding.Active } })
        {
            foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                await query.RunAsync(filter, position, 5, now, stop);
        }
    }

    private async Task PostingListAsync(CancellationToken stop)
    {
        PostingFilter[] filters =
        [
            new(), new() { OldestFirst = true }, new() { Number = 3 }, new() { Kind = PostingKind.Adjustment },
            new() { RecordedBy = [] }, new() { RecordedBy = [Actor.User(1)] },
            new() { RecordedBy = [Actor.User(1), Actor.User(2), Actor.Job(JobName.Import)], Kind = PostingKind.Usage },
            new() { From = now.AddDays(-7) }, new() { From = now.AddDays(-7), Until = now, Kind = PostingKind.Adjustment,
                RecordedBy = [Actor.User(1)] },
            new() { Undone = UndoneState.Wholly }, new() { Undone = UndoneState.Partly }, new() { Undone = UndoneState.Nothing },
            new() { Member = "ann" },
            new() { Member = "ann smi", Undone = UndoneState.Nothing, Kind = PostingKind.Usage, Until = now, OldestFirst = true },
        ];
        foreach (var query in new[] { new PostingListQuery(db), new PostingListQuery(db) { Few = 0 } })
        {
            foreach (var filter in filters)
            {
                foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(2), PagePosition.Before(2)])
                    await query.RunAsync(filter, position, 10, now, stop);
                await query.NeighboursAsync(filter, 2, now, stop);
            }
        }
    }

    private async Task GroupsAsync(CancellationToken stop)
    {
        await new GroupQuery(db, new LedgerRules()).OneAsync(1, now, stop);
        await new GroupQuery(db, new LedgerRules()).OfMemberAsync(memberId, now, stop);
        await new GroupQuery(db, new LedgerRules()).OwnedByAsync(memberId, now, stop);
    }

    private CreditQuery Credit() => new(db, _services, new OwnerCreditsQuery(db, _services, store), new CommittedQuery(db));

    private RenewalsQuery Renewals() => new(db, new PlanSupplyQuery(db), TestDatabase.London);

    private async Task PlanSupplyAsync(CancellationToken stop)
    {
        await new PlanSupplyQuery(db).ChoicesAsync(stop);
        await new PlanSupplyQuery(db).ProductChoicesAsync(stop);
    }

    private async Task MembershipsAsync(CancellationToken stop)
    {
        var memberships = new MembershipsQuery(db, Renewals());
        await memberships.OneAsync(1, stop);
        await memberships.CurrentAsync(memberId, now, stop);
        foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
            await memberships.PastAsync(memberId, position, 10, now, stop);
    }

    private async Task IssuedPeriodsAsync(CancellationToken stop)
    {
        var issued = new IssuedPeriodsQuery(db);
        foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
            await issued.RunAsync(1, position, 10, now, stop);
        await issued.OfCreditAsync(creditId, now, stop);
    }

    private async Task MembersAsync(CancellationToken stop)
    {
        var finding = new MembersQuery(db, new RemainingQuery(store));
        var walking = new MembersQuery(db, new RemainingQuery(store)) { Few = 0 };
        foreach (var sort in Enum.GetValues<MemberSort>())
        {
            foreach (var descending in new[] { false, true })
            {
                foreach (var filter in Filters().Select(filter => filter with { Sort = sort, Descending = descending }))
                {
                    foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(memberId), PagePosition.Before(memberId)])
                    {
                        await finding.RunAsync(filter, position, 10, now, stop);
                        await walking.RunAsync(filter, position, 10, now, stop);
                    }

                    await walking.NeighboursAsync(filter, memberId, now, stop);
                }
            }
        }
    }

    private static IEnumerable<MemberFilter> Filters() =>
    [
        new(), new() { Status = MemberStatus.Active }, new() { Tags = ["team"] }, new() { Search = "ann" },
        new() { NoCreditLeft = true }, new() { NoCreditLeft = true, Search = "an" },
        new() { CreditRefused = true }, new() { CreditRefused = true, Status = MemberStatus.Active },
        new() { Search = "ann smi", Status = MemberStatus.Left, Tags = ["team", "founder"] },
    ];

    private async Task CatalogueAsync<TEntity, TRow>(CatalogueListQuery<TEntity, TRow> query, CancellationToken stop)
        where TEntity : VersionedRow
    {
        foreach (var filter in new CatalogueFilter[] { new(), new() { IsArchived = true }, new() { Search = "H", Descending = true } })
        {
            foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(1), PagePosition.Before(1)])
                await query.RunAsync(filter, position, 5, now, stop);
        }
    }

    private async Task OwnerCreditsAsync(CancellationToken stop)
    {
        var query = new OwnerCreditsQuery(db, _services, store);
        await query.NotOverAsync(memberId, null, now, stop);
        await query.NotOverAsync(memberId, BenefitKind.Time, now, stop);
        foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(creditId), PagePosition.Before(creditId)])
            await query.ExpiredAsync(memberId, BenefitKind.Uses, position, 5, now, stop);
        await query.AnyAsync(memberId, BenefitKind.Time, stop);
        await query.ExpiredSinceAsync(memberId, now.AddYears(-1), now, stop);
    }

    private async Task CreditListAsync(CancellationToken stop)
    {
        CreditFilter[] filters =
        [
            .. Enum.GetValues<CreditStatus>().Select(status => new CreditFilter { Status = status }), new() { Status = null },
            new() { Kind = BenefitKind.Time, EndsAfter = now, EndsBy = now.AddDays(7) }, new() { BenefitId = 1 },
            new() { Kind = BenefitKind.Money, Currency = "GBP" }, new() { Currency = "EUR", EndsBy = now.AddDays(30) },
            new() { Kind = BenefitKind.Money, Currency = "EUR", Sort = CreditSort.Added },
            new() { Source = CreditSource.Plan }, new() { PlanId = 1 },
            new() { Sort = CreditSort.Added }, new() { Sort = CreditSort.Added, Descending = true, Kind = BenefitKind.Time },
            new() { Owner = "ann" }, new() { Owner = "ann smi", Status = CreditStatus.Expired, PlanId = 1, Kind = BenefitKind.Uses,
                Source = CreditSource.Plan },
        ];
        foreach (var query in new[] { new CreditListQuery(db), new CreditListQuery(db) { Few = 0 } })
        {
            foreach (var filter in filters)
            {
                foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(creditId), PagePosition.Before(creditId)])
                    await query.RunAsync(filter, position, 10, now, stop);
                await query.IdsAsync(filter, 10, now, stop);
            }
        }
    }

    private async Task UseHistoryAsync(CancellationToken stop)
    {
        var query = new UseHistoryQuery(db);
        HistoryFilter[] filters =
        [
            new(), new() { From = now.AddDays(-20), Until = now }, new() { CreditId = creditId }, new() { Who = "space" },
            new() { Text = "Book%" }, new() { RecordedBy = "import" },
            .. Enum.GetValues<HistoryPart>().Select(part => new HistoryFilter { Part = part }),
        ];
        foreach (var scope in new[] { HistoryScope.OfOwner(memberId, BenefitKind.Time), HistoryScope.OfCredit(creditId),
            HistoryScope.OfGroup(memberId, BenefitKind.Time) })
        {
            foreach (var filter in filters)
            {
                foreach (var position in (PagePosition[])[.. Ends, PagePosition.After(entryId), PagePosition.Before(entryId)])
                    await query.RunAsync(scope, filter, position, 10, now, stop);
            }
        }
    }

    private async Task KindStatementAsync(CancellationToken stop)
    {
        var query = new KindStatementQuery(db, new MembershipsQuery(db, Renewals()));
        await query.RunAsync(memberId, BenefitKind.Time, now.AddDays(-14), now.AddDays(16), now, stop);
        await query.RunAsync(memberId, BenefitKind.Time, now.AddDays(-40), now.AddDays(-14), now, stop);
    }

    private async Task StatementAsync(CancellationToken stop)
    {
        var credit = await Credit().RunAsync(creditId, now, stop);
        await new StatementQuery(db).RunAsync(credit!.Credit, stop);
    }
}
