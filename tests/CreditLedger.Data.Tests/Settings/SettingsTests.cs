using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Settings;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Settings;

/// <summary>R55: the settings of the database hold for every node, whatever each was configured to.</summary>
public sealed class SettingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_first_values_are_stored_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, rules: new LedgerRules(20, 5));
        await using var other = Node(database, new LedgerRules(30, 90));
        await other.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Stop);
        await using var context = database.NewContext();
        var stored = await context.SiteSettings.SingleAsync(Stop);
        Assert.Equal(("Europe/London", 20, 5, 1), (stored.TimeZone, stored.BookingIntervalMinutes, stored.BackdatingDays, stored.Version));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_change_holds_at_once_on_every_node(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var other = Node(database, new LedgerRules(15, 60));
        var credit = await database.GrantAsync(await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"), 600);
        var (here, there) = (database.Store, other.GetRequiredService<LedgerStore>());
        Assert.IsType<Done>(await there.PreviewAsync(Adjust(credit, 15), Stop));

        Assert.IsType<Done>(await here.ExecuteAsync(Save(database, row => row with { BookingIntervalMinutes = 60 }), Stop));
        Assert.Equal(RefusalReason.NotAWholeStep,
            Assert.IsType<Refused>(await there.PreviewAsync(Adjust(credit, 15), Stop)).Refusal.Reason);
        Assert.Equal(RefusalReason.NotAWholeStep,
            Assert.IsType<Refused>(await there.ExecuteAsync(Adjust(credit, 15), Stop)).Refusal.Reason);
        Assert.Equal(60, other.GetRequiredService<LedgerRules>().BookingIntervalMinutes);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_zone_follows_until_something_is_recorded(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var other = Node(database, new LedgerRules());
        var settings = other.GetRequiredService<SiteSettings>();
        await settings.RefreshAsync(Stop);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Save(database, row => row with { TimeZone = "America/New_York" }), Stop));
        Assert.Equal("Europe/London", other.GetRequiredService<SiteZone>().Name);
        await settings.RefreshAsync(TimeSpan.FromMinutes(5), Stop);
        Assert.Equal("Europe/London", other.GetRequiredService<SiteZone>().Name);
        await settings.RefreshAsync(Stop);
        Assert.Equal("America/New_York", other.GetRequiredService<SiteZone>().Name);

        await database.GrantAsync(await database.AddMemberAsync("M1"), await database.AddBenefitAsync("ROOM"), 60);
        var refused = Assert.IsType<Refused>(
            await database.Store.ExecuteAsync(Save(database, row => row with { TimeZone = "Europe/Paris" }), Stop));
        Assert.Equal(RefusedField.TimeZone, refused.Refusal.Field);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_form_sent_twice_saves_once_and_an_old_one_not_at_all(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second) = (Save(database, row => row with { Name = "Loft" }), Save(database, row => row with { Name = "Attic" }));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(first, Stop));
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(first, Stop)).IsReplay);
        Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(second with { IdempotencyKey = first.IdempotencyKey }, Stop));
        Assert.Equal(RefusalReason.Stale, Assert.IsType<Refused>(await database.Store.ExecuteAsync(second, Stop)).Refusal.Reason);
        await using var context = database.NewContext();
        var stored = await context.SiteSettings.SingleAsync(Stop);
        Assert.Equal(("Loft", 2), (stored.Name, stored.Version));
        Assert.Equal(1, await context.Requests.CountAsync(request => request.IdempotencyKey == first.IdempotencyKey, Stop));
    }

    [Fact]
    public void Nothing_that_lives_as_long_as_the_process_keeps_a_zone_or_rules()
    {
        var services = new ServiceCollection().AddLedgerData(new DatabaseOptions { ConnectionString = "Data Source=nowhere" });
        var changing = new HashSet<Type> { typeof(SiteZone), typeof(LedgerRules) };
        while (services.FirstOrDefault(service => !changing.Contains(service.ServiceType) && Takes(service.ImplementationType, changing)) is
            { } keeper)
        {
            Assert.NotEqual(ServiceLifetime.Singleton, keeper.Lifetime);
            changing.Add(keeper.ServiceType);
        }

        Assert.Contains(typeof(Data.Import.FileImport), changing);
    }

    private static bool Takes(Type? type, HashSet<Type> changing) =>
        type?.GetConstructors()
            .Any(constructor => constructor.GetParameters().Any(parameter => changing.Contains(parameter.ParameterType))) == true;

    private static AdjustmentCommand Adjust(long credit, long by) =>
        new(Guid.NewGuid().ToString(), Actor.User(1)) { CreditId = credit, By = by, Description = "why" };

    private static SaveSettingsCommand Save(TestDatabase database, Func<SiteSettingsRow, SiteSettingsRow> change) =>
        new(Guid.NewGuid().ToString(), Actor.User(1)) { Settings = change(database.Services.GetRequiredService<SiteSettings>().Row) };

    private static ServiceProvider Node(TestDatabase database, LedgerRules rules) => new ServiceCollection()
        .AddSingleton<TimeProvider>(database.Clock).AddSingleton(rules).AddSingleton(TestDatabase.London).AddLedgerData(database.Options)
        .BuildServiceProvider();
}
