using CreditLedger.Data.Identity;

namespace CreditLedger.Data.Queries;

/// <summary>The account of who is signed in, read at each request. Primary key of AspNetUsers.</summary>
public sealed class AccountQuery(LedgerDbContext db)
{
    private static readonly CompiledQuery<Func<LedgerDbContext, long, CancellationToken, Task<AppUser?>>> ById =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, long id, CancellationToken cancellationToken) =>
            db.Users.FirstOrDefault(user => user.Id == id)));

    /// <summary>The account, if there still is one.</summary>
    public Task<AppUser?> RunAsync(long id, CancellationToken cancellationToken) => ById.For(db)(db, id, cancellationToken);
}
