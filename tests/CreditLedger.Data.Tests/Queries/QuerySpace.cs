using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;

namespace CreditLedger.Data.Tests.Queries;

/// <summary>A small space with every sort of credit and row: one member with a long history among many others.</summary>
public sealed class QuerySpace : IAsyncDisposable
{
    public static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);
    private readonly Random _random = TestSeed.NewRandom(20260315);

    private QuerySpace(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }
    public List<Member> Members { get; } = [];
    public long RoomId { get; private set; }
    public long DeskId { get; private set; }
    public long WalletId { get; private set; }
    public long EuroWalletId { get; private set; }
    public long PrintId { get; private set; }
    public long TicketId { get; private set; }
    public long PassId { get; private set; }
    public long ServiceId { get; private set; }
    public long UserId { get; private set; }

    /// <summary>The member with the long history.</summary>
    public long HeavyId => Members[0].Id;

    public long HeavyRoom { get; private set; }
    public long HeavyDesk { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<QuerySpace> CreateAsync(string provider = "sqlite", int members = 70)
    {
        var space = new QuerySpace(await TestDatabase.CreateAsync(provider, Now));
        await space.AddCatalogueAsync();
        await space.AddMembersAsync(members);
        await space.AddHeavyHistoryAsync();
        await space.AddOthersAsync();
        return space;
    }

    public LedgerDbContext NewContext() => Database.NewContext();

    public async Task<Done> ExecuteAsync(LedgerCommand act) => Assert.IsType<Done>(await Database.Store.ExecuteAsync(act, Stop));

    public Task<Done> UseAsync(long credit, long member, long amount, DateTime usedAt, long? service = null, string? text = null) =>
        ExecuteAsync(new UsageCommand(Key(), Actor.User(UserId))
        {
            MemberId = member,
            CreditId = credit,
            Amount = amount,
            UsedAt = usedAt,
            ServiceId = service,
            Description = text,
        });

    public Task<Done> AdjustAsync(long credit, long by, string reason) =>
        ExecuteAsync(new AdjustmentCommand(Key(), Actor.User(UserId)) { CreditId = credit, By = by, Description = reason });

    public Task<Done> UndoAsync(long posting) => ExecuteAsync(new ReversalCommand(Key(), Actor.User(UserId)) { PostingId = posting });

    public async Task<long> GrantAsync(long member, long benefit, long amount, DateTime startsAt, DateTime? expiresAt,
        CreditSource source = CreditSource.Plan, string? name = "Hub 10", int? priority = null)
    {
        var recorded = await ExecuteAsync(new GrantCommand(Key(), Actor.Job(JobName.Import))
        {
            MemberId = member,
            BenefitId = benefit,
            Amount = amount,
            StartsAt = startsAt,
            ExpiresAt = expiresAt,
            Source = source,
            SourceName = name,
            Priority = priority,
        });
        return recorded.Entries[0].CreditId;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static string Key() => Guid.NewGuid().ToString("N");

    private async Task AddCatalogueAsync()
    {
        await using var context = NewContext();
        var service = new Service { Reference = "S-1", Name = "Focus room" };
        context.Services.Add(service);
        var user = new Identity.AppUser
        {
            UserName = "admin@space.example",
            Email = "admin@space.example",
            Role = UserRole.Admin,
            CreatedAt = Now
        };
        context.Users.Add(user);
        await context.SaveChangesAsync(Stop);
        (ServiceId, UserId) = (service.Id, user.Id);
        RoomId = await Database.AddBenefitAsync("Meeting room time", BenefitKind.Time, null, ServiceId);
        DeskId = await Database.AddBenefitAsync("Desk time");
        WalletId = await Database.AddBenefitAsync("Wallet", BenefitKind.Money, "GBP");
        EuroWalletId = await Database.AddBenefitAsync("Euro wallet", BenefitKind.Money, "EUR");
        PrintId = await Database.AddBenefitAsync("Printing", BenefitKind.Printing, "GBP");
        TicketId = await Database.AddBenefitAsync("Event ticket", BenefitKind.Uses);
        PassId = await Database.AddBenefitAsync("Day pass", BenefitKind.Pass);
    }

    private async Task AddMembersAsync(int count)
    {
        string[] first = ["Ann", "Anna", "Ben", "Léa", "Zoë", "Mia", "Ørjan"];
        string[] last = ["Smith", "Smythe", "Jones", "Annan", "O'Neil"];
        await using var context = NewContext();
        for (var index = 0; index < count; index++)
        {
            // Who uses something must be active (R54); chance has all others.
            var status = (MemberStatus)(1 + _random.Next(3));
            if (index % 4 is 0 or 1) status = MemberStatus.Active;
            var name = $"{first[_random.Next(first.Length)]} {last[_random.Next(last.Length)]}";
            var member = new Member
            {
                Reference = $"M-{_random.Next(100):000}-{index:000}",
                Name = name,
                SortName = SearchText.Fold(name),
                Email = $"{SearchText.Fold(first[index % first.Length])}{index}@space.example",
                Status = status,
                JoinedOn = index % 5 == 0 ? null : new DateOnly(2025, 1, 1).AddDays(_random.Next(20)),
            };
            foreach (var term in SearchText.TermsOf(member.Reference, name, member.Email))
                member.SearchTerms.Add(new MemberSearchTerm { Term = term });
            if (index % 2 == 0) member.Tags.Add(new MemberTag { Tag = "team" });
            if (index % 7 == 0) member.Tags.Add(new MemberTag { Tag = "founder" });
            Members.Add(member);
        }

        context.Members.AddRange(Members);
        await context.SaveChangesAsync(Stop);
    }

    private async Task AddHeavyHistoryAsync()
    {
        HeavyRoom = await GrantAsync(HeavyId, RoomId, 3000, Now.AddDays(-30), Now.AddDays(20));
        HeavyDesk = await GrantAsync(HeavyId, DeskId, 6000, Now.AddDays(-40), null, CreditSource.Manual, null);
        var wallet = await GrantAsync(HeavyId, WalletId, 10_000, Now.AddDays(-30), null, CreditSource.Product, "Top-up");
        for (var index = 0; index < 60; index++)
        {
            var onRoom = index % 3 != 0;
            await UseAsync(onRoom ? HeavyRoom : HeavyDesk, HeavyId, 15 * (1 + (index % 3)), Now.AddHours(-600 + (index / 2 * 2)),
                onRoom ? ServiceId : null, $"Booking {index}");
        }

        var wrong = await AdjustAsync(HeavyRoom, 60, "projector did not work");
        await AdjustAsync(HeavyDesk, -30, "overstayed");
        await UndoAsync(wrong.PostingId);
        await UseAsync(wallet, HeavyId, 1250, Now.AddDays(-1), null, "Coffee");
    }

    private async Task AddOthersAsync()
    {
        foreach (var (index, member) in Members.Skip(1).Take(20).Index())
        {
            await GrantAsync(member.Id, PrintId, 900, Now.AddDays(-10), Now.AddDays(index + 1));
            var used = await GrantAsync(member.Id, DeskId, 60, Now.AddDays(-10), Now.AddDays(16));
            await GrantAsync(member.Id, TicketId, 2, Now.AddDays(-300), Now.AddDays(-200 + index));
            await GrantAsync(member.Id, PassId, 5, Now.AddDays(2), null);
            if (index % 4 == 0) await UseAsync(used, member.Id, 60, Now.AddDays(-2));
        }

        await GrantAsync(Members[1].Id, EuroWalletId, 5000, Now.AddDays(-1), null);
    }
}
