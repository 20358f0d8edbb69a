using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Benchmarks;

/// <summary>The queries behind the pages, of members drawn at random, each in a scope of its own as a request has it.</summary>
internal sealed class ReadMeasurement : IAsyncDisposable
{
    private const int PageSize = 50;

    /// <summary>What can be asked, the p95 that QUALITY asks for in milliseconds, and whether it must not grow with the ledger.</summary>
    public static readonly (string What, double Limit, bool IsFlat)[] Kinds =
    [
        (Balances, 5, true), (HistoryFirst, 30, false), (HistoryLast, 30, false), (HistoryOfCredit, 30, false), (MembersFirst, 30, false),
        (MembersLast, 30, false), (MembersSearch, 30, false), (BookingsFirst, 30, false), (BookingsLast, 30, false),
        (BookingsOfRoom, 30, false), (BookingsOfMember, 30, false), (BookingsNotAttended, 30, false), (Dashboard, 300, false),
    ];

    private const string Balances = "a member's balances with every credit";
    private const string HistoryFirst = "use history of a member, first page";
    private const string HistoryLast = "use history of a member, last page";
    private const string HistoryOfCredit = "use history of a credit, first page";
    private const string MembersFirst = "members list, first page";
    private const string MembersLast = "members list, last page";
    private const string MembersSearch = "members list, search by name";
    private const string BookingsFirst = "bookings, first page";
    private const string BookingsLast = "bookings, last page";
    private const string BookingsOfRoom = "bookings of a service in a week";
    private const string BookingsOfMember = "bookings of a member, past";
    private const string BookingsNotAttended = "bookings not attended, latest first";
    private const string Dashboard = "dashboard";

    private static readonly DateTime ThisMonth = new(SpaceGenerator.Now.Year, SpaceGenerator.Now.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DashboardSpans Spans =
        new(SpaceGenerator.Now, ThisMonth, ThisMonth.AddMonths(-1), SpaceGenerator.Now.AddMonths(-1), SpaceGenerator.Now.AddDays(30));

    private readonly LedgerFile _ledger;
    private readonly List<long> _members;
    private readonly int _count;
    private readonly Random _random = new(7);

    private ReadMeasurement(LedgerFile ledger, List<long> members, int count) => (_ledger, _members, _count) = (ledger, members, count);

    public static async Task<ReadMeasurement> OpenAsync(string file, int count, CancellationToken cancellationToken)
    {
        var ledger = await LedgerFile.OpenAsync(file, cancellationToken);
        await using var context = await ledger.Contexts.CreateDbContextAsync(cancellationToken);
        return new ReadMeasurement(ledger, await context.Members.Select(member => member.Id).ToListAsync(cancellationToken), count);
    }

    public Task<Times> RunAsync(string what, CancellationToken cancellationToken)
    {
        var now = SpaceGenerator.Now;
        return Times.Of(what == Dashboard ? 30 : _count, what switch
        {
            Balances => () => _ledger.AskAsync((OwnerCreditsQuery query) => query.NotOverAsync(Member(), null, now, cancellationToken)),
            HistoryFirst => () => HistoryAsync(HistoryScope.OfOwner(Member(), BenefitKind.Time), PagePosition.First),
            HistoryLast => () => HistoryAsync(HistoryScope.OfOwner(Member(), BenefitKind.Time), PagePosition.Last),
            HistoryOfCredit => CreditHistoryAsync,
            MembersFirst => () => ListAsync(new MemberFilter(), PagePosition.First),
            MembersLast => () => ListAsync(new MemberFilter(), PagePosition.Last),
            MembersSearch => () => ListAsync(new MemberFilter { Search = Names.Last[_random.Next(Names.Last.Length)] }, PagePosition.First),
            BookingsFirst => () => BookingsAsync(new BookingFilter(), PagePosition.First),
            BookingsLast => () => BookingsAsync(new BookingFilter(), PagePosition.Last),
            BookingsOfRoom => () => BookingsAsync(
                new BookingFilter { ServiceId = _random.Next(2, 100), From = now.AddDays(-30), Until = now.AddDays(-23) },
                PagePosition.First),
            BookingsNotAttended => () => BookingsAsync(
                new BookingFilter { State = BookingState.NoShow, LatestFirst = true }, PagePosition.First),
            BookingsOfMember => () => _ledger.AskAsync((MemberBookingsQuery query) =>
                query.RunAsync(Member(), true, now, PagePosition.First, PageSize, cancellationToken)),
            _ => (Func<Task>)(() => _ledger.AskAsync((DashboardQuery query) => query.RunAsync(Spans, cancellationToken))),
        });

        Task HistoryAsync(HistoryScope scope, PagePosition position) =>
            _ledger.AskAsync(
                (UseHistoryQuery query) => query.RunAsync(scope, new HistoryFilter(), position, PageSize, now, cancellationToken));

        Task ListAsync(MemberFilter filter, PagePosition position) =>
            _ledger.AskAsync((MembersQuery query) => query.RunAsync(filter, position, PageSize, now, cancellationToken));

        Task BookingsAsync(BookingFilter filter, PagePosition position) =>
            _ledger.AskAsync((BookingListQuery query) => query.RunAsync(filter, position, PageSize, now, cancellationToken));

        async Task CreditHistoryAsync()
        {
            var member = Member();
            await using var context = await _ledger.Contexts.CreateDbContextAsync(cancellationToken);
            var credit = await context.Credits.Where(credit => credit.OwnerId == member).Select(credit => credit.Id)
                .FirstAsync(cancellationToken);
            await HistoryAsync(HistoryScope.OfCredit(credit), PagePosition.First);
        }
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    private long Member() => _members[_random.Next(_members.Count)];
}
