namespace CreditLedger.Data.Sqlite;

/// <summary>Files that only their owner may read and write (0600), where the system has such rights.</summary>
internal static class OwnersFile
{
    /// <summary>Creates one; refuses where a file of that name is.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
