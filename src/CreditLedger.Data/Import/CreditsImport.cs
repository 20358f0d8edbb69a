using CreditLedger.Ledger.Commands;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Import;

/// <summary>Credits, granted in the order of the file: it is their order of recording (R14).</summary>
internal sealed class CreditsImport : ICommandSource, IDisposable
{
    private const string KeyPrefix = "import:credit:";

    private static readonly Dictionary<string, CreditSource> Sources = Words.Of(
        CreditSource.Plan, CreditSource.Product, CreditSource.Manual, CreditSource.Import);

    private readonly ImportRun _run;
    private readonly SqliteCommand _insert;
    private readonly Cell _externalId;
    private readonly Cell _member;
    private readonly Cell _benefit;
    private readonly Cell _amount;
    private readonly Cell _startsAt;
    private readonly Cell _expiresAt;
    private readonly Cell _source;
    private readonly Cell _sourceName;
    private readonly Cell _priority;
    private readonly Cell _description;

    public CreditsImport(ImportRun run)
    {
        _run = run;
        run.Scratch.Execute("""
            CREATE TABLE Staged (
                Line INTEGER PRIMARY KEY, ExternalId TEXT, Member INTEGER, Benefit INTEGER, Amount INTEGER,
                StartsAt INTEGER, ExpiresAt INTEGER,
                Source INTEGER, SourceName TEXT, Priority INTEGER, Description TEXT);
            """);
        _insert = run.Scratch.Prepare("INSERT INTO Staged VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", 11);
        _externalId = run.Column("external_id");
        _member = run.Column("member");
        _benefit = run.Column("benefit");
        _amount = run.Column("amount");
        _startsAt = run.Column("starts_at");
        _expiresAt = run.Column("expires_at");
        _source = run.Column("source");
        _sourceName = run.Column("source_name");
        _priority = run.Column("priority");
        _description = run.Column("description");
    }

    public async Task StageAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var references = await References.ReadAsync(context, cancellationToken);
        while (_run.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Stage(references);
        }
    }

    public IEnumerable<StagedCommand> InOrder()
    {
        using var command = _run.Scratch.Prepare("SELECT * FROM Staged ORDER BY Line", 0);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var externalId = reader.GetString(1);
            yield return new StagedCommand(reader.GetInt64(0), new GrantCommand(KeyPrefix + externalId, Actor.Job(JobName.Import))
            {
                AgainIfUndone = true,
                ExternalId = externalId,
                MemberId = reader.GetInt64(2),
                BenefitId = reader.GetInt64(3),
                Amount = reader.GetInt64(4),
                StartsAt = new DateTime(reader.GetInt64(5), DateTimeKind.Utc),
                ExpiresAt = reader.IsDBNull(6) ? null : new DateTime(reader.GetInt64(6), DateTimeKind.Utc),
                Source = (CreditSource)reader.GetInt32(7),
                SourceName = reader.IsDBNull(8) ? null : reader.GetString(8),
                Priority = reader.IsDBNull(9) ? null : reader.GetInt32(9),
                Description = reader.IsDBNull(10) ? null : reader.GetString(10),
            });
        }
    }

    public void Dispose() => _insert.Dispose();

    private void Stage(References references)
    {
        var externalId = _externalId.Text(CommandPosting.MaxExternalIdLength, required: true);
        _run.RefuseRepeated("external_id", externalId);
        var member = References.Find(_member, references.Members, "member", required: true);
        var benefit = References.Find(_benefit, references.Benefits, "benefit", required: true);
        var amount = _amount.Whole(1, long.MaxValue, required: true);
        var startsAt = _startsAt.Instant(_run.Zone, required: true);
        var expiresAt = _expiresAt.Instant(_run.Zone);
        var source = _source.Choice(Sources) ?? CreditSource.Import;
        var sourceName = _sourceName.Text(200);
        var priority = _priority.Whole(0, 1_000);
        var description = _description.Text(LedgerCommand.MaxTextLength, manyLines: true);
        if (expiresAt <= startsAt)
            _expiresAt.Refuse("A credit expires after it starts. Leave expires_at empty for one that never expires.");
        if (_run.IsRefused) return;
        ImportScratch.Run(
            _insert, _run.Line, externalId, member, benefit, amount, startsAt?.Ticks, expiresAt?.Ticks, (long)source, sourceName,
            priority, description);
    }
}
