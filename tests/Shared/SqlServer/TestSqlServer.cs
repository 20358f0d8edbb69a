using DotNet.Testcontainers.Builders;
using Microsoft.Data.SqlClient;
using Testcontainers.MsSql;

namespace CreditLedger.Tests;

/// <summary>
/// The SQL Server of tests: the one in <c>CREDITLEDGER_TEST_SQLSERVER</c>, or a container where an engine runs them. Without either, tests
/// that need it are skipped by name; with <c>CREDITLEDGER_REQUIRE_SQLSERVER=1</c> they fail instead.
/// </summary>
internal static class TestSqlServer
{
    private const string Variable = "CREDITLEDGER_TEST_SQLSERVER";

    private static readonly Lazy<Task<(string? Server, string? Problem)>> Found = new(FindAsync);

    /// <summary>A connection string to it, or the end of the test.</summary>
    public static async Task<string> RequireAsync()
    {
        var (server, problem) = await Found.Value;
        if (server is not null) return server;
        var missing = $"needs a SQL Server: {problem}";
        if (Environment.GetEnvironmentVariable("CREDITLEDGER_REQUIRE_SQLSERVER") == "1") Assert.Fail(missing);
        Assert.Skip(missing);
        throw new InvalidOperationException(missing);
    }

    /// <summary>
    /// Creates an empty database. Every other test has READ_COMMITTED_SNAPSHOT on, by its name and the seed: both kinds are found in use.
    /// </summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        var connection = new SqlConnectionStringBuilder(await RequireAsync()) { InitialCatalog = $"creditledger_{Guid.NewGuid():N}" };
        await RunAsync($"CREATE DATABASE {connection.InitialCatalog}");
        var name = TestContext.Current.Test?.TestCase.UniqueID ?? "";
        var usual = name.Aggregate(17u, (sum, letter) => unchecked((sum * 31) + letter));
        if (TestSeed.NewRandom(usual).Next(2) == 0) return connection.ToString();
        try
        {
            await RunAsync($"ALTER DATABASE {connection.InitialCatalog} SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE");
            TestContext.Current.TestOutputHelper?.WriteLine("READ_COMMITTED_SNAPSHOT is on.");
        }
        catch (SqlException exception)
        {
            // Engines that speak its protocol may not know the setting: they are tested as they are.
            TestContext.Current.TestOutputHelper?.WriteLine($"READ_COMMITTED_SNAPSHOT could not be set: {exception.Message}");
        }

        return connection.ToString();
    }

    /// <summary>Drops a database that was created here.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        SqlConnection.ClearAllPools();
        await RunAsync($"DROP DATABASE {new SqlConnectionStringBuilder(connectionString).InitialCatalog}");
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new SqlConnection(await RequireAsync());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names made up above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    // Asked for only where an engine seems to run: looking for one that does not takes seconds.
    private static async Task<(string? Server, string? Problem)> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server) return (server, null);
        var none = $"{Variable} holds no connection string, and no container engine runs here";
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is not { Length: > 0 } && !File.Exists("/var/run/docker.sock"))
            return (null, none);
        try
        {
            var container = new MsSqlBuilder("mcr.microsoft.com/mssql/server:2022-latest").Build();
            await container.StartAsync();
            return (container.GetConnectionString(), null);
        }
        catch (DockerUnavailableException)
        {
            return (null, none);
        }
    }
}
