namespace CreditLedger.Data.Identity;

/// <summary>How long one waits after wrong passwords: a few tries are free, then the wait doubles up to a quarter of an hour.</summary>
public static class SignInWaits
{
    /// <summary>Tries of one device, or of one address, before the first wait.</summary>
    public const int Free = 5;

    /// <summary>Tries of all unknown devices together before they wait for each other: one person is never that many.</summary>
    public const int FreeTogether = 100;

    /// <summary>After so long without a wrong password, the earlier ones are forgotten.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>The wait after so many wrong passwords.</summary>
    public static TimeSpan After(int failures, int free) => failures < free
        ? TimeSpan.Zero
        : TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Min(failures - free, 10)), Longest.TotalMinutes));

    /// <summary>
    /// Whether a wait still holds. A last try well in the future was made before the clock was set back: waiting for that moment would lock
    /// everybody out until it comes.
    /// </summary>
    public static bool Holds(DateTime lastAt, TimeSpan wait, DateTime now) =>
        wait > TimeSpan.Zero && lastAt <= now + TimeSpan.FromMinutes(1) && lastAt + wait > now;
}
