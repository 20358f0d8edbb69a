using System.Data;
using CreditLedger.Data.Ledger;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CreditLedger.Data.Demo;

/// <summary>
/// Empties a demo space in one transaction; accounts and settings stay. It is a demo space when the first posting of its ledger was
/// recorded by the demo: that row can neither be changed nor added to a ledger in use, so that a ledger that began with real work can
/// never be emptied (R4). A ledger that began as a demo can, even after real work; the form says how much was added by people.
/// </summary>
public sealed class DemoClearing
{
    private static readonly string[] Kept =
        ["SiteSettings", "DataProtectionKeys", "IdBlocks", "UserSessions", "SignInTries", "AuditEvents"];

    private readonly IDbContextFactory<LedgerDbContext> _contexts;
    private readonly ILedgerEngine _engine;

    internal DemoClearing(IDbContextFactory<LedgerDbContext> contexts, ILedgerEngine engine) => (_contexts, _engine) = (contexts, engine);

    /// <summary>Whether this is a demo space. The beginning of the primary key of Postings.</summary>
    public static Task<bool> IsDemoAsync(LedgerDbContext context, CancellationToken cancellationToken) =>
        context.Postings.OrderBy(posting => posting.Id).Take(1)
            .AnyAsync(first => first.ActorKind == ActorKind.Job && first.ActorId == (long)JobName.DemoSeed, cancellationToken);

    /// <summary>What clearing would remove; null if this is not a demo space.</summary>
    public async Task<DemoContents?> LookAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await ContentsAsync(context, cancellationToken);
    }

    /// <summary>Empties it, if it still holds what was seen.</summary>
    /// <returns>Whether it did; otherwise nothing was done.</returns>
    /// <exception cref="LedgerBusyException">Someone else was recording; nothing was done.</exception>
    public async Task<bool> RunAsync(DemoContents seen, CancellationToken cancellationToken)
    {
        try
        {
            return await EmptyIfUnchangedAsync(seen, cancellationToken);
        }
        catch (Exception exception) when (_engine.Classify(exception) != LedgerFailure.Other)
        {
            throw new LedgerBusyException(exception);
        }
    }

    private static async Task<DemoContents?> ContentsAsync(LedgerDbContext context, CancellationToken cancellationToken) =>
        !await IsDemoAsync(context, cancellationToken) ? null : new DemoContents(
            await context.Members.CountAsync(cancellationToken),
            await context.MemberStatuses.CountAsync(
                row => row.Version == 1 && row.FromAt == MemberStatusRow.FromTheBeginning, cancellationToken),
            await context.Credits.CountAsync(cancellationToken),
            await context.Postings.CountAsync(cancellationToken),
            await context.Postings.CountAsync(posting => posting.ActorKind == ActorKind.User, cancellationToken));

    private async Task<bool> EmptyIfUnchangedAsync(DemoContents seen, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));

        // Nothing can be recorded while the tables are emptied: SQLite has one writer, SQL Server locks the ranges that were read.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        if (await ContentsAsync(context, cancellationToken) != seen) return false;
        await RunAsync(context, context.DropLedgerTriggers, cancellationToken);
        await EmptyAsync(context, cancellationToken);
        await RunAsync(context, context.CreateLedgerTriggers, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Deletes all rows but those of accounts and settings.</summary>
    internal static async Task EmptyAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
#pragma warning disable EF1002 // The names are those of the model.
        foreach (var table in TablesOf(context.Model))
        {
            // SQLite checks RESTRICT row by row, so rows of the same table are deleted from the end of their chain.
            foreach (var column in OwnReferencesOf(context.Model, table))
            {
                var last = $"DELETE FROM {table} WHERE {column} IS NOT NULL AND Id NOT IN " +
                    $"(SELECT {column} FROM {table} WHERE {column} IS NOT NULL)";
                while (await context.Database.ExecuteSqlRawAsync(last, cancellationToken) > 0)
                {
                }
            }

            await context.Database.ExecuteSqlRawAsync($"DELETE FROM {table}", cancellationToken);
        }
#pragma warning restore EF1002
    }

    private static IEnumerable<string> OwnReferencesOf(IModel model, string table) =>
        from type in model.GetEntityTypes()
        where type.GetTableName() == table
        from key in type.GetForeignKeys()
        where key.PrincipalEntityType == type
        select key.Properties[0].GetColumnName();

    // Children before their parents.
    private static List<string> TablesOf(IModel model)
    {
        var left = model.GetEntityTypes().Select(NameOf).Distinct()
            .Where(table => !table.StartsWith("AspNet", StringComparison.Ordinal) && !Kept.Contains(table)).ToList();
        var keys = model.GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Select(key => (From: NameOf(key.DeclaringEntityType), To: NameOf(key.PrincipalEntityType)))
            .Where(key => key.From != key.To).ToList();
        var tables = new List<string>();
        while (left.Find(table => !keys.Exists(key => key.To == table && left.Contains(key.From))) is { } next)
        {
            tables.Add(next);
            left.Remove(next);
        }

        return left.Count == 0 ? tables : throw new InvalidOperationException($"Tables refer to each other: {string.Join(", ", left)}.");

        static string NameOf(IEntityType type) => type.GetTableName()!;
    }

    private static async Task RunAsync(LedgerDbContext context, Action<MigrationBuilder> write, CancellationToken cancellationToken)
    {
        var migration = new MigrationBuilder(context.Database.ProviderName);
        write(migration);
#pragma warning disable EF1002 // The texts are those of the migrations.
        foreach (var operation in migration.Operations.OfType<SqlOperation>())
            await context.Database.ExecuteSqlRawAsync(Literal(operation.Sql), cancellationToken);
#pragma warning restore EF1002

        static string Literal(string text) =>
            text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }
}

/// <summary>What a demo space holds.</summary>
/// <param name="Members">Members.</param>
/// <param name="AddedMembers">Those of them that were added since, by hand or by an import.</param>
/// <param name="Credits">Credits.</param>
/// <param name="Postings">Transactions.</param>
/// <param name="ByPeople">Those of them that someone recorded by hand.</param>
public sealed record DemoContents(int Members, int AddedMembers, int Credits, int Postings, int ByPeople);
