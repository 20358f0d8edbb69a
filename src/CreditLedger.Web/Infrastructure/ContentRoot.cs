namespace CreditLedger.Web.Infrastructure;

/// <summary>
/// Where settings and the default database file lie, wherever one stands when starting the program: file names given to verbs are
/// relative to the current folder, the ledger is not.
/// </summary>
public static class ContentRoot
{
    private const string ProjectFile = "CreditLedger.Web.csproj";

    /// <summary>
    /// The project's folder when run from its build output, else the folder of the program; none when the caller says it.
    /// </summary>
    public static string? Find(string[] args)
    {
        if (args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))) return null;
        if (Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is { Length: > 0 }) return null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ProjectFile))) return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
