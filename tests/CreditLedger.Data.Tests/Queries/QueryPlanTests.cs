using System.Text.RegularExpressions;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.SqlServer;
using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

public sealed partial class QueryPlanTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_query_takes_part()
    {
        var queries = typeof(DashboardQuery).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(typeof(DashboardQuery).Namespace!, StringComparison.Ordinal) == true
                && type.Name.EndsWith("Query", StringComparison.Ordinal));
        Assert.Equal(queries.Select(type => type.Name).Order(), EveryQuery.All.Keys.Select(type => type.Name).Order());
    }

    [Fact]
    public async Task No_query_scans_a_ledger_table_or_sorts_what_an_index_could_give_in_order()
    {
        await using var space = await QuerySpace.CreateAsync(members: 40);
        await SupplyAsync(space);
        var recorder = new CommandRecorder();
        await using var context = new SqliteLedgerDbContext(
            new DbContextOptionsBuilder<SqliteLedgerDbContext>().UseSqlite(space.Database.Options.ConnectionString)
                .AddInterceptors(recorder).Options);
        var entry = await context.LedgerEntries.Where(row => row.CreditId == space.HeavyRoom).OrderBy(row => row.Id).Skip(20)
            .FirstAsync(Stop);
        recorder.Commands.Clear();
        await EveryQuery.RunAllAsync(
            new EveryQuery(context, space.Database.Store, QuerySpace.Now, space.HeavyId, space.HeavyRoom, entry.Id), Stop);
        Assert.NotEmpty(recorder.Commands);

        await using var connection = new SqliteConnection(space.Database.Options.ConnectionString);
        await connection.OpenAsync(Stop);
        var bad = new List<string>();
        foreach (var (sql, parameters) in recorder.Commands.DistinctBy(command => command.Sql))
        {
            var plan = await PlanAsync(connection, sql, parameters);
            if (plan.Any(step => IsBad(step, sql))) bad.Add(sql + "\n  " + string.Join("\n  ", plan));
        }

        Assert.True(bad.Count == 0, string.Join("\n\n", bad));
    }

    [Fact]
    public async Task Every_query_can_be_said_in_SQL_Servers_words()
    {
        // What the loader reads is written by hand; tests of its own run it on each database.
        await using var database = await TestDatabase.CreateAsync();
        var server = new AbsentServer();
        await using var context = new SqlServerLedgerDbContext(new DbContextOptionsBuilder<SqlServerLedgerDbContext>()
            .UseSqlServer("Server=absent").AddInterceptors(server, new AbsentServer.NoConnection()).Options);
        await EveryQuery.RunAllAsync(new EveryQuery(context, database.Store, QuerySpace.Now, 1, 1, 1), Stop);
        Assert.Contains(server.Commands, command => Reverses().IsMatch(command));
        Assert.All(server.Commands.Where(command => Reverses().IsMatch(command)),
            command => Assert.Matches(@"\[Reverses(Entry|Posting)Id\] IS NOT NULL", command));
        Assert.True(server.Commands.Distinct().Count() > 60, $"{server.Commands.Distinct().Count()} commands");
    }

    // A membership and a sale: queries that find nothing end before the ones that read what was found.
    private static async Task SupplyAsync(QuerySpace space)
    {
        var database = space.Database;
        var benefit = await database.AddBenefitAsync("SUPPLIED", BenefitKind.Uses);
        var plan = await database.AddPlanAsync("Supplied", (benefit, 10, Period.Month, new RolloverRule(0, null)));
        var assigned = await database.AssignAsync(space.HeavyId, plan, TestDatabase.London.DayOf(database.Clock.Now).AddMonths(-2));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(
            new PauseMembershipCommand("pause", Actor.User(1))
            { MembershipId = assigned.Id, FromDay = TestDatabase.London.DayOf(database.Clock.Now).AddDays(1), Description = "travels" },
            Stop));
        await using var context = database.NewContext();
        var product = new Product { Name = "Pack", SortName = "pack" };
        product.Lines.Add(new ProductLine { BenefitId = benefit, Amount = 3, Position = 1 });
        context.Products.Add(product);
        await context.SaveChangesAsync(Stop);
        var today = TestDatabase.London.DayOf(database.Clock.Now);
        var sale = new SellProductCommand("sale", Actor.User(1)) { MemberId = space.HeavyId, ProductId = product.Id, SoldOn = today };
        Assert.IsType<Done>(await database.Store.ExecuteAsync(sale, Stop));
    }

    private static async Task<List<string>> PlanAsync(
        SqliteConnection connection, string sql, List<(string Name, object? Value)> parameters)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The application's own command.
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Stop);
        while (await reader.ReadAsync(Stop)) steps.Add(reader.GetString(3));
        return steps;
    }

    // What is scanned may be a subquery's few rows, a catalogue, or an index in the list's order; never the ledger, but for the end of
    // Postings.
    private static bool IsBad(string step, string sql)
    {
        if (step.Contains("USE TEMP B-TREE FOR", StringComparison.Ordinal) && step.EndsWith("ORDER BY", StringComparison.Ordinal))
            return true;

        // All that ever started, and all that an owner ever had: they grow with the history of the space. Bookings of which nobody said who
        // came have an index of their own.
        var firstOnly = sql.StartsWith("SELECT EXISTS (", StringComparison.Ordinal);
        if ((step.EndsWith("(StartsAt<?)", StringComparison.Ordinal)
                && !step.Contains("IX_Bookings_R31_Unmarked", StringComparison.Ordinal))
            || (step.EndsWith("USING INDEX IX_Credits_OwnerId_ExpiresAt (OwnerId=?)", StringComparison.Ordinal) && !firstOnly))
            return true;
        if (!step.StartsWith("SCAN ", StringComparison.Ordinal)) return false;
        var alias = step.Split(' ')[1];
        var table = Tables().Matches(sql).FirstOrDefault(match => match.Groups["alias"].Value == alias)?.Groups["table"].Value;
        return table switch
        {
            "Credits" or "LedgerEntries" => true,

            // The list of credits in the order of the key; and whether there is any at all.
            "CreditBalances" => !Regex.IsMatch(sql, $"ORDER BY \"{alias}\".\"CreditId\"( DESC)?\nLIMIT")
                && !firstOnly,
            "Postings" => !sql.Contains($"ORDER BY \"{alias}\".\"Id\" DESC\nLIMIT", StringComparison.Ordinal) && !firstOnly,
            "Members" or "MemberTags" or "MemberSearchTerms" => !step.Contains(" USING ", StringComparison.Ordinal),
            _ => false,
        };
    }

    [GeneratedRegex(@"\[Reverses(Entry|Posting)Id\] = \[")]
    private static partial Regex Reverses();

    [GeneratedRegex("(?:FROM|JOIN) \"(?<table>[A-Za-z]+)\" AS \"(?<alias>[a-z0-9]+)\"",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Tables();
}
