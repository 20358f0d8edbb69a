using System.Security.Cryptography;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Identity;

/// <summary>Begins and ends sessions. Whether one holds is read with the account (<c>AccountQuery</c>).</summary>
public sealed class UserSessions(IDbContextFactory<LedgerDbContext> contexts, TimeProvider clock)
{
    /// <summary>Begins a session, and removes those that have ended.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(long userId, TimeSpan lasts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.Now();
        await db.Sessions.Where(session => session.EndsAt < now).ExecuteDeleteAsync(cancellationToken);
        var started = new UserSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            UserId = userId,
            StartedAt = now,
            EndsAt = now + lasts,
        };
        db.Sessions.Add(started);
        await db.SaveChangesAsync(cancellationToken);
        await db.Users.Where(user => user.Id == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.LastSignInAt, now), cancellationToken);
        return started.Id;
    }

    /// <summary>Ends one session; the person's other browsers stay signed in.</summary>
    public async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(session => session.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends all sessions of an account.</summary>
    public async Task EndAllAsync(long userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(session => session.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }
}
