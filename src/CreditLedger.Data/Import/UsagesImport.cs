using CreditLedger.Ledger.Commands;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Import;

/// <summary>Usages, posted in the order of their dates, then of the file: an earlier usage takes first what both want.</summary>
internal sealed class UsagesImport : ICommandSource, IDisposable
{
    private const string KeyPrefix = "import:usage:";
    private const int RowsPerLookup = 1_000;

    private static readonly Dictionary<string, BenefitKind> Kinds = Words.Of<BenefitKind>();

    private readonly ImportRun _run;
    private readonly SqliteCommand _insert;
    private readonly Cell _externalId;
    private readonly Cell _member;
    private readonly Cell _amount;
    private readonly Cell _usedAt;
    private readonly Cell _credit;
    private readonly Cell _benefit;
    private readonly Cell _kind;
    private readonly Cell _service;
    private readonly Cell _usedBy;
    private readonly Cell _description;
    private readonly List<(long Line, string Credit)> _unresolved = [];
    private DateTime _latest = DateTime.MinValue;
    private readonly HashSet<long> _users = [];
    private bool _isSorted = true;

    public UsagesImport(ImportRun run)
    {
        _run = run;
        run.Scratch.Execute("""
            CREATE TABLE Staged (
                Line INTEGER PRIMARY KEY, UsedAt INTEGER, ExternalId TEXT, Member INTEGER, Amount INTEGER,
                Credit INTEGER, Benefit INTEGER, Kind INTEGER,
                Service INTEGER, UsedBy INTEGER, Description TEXT);
            """);
        _insert = run.Scratch.Prepare("INSERT INTO Staged VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", 11);
        _externalId = run.Column("external_id");
        _member = run.Column("member");
        _amount = run.Column("amount");
        _usedAt = run.Column("used_at");
        _credit = run.Column("credit");
        _benefit = run.Column("benefit");
        _kind = run.Column("kind");
        _service = run.Column("service");
        _usedBy = run.Column("used_by");
        _description = run.Column("description");
    }

    public async Task StageAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var references = await References.ReadAsync(context, cancellationToken);
        while (_run.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Stage(references);
            if (_unresolved.Count == RowsPerLookup) await ResolveCreditsAsync(context, cancellationToken);
        }

        if (_unresolved.Count > 0) await ResolveCreditsAsync(context, cancellationToken);
        await NameInactiveAsync(context, cancellationToken);
    }

    public IEnumerable<StagedCommand> InOrder()
    {
        // A file in the order of its dates, as most are, needs no sort.
        using var command = _isSorted
            ? _run.Scratch.Prepare("SELECT * FROM Staged ORDER BY Line", 0)
            : _run.Scratch.Prepare("SELECT * FROM Staged ORDER BY UsedAt, Line", 0);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new StagedCommand(reader.GetInt64(0), new UsageCommand(KeyPrefix + reader.GetString(2), Actor.Job(JobName.Import))
            {
                AgainIfUndone = true,
                UsedAt = new DateTime(reader.GetInt64(1), DateTimeKind.Utc),
                MemberId = reader.GetInt64(3),
                Amount = reader.GetInt64(4),
                CreditId = Key(reader, 5),
                BenefitId = Key(reader, 6),
                Kind = (BenefitKind?)Key(reader, 7),
                ServiceId = Key(reader, 8),
                UsedById = Key(reader, 9),
                Description = reader.IsDBNull(10) ? null : reader.GetString(10),
                MayGoFurtherBack = true,
                UserIsOnRecord = true,
            });
        }
    }

    public void Dispose() => _insert.Dispose();

    private static long? Key(SqliteDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    private void Stage(References references)
    {
        var externalId = _externalId.Text(CommandPosting.MaxExternalIdLength, required: true);
        _run.RefuseRepeated("external_id", externalId);
        var member = References.Find(_member, references.Members, "member", required: true);
        var amount = _amount.Whole(1, long.MaxValue, required: true);
        var usedAt = _usedAt.Instant(_run.Zone, required: true);
        var credit = _credit.Text(200);
        var benefit = References.Find(_benefit, references.Benefits, "benefit");
        var kind = _kind.Choice(Kinds);
        var service = References.Find(_service, references.Services, "service");
        var usedBy = References.Find(_usedBy, references.Members, "member");
        var description = _description.Text(LedgerCommand.MaxTextLength, manyLines: true);
        RefuseUnclear();
        if (_run.IsRefused) return;
        _users.Add(usedBy ?? member!.Value);
        ImportScratch.Run(_insert, _run.Line, usedAt?.Ticks, externalId, member, amount, null, benefit, (long?)kind, service,
            usedBy, description);
        if (credit is not null) _unresolved.Add((_run.Line, credit));
        _isSorted &= usedAt >= _latest;
        _latest = usedAt ?? _latest;
    }

    // R54: past use is accepted, but members who are not active are named. IX_Members_Status_SortName.
    private async Task NameInactiveAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var inactive = await context.Members.Where(member => member.Status == MemberStatus.Suspended || member.Status == MemberStatus.Left)
            .OrderBy(member => member.Status).ThenBy(member => member.SortName).ThenBy(member => member.Id)
            .Select(member => new { member.Id, member.Name, member.Reference, member.Status }).ToListAsync(cancellationToken);
        foreach (var member in inactive.Where(member => _users.Contains(member.Id)))
        {
            var status = member.Status == MemberStatus.Left ? "has left" : "is suspended";
            _run.Notes.Add($"{member.Name} ({member.Reference}) {status}; the uses in the file are taken all the same.");
        }
    }

    private void RefuseUnclear()
    {
        var named = (_credit.IsEmpty ? 0 : 1) + (_benefit.IsEmpty ? 0 : 1) + (_kind.IsEmpty ? 0 : 1);
        if (named > 1)
            _run.Refuse(_credit.IsEmpty ? "kind" : "credit", "Name one of credit, benefit and kind, not more: each says what to use.");
        else if (named == 0 && _service.IsEmpty)
            _run.Refuse("benefit", "Name what to use: a credit, a benefit, a kind, or a service (which alone means Time).");
    }

    private async Task ResolveCreditsAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var names = _unresolved.Select(row => row.Credit).Distinct(StringComparer.Ordinal).ToList();
        var named = await context.Credits.Where(credit => credit.ExternalId != null && names.Contains(credit.ExternalId))
            .Select(credit => new { credit.ExternalId, credit.Generation, credit.Id }).ToListAsync(cancellationToken);

        // The plain id means the latest: those before it were undone (R9).
        var keys = named.GroupBy(credit => credit.ExternalId!, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(credit => credit.Generation)!.Id, StringComparer.Ordinal);
        using var update = _run.Scratch.Prepare("UPDATE Staged SET Credit = $2 WHERE Line = $1", 2);
        using var remove = _run.Scratch.Prepare("DELETE FROM Staged WHERE Line = $1", 1);
        foreach (var (line, name) in _unresolved)
        {
            if (keys.TryGetValue(name, out var key))
            {
                ImportScratch.Run(update, line, key);
                continue;
            }

            ImportScratch.Run(remove, line);
            _run.RefuseEarlier(line, "credit", $"There is no credit with the external_id '{Cell.Show(name)}'. Import credits first.");
        }

        _unresolved.Clear();
    }
}
