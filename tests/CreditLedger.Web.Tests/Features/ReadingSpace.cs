using CreditLedger.Data.Model;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Features;

/// <summary>A site whose space has something of everything that the read pages show, for tests that change nothing.</summary>
public sealed class ReadingSpace : IAsyncLifetime
{
    private long _userId;

    public LedgerSpace Site { get; } = new();
    public DateTime Now => Site.Clock.GetUtcNow().UtcDateTime;
    public long AdaId { get; private set; }
    public long BareId { get; private set; }
    public long RoomBenefitId { get; private set; }
    public long RoomServiceId { get; private set; }

    /// <summary>5 h of a plan, of which 240 are used in 3 bookings and 60 removed by an admin: empty.</summary>
    public long EmptyRoomId { get; private set; }

    /// <summary>Desk time that is used first, because it ends.</summary>
    public long DeskId { get; private set; }

    public long UndonePostingId { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<SiteBrowser> AsAsync(UserRole role) => Site.AsAsync(role);

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        _userId = (await Site.HaveUserAsync(UserRole.Admin)).Id;
        await AddCatalogueAsync();
        AdaId = await AddMemberAsync("Ada Brown", "ada@space.example", "M-0001", MemberStatus.Active, ["hub-10", "founder"],
            new DateOnly(2025, 3, 1));
        BareId = await AddMemberAsync("Zoë Bare", null, "M-0002", MemberStatus.Suspended, [], null);
        for (var index = 3; index <= 62; index++)
            await AddMemberAsync($"Member {index:000}", $"m{index}@space.example", $"M-{index:0000}", MemberStatus.Active,
                index % 2 == 0 ? ["hub-10"] : [], new DateOnly(2025, 5, 1));
        await AddCreditsAsync();
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private async Task AddCatalogueAsync() => RoomBenefitId = await Site.ReadAsync(async db =>
    {
        var services = Enumerable.Range(1, 12).Select(index => new Service { Reference = $"S-{index:00}", Name = $"Room {index}" })
            .ToList();
        db.Services.AddRange(services);
        await db.SaveChangesAsync(Stop);
        RoomServiceId = services[0].Id;
        var room = new Benefit { Reference = "ROOM", Name = "Meeting room time", Kind = BenefitKind.Time };
        foreach (var service in services) room.Services.Add(new BenefitService { ServiceId = service.Id });
        db.Benefits.Add(room);
        await db.SaveChangesAsync(Stop);
        return room.Id;
    });

    private Task<long> AddMemberAsync(string name, string? email, string reference, MemberStatus status, string[] tags,
        DateOnly? joinedOn) => Site.ReadAsync(async db =>
    {
        var member = new Member
        {
            Reference = reference,
            Name = name,
            SortName = SearchText.Fold(name),
            Email = email,
            Status = status,
            JoinedOn = joinedOn
        };
        foreach (var tag in tags) member.Tags.Add(new MemberTag { Tag = tag });
        foreach (var term in SearchText.TermsOf(reference, name, email)) member.SearchTerms.Add(new MemberSearchTerm { Term = term });
        db.Members.Add(member);
        await db.SaveChangesAsync(Stop);
        return member.Id;
    });

    private async Task AddCreditsAsync()
    {
        var day = new DateTime(2025, 12, 1, 0, 0, 0, DateTimeKind.Utc);
        EmptyRoomId = await GrantAsync(RoomBenefitId, 300, day, day.AddMonths(1), CreditSource.Plan, "Meeting Pro");
        DeskId = await GrantAsync(await Site.BenefitAsync(BenefitKind.Time), 600, day, day.AddMonths(1), CreditSource.Plan, "Hub 10");
        await GrantAsync(RoomBenefitId, 120, day, null, CreditSource.Manual, null);
        await GrantAsync(RoomBenefitId, 60, day.AddMonths(-3), day.AddMonths(-2), CreditSource.Plan, "Meeting Pro");
        await GrantAsync(await Site.BenefitAsync(BenefitKind.Money), 10_000, day, null, CreditSource.Product, "Top-up");
        await GrantAsync(await Site.BenefitAsync(BenefitKind.Printing), 900, day, null, CreditSource.Plan, "Hub 10");
        await GrantAsync(await Site.BenefitAsync(BenefitKind.Pass), 5, day, null, CreditSource.Product, "Day pass");
        foreach (var (amount, hours) in new[] { (60L, 30), (60L, 54), (120L, 78) })
            await UseAsync(EmptyRoomId, amount, day.AddHours(hours), RoomServiceId, "Booking of Room 1");
        await AdjustAsync(EmptyRoomId, -60, "Overstayed by an hour");
        UndonePostingId = (await UseAsync(DeskId, 60, day.AddDays(2), null, "Walk-in <b>desk</b>")).PostingId;
        await Site.RecordAsync(new ReversalCommand("undo-walk-in", Actor.User(_userId)) { PostingId = UndonePostingId });
        var wallet = await GrantAsync(await Site.BenefitAsync(BenefitKind.Money, "EUR"), 10_000, day, null, CreditSource.Product, "Top-up");
        for (var index = 0; index < 120; index++) await UseAsync(wallet, 10, day.AddDays(3).AddMinutes(index), null, $"Coffee {index}");
    }

    private Task<Done> UseAsync(long credit, long amount, DateTime usedAt, long? service, string text) => Site.RecordAsync(
        new UsageCommand(Guid.NewGuid().ToString(), Actor.User(_userId))
        { MemberId = AdaId, CreditId = credit, Amount = amount, UsedAt = usedAt, ServiceId = service, Description = text });

    private Task<Done> AdjustAsync(long credit, long by, string reason) =>
        Site.RecordAsync(
            new AdjustmentCommand(Guid.NewGuid().ToString(), Actor.User(_userId)) { CreditId = credit, By = by, Description = reason });

    private async Task<long> GrantAsync(long benefit, long amount, DateTime startsAt, DateTime? expiresAt, CreditSource source,
        string? sourceName)
    {
        var recorded = await Site.RecordAsync(new GrantCommand(Guid.NewGuid().ToString(), Actor.Job(JobName.Import))
        {
            MemberId = AdaId,
            BenefitId = benefit,
            Amount = amount,
            StartsAt = startsAt,
            ExpiresAt = expiresAt,
            Source = source,
            SourceName = sourceName,
        });
        return recorded.Entries[0].CreditId;
    }
}
