using CreditLedger.Data.Identity;

namespace CreditLedger.Data.Queries;

/// <summary>
/// The account of who is signed in, read at each request while its session holds. Primary keys of AspNetUsers and UserSessions.
/// </summary>
public sealed class AccountQuery(LedgerDbContext db)
{
    private static readonly CompiledQuery<Func<LedgerDbContext, long, string, CancellationToken, Task<AppUser?>>> ById =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, long id, string sessionId, CancellationToken cancellationToken) =>
            db.Users.FirstOrDefault(
                user => user.Id == id && db.Sessions.Any(session => session.Id == sessionId && session.UserId == user.Id))));

    /// <summary>The account, if there still is one and the session was not ended.</summary>
    public Task<AppUser?> RunAsync(long id, string sessionId, CancellationToken cancellationToken) =>
        ById.For(db)(db, id, sessionId, cancellationToken);
}
