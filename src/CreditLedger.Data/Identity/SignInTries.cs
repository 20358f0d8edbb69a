using System.Security.Cryptography;
using System.Text;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Identity;

/// <summary>
/// Counts tries to sign in, in the database, so that a restart or another node forgets none. A try is counted before its password is
/// looked at: of a hundred that arrive at once, five are let through.
/// <para>
/// A browser that signed in before has a counter of its own. All others count by e-mail and address, and together against a wide ceiling.
/// So wrong passwords typed in other browsers never lock out a browser that its owner has signed in with.
/// </para>
/// </summary>
public sealed class SignInTries(IDbContextFactory<LedgerDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many counters of e-mails that no account has are kept.</summary>
    public const int UnknownKept = 10_000;

    private const string Together = "together";
    private const int Rounds = 50;
    private const int TriesBetweenTidyings = 100;

    private int _triesSinceTidying;

    /// <summary>Lets a try through and counts it, or says that its sender must wait.</summary>
    public async Task<bool> TakeAsync(SignInSource source, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (Interlocked.Increment(ref _triesSinceTidying) % TriesBetweenTidyings == 1) await TidyAsync(db, cancellationToken);
        if (!await TakeAsync(db, source, source.Own, SignInWaits.Free, cancellationToken)) return false;
        if (source.Device is not null || await TakeAsync(db, source, Together, SignInWaits.FreeTogether, cancellationToken)) return true;

        // Others reached the shared limit: the try does not count against this address.
        await GiveBackAsync(db, source, source.Own, cancellationToken);
        return false;
    }

    /// <summary>The password was right: resets the sender's count, and gives the try back to the shared limit.</summary>
    public async Task SucceededAsync(SignInSource source, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await Rows(db, source.Email, source.Own).ExecuteDeleteAsync(cancellationToken);
        if (source.Device is null) await GiveBackAsync(db, source, Together, cancellationToken);
    }

    /// <summary>Forgets all tries for an e-mail.</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> ClearAsync(string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = Hash(email);
        return await db.SignInTries.Where(row => row.Account == account).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>The end of the longest wait that wrong passwords for this e-mail have caused; null if nobody has to wait.</summary>
    public async Task<DateTime?> WaitsUntilAsync(string email, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (account, together, now) = (Hash(email), Hash(Together), clock.Now());
        var rows = await db.SignInTries.Where(row => row.Account == account && row.Failures >= SignInWaits.Free)
            .ToListAsync(cancellationToken);
        return rows.Select(row => row.LastAt + SignInWaits.After(row.Failures, FreeOf(row.Source, together)))
            .Where(until => until > now).Select(until => (DateTime?)until).Max();
    }

    private static int FreeOf(string source, string together) => source == together ? SignInWaits.FreeTogether : SignInWaits.Free;

    // Compared and set in one statement, so that no two tries take the same place.
    private async Task<bool> TakeAsync(LedgerDbContext db, SignInSource source, string from, int free, CancellationToken cancellationToken)
    {
        var rows = Rows(db, source.Email, from);
        for (var round = 0; round < Rounds; round++)
        {
            var now = clock.Now();
            if (await rows.FirstOrDefaultAsync(cancellationToken) is not { } row)
            {
                if (await InsertAsync(db, source, from, now, cancellationToken)) return true;
                continue;
            }

            if (SignInWaits.Holds(row.LastAt, SignInWaits.After(row.Failures, free), now)) return false;
            var failures = row.LastAt + SignInWaits.Remembered < now ? 1 : row.Failures + 1;
            var taken = await rows.Where(stored => stored.Failures == row.Failures && stored.LastAt == row.LastAt).ExecuteUpdateAsync(
                set => set.SetProperty(stored => stored.Failures, failures).SetProperty(stored => stored.LastAt, now), cancellationToken);
            if (taken > 0) return true;
        }

        return false;
    }

    private static async Task<bool> InsertAsync(
        LedgerDbContext db, SignInSource source, string from, DateTime now, CancellationToken cancellationToken)
    {
        db.SignInTries.Add(new SignInTry
        {
            Account = Hash(source.Email),
            Source = Hash(from),
            IsKnown = source.IsKnown,
            Failures = 1,
            LastAt = now,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (!DatabaseFaults.IsOutage(exception))
        {
            // Another try was first.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static Task<int> GiveBackAsync(LedgerDbContext db, SignInSource source, string from, CancellationToken cancellationToken) =>
        Rows(db, source.Email, from).Where(row => row.Failures > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Failures, row => row.Failures - 1), cancellationToken);

    // What is older than a day counts for nothing. Anyone can invent e-mails that no account has, so only the latest are kept.
    private async Task TidyAsync(LedgerDbContext db, CancellationToken cancellationToken)
    {
        var old = clock.Now() - SignInWaits.Remembered;
        foreach (var known in new[] { false, true })
        {
            await db.SignInTries.Where(row => row.IsKnown == known && row.LastAt < old).ExecuteDeleteAsync(cancellationToken);
        }

        var last = await db.SignInTries.Where(row => !row.IsKnown).OrderByDescending(row => row.LastAt).Skip(UnknownKept)
            .Select(row => (DateTime?)row.LastAt).FirstOrDefaultAsync(cancellationToken);
        if (last is { } from)
            await db.SignInTries.Where(row => !row.IsKnown && row.LastAt <= from).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<SignInTry> Rows(LedgerDbContext db, string email, string from)
    {
        var (account, source) = (Hash(email), Hash(from));
        return db.SignInTries.Where(row => row.Account == account && row.Source == source);
    }

    // E-mails that people typed by mistake, passwords among them, and addresses of visitors are not kept as they are.
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Where a try to sign in comes from.</summary>
/// <param name="Email">The e-mail that was typed, as Identity compares it.</param>
/// <param name="IsKnown">Whether an account has it.</param>
/// <param name="Device">The browser, when it signed in to the account before.</param>
/// <param name="Address">The network address otherwise.</param>
public sealed record SignInSource(string Email, bool IsKnown, string? Device, string Address)
{
    /// <summary>What counts for this sender alone.</summary>
    internal string Own => Device is null ? $"address {Address}" : $"device {Device}";
}
