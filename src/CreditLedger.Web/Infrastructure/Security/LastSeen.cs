using System.Collections.Concurrent;
using CreditLedger.Data;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// When people last asked for a page. Kept in memory and written each minute: a page that is only read costs no write, and no page waits
/// for the database's lock.
/// </summary>
internal sealed partial class LastSeen(IDbContextFactory<LedgerDbContext> contexts, TimeProvider clock, ILogger<LastSeen> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, DateTime> _seen = new();

    /// <summary>Someone asked for a page.</summary>
    public void Note(long userId) => _seen[userId] = clock.Now();

    /// <summary>Writes what was noted.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_seen.IsEmpty) return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (userId, at) in _seen)
        {
            await db.Users.Where(user => user.Id == userId)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.LastSeenAt, at), cancellationToken);
            _seen.TryRemove(KeyValuePair.Create(userId, at));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // It is written at the next round.
                NotWritten(log, exception.Message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "When people were last seen could not be written; it is tried again in a minute: {Cause}")]
    private static partial void NotWritten(ILogger log, string cause);
}
