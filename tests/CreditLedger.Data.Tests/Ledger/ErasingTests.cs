using CreditLedger.Data.Configurations;
using CreditLedger.Data.Tests.Verification;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Ledger;

/// <summary>R41: texts that people typed can be erased, whole and with their salt, and nothing else ever changes.</summary>
public sealed class ErasingTests
{
    private const string ErasePostings = "UPDATE Postings SET Description = NULL, InternalNote = NULL, TextSalt = NULL";
    private const string EraseCredits = "UPDATE Credits SET Description = NULL, TextSalt = NULL";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Texts_are_erased_all_together_with_their_salt_or_not_at_all(string provider)
    {
        await using var database = await CreateAsync(provider);
        foreach (var table in new LedgerTable[] { PostingRow.Table, CreditRow.Table })
        {
            var texts = LedgerTriggers.Erasable(table).ToList();
            Assert.Contains(nameof(PostingRow.TextSalt), texts);

            // Every subset but none and all.
            for (var subset = 1; subset < (1 << texts.Count) - 1; subset++)
            {
                var some = texts.Where((_, index) => (subset & (1 << index)) != 0);
                await AssertRefusedAsync(database, table, string.Join(", ", some.Select(text => $"{text} = NULL")));
            }

            foreach (var text in texts)
            {
                await AssertRefusedAsync(database, table, $"{text} = {text}");
                var butOne = texts.Select(other => other == text ? $"{other} = {other}" : $"{other} = NULL");
                await AssertRefusedAsync(database, table, string.Join(", ", butOne));
            }

            await AssertRefusedAsync(database, table, "Description = 'other'");
        }

        Assert.Equal(0, (await VerifyAsync(database)).ErasedTexts);
        await database.ExecuteAsync(ErasePostings);
        await database.ExecuteAsync(EraseCredits);
        await using var context = database.NewContext();
        Assert.False(await context.Postings.AnyAsync(row => row.Description != null || row.InternalNote != null, Stop));
        Assert.False(await context.Postings.AnyAsync(row => row.TextSalt != null, Stop));
        Assert.False(await context.Credits.AnyAsync(row => row.Description != null || row.TextSalt != null, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Every_other_column_keeps_its_value_even_while_texts_are_erased(string provider)
    {
        await using var database = await CreateAsync(provider);
        foreach (var table in LedgerTriggers.Tables)
        {
            var erased = string.Concat(LedgerTriggers.Erasable(table).Select(text => $"{text} = NULL, "));
            foreach (var column in LedgerTriggers.Kept(table))
            {
                await AssertRefusedAsync(database, table, $"{column} = {column}");
                if (erased.Length > 0) await AssertRefusedAsync(database, table, $"{erased}{column} = {column}");
            }
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task After_erasing_the_chain_verifies_and_the_erased_are_counted(string provider)
    {
        await using var database = await CreateAsync(provider);
        await database.ExecuteAsync(ErasePostings);
        await database.ExecuteAsync(EraseCredits);

        var report = await VerifyAsync(database);
        Assert.Empty(report.Differences);

        // A grant's posting and its credit, and a usage's posting; the posting without texts has none to erase.
        Assert.Equal(3, report.ErasedTexts);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_repeated_request_gets_its_first_result_after_erasing_too(string provider)
    {
        await using var database = await CreateAsync(provider);
        var use = Use(database, "use");
        var before = Assert.IsType<Done>(await database.Store.ExecuteAsync(use, Stop));
        Assert.True(before.IsReplay);
        await database.ExecuteAsync(ErasePostings);

        var after = Assert.IsType<Done>(await database.Store.ExecuteAsync(use, Stop));
        Assert.True(after.IsReplay);
        Assert.Equal((before.PostingId, before.Entries[0]), (after.PostingId, after.Entries[0]));
        var reused = Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(use with { Amount = 75 }, Stop));
        Assert.Equal(before.PostingId, reused.PostingId);
        Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(use with { Description = null, InternalNote = null }, Stop));
        Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(Use(database, "silent"), Stop));
    }

    [Theory]
    [InlineData("UPDATE Postings SET Description = 'other' WHERE TextSalt IS NOT NULL")]
    [InlineData("UPDATE Postings SET InternalNote = 'other' WHERE TextSalt IS NOT NULL")]
    [InlineData("UPDATE Postings SET InternalNote = NULL WHERE TextSalt IS NOT NULL")]
    [InlineData("UPDATE Postings SET Description = InternalNote, InternalNote = Description WHERE InternalNote IS NOT NULL")]
    [InlineData("UPDATE Credits SET Description = 'other' WHERE TextSalt IS NOT NULL")]
    [InlineData(ErasePostings + "; UPDATE Postings SET Description = 'put back' WHERE TextDigest IS NOT NULL")]
    [InlineData(ErasePostings + "; UPDATE Postings SET Description = 'put back', TextSalt = zeroblob(32) WHERE TextDigest IS NOT NULL")]
    [InlineData(EraseCredits + "; UPDATE Credits SET Description = 'put back', TextSalt = zeroblob(32) WHERE TextDigest IS NOT NULL")]
    public async Task A_changed_text_is_found(string edit)
    {
        await using var database = await CreateAsync("sqlite");
        Assert.Empty((await VerifyAsync(database)).Differences);
        await LedgerVerificationTests.EditAsync(database, edit);
        Assert.NotEmpty((await VerifyAsync(database)).Differences);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_request_is_repeated_with_the_same_texts_or_refused(string provider)
    {
        await using var database = await CreateAsync(provider);
        var (use, silent) = (Use(database, "use"), Use(database, "silent") with { Description = null, InternalNote = null });
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(use, Stop)).IsReplay);
        var spaced = use with { Description = $"  {use.Description} " };
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(spaced, Stop)).IsReplay);
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(silent, Stop)).IsReplay);

        UsageCommand[] others =
        [
            silent with { Description = "now with a text" },
            silent with { InternalNote = "now with a note" },
            use with { Description = null },
            use with { InternalNote = null },
            use with { Description = null, InternalNote = null },
            use with { Description = "other" },
            use with { Description = use.InternalNote, InternalNote = use.Description },
        ];
        foreach (var other in others) Assert.IsType<KeyReused>(await database.Store.ExecuteAsync(other, Stop));
    }

    /// <summary>A grant with a description, a usage with a description and a note, and one with neither.</summary>
    private static async Task<TestDatabase> CreateAsync(string provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var (member, benefit) = (await database.AddMemberAsync("M-1"), await database.AddBenefitAsync("ROOM"));
        Assert.Equal((1, 1), (member, benefit));
        var grant = new GrantCommand("grant", Actor.User(1))
        {
            MemberId = member,
            BenefitId = benefit,
            Amount = 300,
            StartsAt = database.Clock.Now.AddDays(-9),
            Description = "Welcome",
        };
        Assert.IsType<Done>(await database.Store.ExecuteAsync(grant, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(Use(database, "use"), Stop));
        var silent = Use(database, "silent") with { Description = null, InternalNote = null };
        Assert.IsType<Done>(await database.Store.ExecuteAsync(silent, Stop));
        foreach (var act in new[] { "sign in", "sign out" })
            await database.Store.RecordAsync(new AuditNote(act, "ada@space.example", "127.0.0.1", null), null, Stop);
        return database;
    }

    private static UsageCommand Use(TestDatabase database, string key) => new(key, Actor.User(1))
    {
        MemberId = 1,
        Amount = 60,
        Kind = BenefitKind.Time,
        UsedAt = database.Clock.Now,
        Description = "Room 4",
        InternalNote = "was late again",
    };

    private static async Task AssertRefusedAsync(TestDatabase database, LedgerTable table, string change)
    {
        var where = LedgerTriggers.Erasable(table).Any() ? "TextSalt IS NOT NULL" : "1 = 1";
        if (table == PostingRow.Table) where += " AND InternalNote IS NOT NULL";
        var exception = await Record.ExceptionAsync(() => database.ExecuteAsync($"UPDATE {table.Name} SET {change} WHERE {where}"));
        var isRefused = exception?.Message.Contains("R4", StringComparison.Ordinal) == true;
        Assert.True(isRefused, $"{table.Name}: {change}: {exception?.Message ?? "was allowed"}");
    }

    private static Task<VerificationReport> VerifyAsync(TestDatabase database) =>
        database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop);
}
