using CreditLedger.Web.Commands;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Web.Tests.Commands;

/// <summary>Runs verbs on a database file of its own.</summary>
public sealed class CliRunner : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creditledger-verbs-");

    /// <summary>Exit code, standard output, standard error.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var database = $"Data Source={Path.Combine(_folder.FullName, "verbs.db")}";
        var code = await CommandLine.RunAsync([.. args, "--database", database, "--provider", "sqlite"], output, error,
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
