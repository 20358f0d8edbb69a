using CreditLedger.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Accounts;

/// <summary>Counting wrong passwords: how long one waits, for whom, and what is kept of it.</summary>
public sealed class SignInTriesTests
{
    private static readonly SignInSource Stranger = new("OWNER@SPACE.EXAMPLE", true, null, "203.0.113.1");
    private static readonly SignInSource Known = Stranger with { Device = "laptop" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Five_tries_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour() =>
        Assert.Equal([0, 0, 1, 2, 4, 8, 15, 15, 15],
            new[] { 0, 4, 5, 6, 7, 8, 9, 10, 100_000 }.Select(failures => SignInWaits.After(failures, SignInWaits.Free).TotalMinutes));

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_many_tries_at_once_five_are_let_through(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var nodes = new[] { Of(database), new SignInTries(Contexts(database), database.Clock) };
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            number => Task.Run(() => nodes[number % 2].TakeAsync(Stranger, Stop), Stop)));
        Assert.Equal(SignInWaits.Free, taken.Count(one => one));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Strangers_together_reach_a_ceiling_that_is_not_the_known_browsers(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var tries = Of(database);
        for (var number = 0; number < SignInWaits.FreeTogether; number++)
            Assert.True(await tries.TakeAsync(Stranger with { Address = $"203.0.113.{number}" }, Stop));

        var another = Stranger with { Address = "198.51.100.1" };
        for (var number = 0; number < 10; number++) Assert.False(await tries.TakeAsync(another, Stop));
        Assert.True(await tries.TakeAsync(Known, Stop));
        Assert.True(await tries.TakeAsync(another with { Email = "OTHER@SPACE.EXAMPLE" }, Stop));

        // Those that the others' tries kept out have not used up their own.
        database.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.True(await tries.TakeAsync(another, Stop));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nobody_out()
    {
        await using var database = await TestDatabase.CreateAsync();
        var tries = Of(database);
        database.Clock.Now += TimeSpan.FromDays(14);
        Assert.True(await tries.TakeAsync(Stranger, Stop));
        await tries.SucceededAsync(Stranger, Stop);
        for (var number = 0; number < SignInWaits.Free; number++) Assert.True(await tries.TakeAsync(Stranger, Stop));
        Assert.False(await tries.TakeAsync(Stranger, Stop));

        database.Clock.Now -= TimeSpan.FromDays(14);
        Assert.True(await tries.TakeAsync(Stranger, Stop));
        Assert.False(await tries.TakeAsync(Stranger, Stop));
    }

    [Fact]
    public async Task A_right_password_starts_the_sender_afresh_and_takes_nothing_from_the_ceiling()
    {
        await using var database = await TestDatabase.CreateAsync();
        var tries = Of(database);
        for (var number = 0; number < SignInWaits.FreeTogether * 2; number++)
        {
            Assert.True(await tries.TakeAsync(Stranger, Stop));
            await tries.SucceededAsync(Stranger, Stop);
        }

        Assert.Null(await tries.WaitsUntilAsync(Stranger.Email, Stop));
    }

    [Fact]
    public async Task Tries_are_forgotten_after_a_day_and_when_someone_clears_them()
    {
        await using var database = await TestDatabase.CreateAsync();
        var tries = Of(database);
        for (var number = 0; number < 5; number++) Assert.True(await tries.TakeAsync(Known, Stop));
        Assert.False(await tries.TakeAsync(Known, Stop));
        Assert.Equal(database.Clock.Now.AddMinutes(1), await tries.WaitsUntilAsync(Known.Email, Stop));
        Assert.True(await tries.ClearAsync(Known.Email, Stop));
        for (var number = 0; number < 5; number++) Assert.True(await tries.TakeAsync(Known, Stop));

        database.Clock.Now += TimeSpan.FromDays(1.1);
        for (var number = 0; number < 5; number++) Assert.True(await tries.TakeAsync(Known, Stop));
        Assert.False(await tries.TakeAsync(Known, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Made_up_e_mails_do_not_fill_the_table_and_push_out_no_account(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var context = database.NewContext();
        await Of(database).TakeAsync(Stranger, Stop);
        context.SignInTries.AddRange(Enumerable.Range(0, SignInTries.UnknownKept + 500).Select(number => new SignInTry
        {
            Account = $"made up {number}",
            Source = "somewhere",
            Failures = 1,
            LastAt = database.Clock.Now.AddSeconds(number),
        }));
        await context.SaveChangesAsync(Stop);

        await new SignInTries(Contexts(database), database.Clock).TakeAsync(Stranger, Stop);
        Assert.Equal(SignInTries.UnknownKept, await context.SignInTries.CountAsync(row => !row.IsKnown, Stop));
        Assert.Equal(2, await context.SignInTries.CountAsync(row => row.IsKnown, Stop));
    }

    [Fact]
    public async Task Neither_e_mails_nor_addresses_are_stored()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Of(database).TakeAsync(Stranger, Stop);
        await using var context = database.NewContext();
        foreach (var row in await context.SignInTries.ToListAsync(Stop))
        {
            Assert.Matches("^[0-9a-f]{64}$", row.Account);
            Assert.Matches("^[0-9a-f]{64}$", row.Source);
        }
    }

    private static IDbContextFactory<LedgerDbContext> Contexts(TestDatabase database) =>
        database.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>();

    private static SignInTries Of(TestDatabase database) => database.Services.GetRequiredService<SignInTries>();
}
