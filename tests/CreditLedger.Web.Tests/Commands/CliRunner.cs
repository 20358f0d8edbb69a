using CreditLedger.Web.Commands;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Web.Tests.Commands;

/// <summary>Runs verbs on a database file of its own.</summary>
public sealed class CliRunner : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditledger-verbs-");

    /// <summary>One whose database is there.</summary>
    public static async Task<CliRunner> MigratedAsync()
    {
        var verbs = new CliRunner();
        Assert.Equal(CommandLine.Done, (await verbs.RunAsync("migrate")).Code);
        return verbs;
    }

    /// <summary>Where the database lies.</summary>
    public string Database => Path.Combine(_folder.FullName, "verbs.db");

    /// <summary>Exit code, standard output, standard error.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync([.. args, "--database", Database, "--provider", "sqlite"], output, error,
            TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file to be imported.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
