using System.Data.Common;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Loads what acts ask to see. Heads before balances: whoever appends in between takes the sequence number that we are about to
/// use, and the unique key tells (R7).
/// </summary>
internal sealed class LedgerLoader(LedgerTransaction transaction, LedgerState view, LedgerRules rules)
{
    private const string CreditColumns =
        "c.Id, c.OwnerId, c.BenefitId, c.Amount, c.StartsAt, c.ExpiresAt, c.Priority, c.RecordedAt, c.BenefitKind, b.Balance, b.Used, b.Adjusted, b.LastUsedAt, b.Revoked, c.SourceName";

    private readonly Dictionary<long, OwnerHead> _heads = [];
    private readonly Dictionary<long, CreditSums> _sums = [];
    private readonly HashSet<long> _whollyLoadedOwners = [];
    private List<LoadedCredit> _loaded = [];

    /// <summary>The last link of each owner's chain; owners that do not exist are absent.</summary>
    public IReadOnlyDictionary<long, OwnerHead> Heads => _heads;

    /// <summary>The cached sums of each loaded credit.</summary>
    public CreditSums SumsOf(long creditId) => _sums[creditId];

    /// <summary>Makes a credit known that was granted in this transaction.</summary>
    public void Adopt(CreditSums sums) => _sums[sums.CreditId] = sums;

    /// <summary>Loads everything a chunk of acts needs to see.</summary>
    public async Task LoadAsync(IReadOnlyList<(LedgerCommand Act, CommandScope Scope)> acts, CancellationToken cancellationToken)
    {
        var creditIds = acts.SelectMany(act => act.Scope.CreditIds).ToHashSet();
        var postings = acts.Where(act => act.Scope.PostingId is not null).Select(act => act.Scope.PostingId!.Value).ToHashSet();
        if (postings.Count > 0) creditIds.UnionWith(await LoadPostingsAsync(postings, cancellationToken));

        var owners = acts.Where(act => act.Scope.MemberId is not null).Select(act => act.Scope.MemberId!.Value).ToHashSet();
        var sharing = new SharingLoader(transaction, view, rules.Zone);
        await sharing.LoadAccessesAsync([.. acts.Select(act => act.Scope.UserId).OfType<long>().Distinct()], cancellationToken);
        var users = OwnersInReach(acts);
        owners.UnionWith(users);
        await transaction.ReadByIdsAsync("SELECT OwnerId FROM Credits WHERE Id {ids}", creditIds, reader => owners.Add(reader.GetInt64(0)), cancellationToken);
        await LoadHeadsAsync(owners, cancellationToken);

        var moments = acts.Where(act => act.Scope.UserId is not null).Select(act => act.Scope.UsedAt).ToList();
        if (users.Count > 0) await LoadLiveCreditsAsync(users, moments.Min(), moments.Max(), cancellationToken);
        if (moments.Count > 0) await sharing.LoadUsesAsync(moments.Min(), moments.Max(), cancellationToken);

        await LoadCreditsAsync(creditIds, cancellationToken);
        await BuildAsync(acts.SelectMany(act => act.Scope.MoreBenefitIds.Select(id => (long?)id).Append(act.Scope.BenefitId)), cancellationToken);
        if (postings.Count > 0) await ReachWhollyAsync(creditIds, cancellationToken);
        await LoadTakenExternalIdsAsync(acts, cancellationToken);
    }

    /// <summary>Whose credits a usage may draw from: the member's, and those of the owners of the member's groups (R13).</summary>
    private IEnumerable<long> InReach(CommandScope scope)
    {
        var member = scope.MemberId!.Value;
        return scope.UserId == member ? view.SharingOf(member).Owners.Prepend(member).Distinct() : [member];
    }

    private HashSet<long> OwnersInReach(IReadOnlyList<(LedgerCommand Act, CommandScope Scope)> acts) =>
        [.. acts.Where(act => act.Act is UsageCommand { CreditId: null }).SelectMany(act => InReach(act.Scope))];

    /// <summary>Loads the credits of a member, and of the owners of the member's groups, that were left out because they were not live, so that a refusal can name them (R15).</summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> LoadAllOfAsync(CommandScope scope, CancellationToken cancellationToken)
    {
        var owners = InReach(scope).Where(_whollyLoadedOwners.Add).ToList();
        if (owners.Count == 0) return false;
        await transaction.ReadByIdsAsync(
            $"SELECT {CreditColumns} FROM Credits c LEFT JOIN CreditBalances b ON b.CreditId = c.Id WHERE c.OwnerId {{ids}}", owners, Read, cancellationToken);
        var any = _loaded.Count > 0;
        await BuildAsync([], cancellationToken);
        return any;
    }

    /// <summary>Sees to it that a credit's balance is known from a moment on (R16).</summary>
    /// <param name="creditId">The credit.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="unwritten">Its entries of this transaction that are not in the database yet.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    public async Task ReachAsync(long creditId, DateTime moment, IEnumerable<(DateTime UsedAt, long Amount)> unwritten, CancellationToken cancellationToken)
    {
        if (view.Credit(creditId) is not { } credit || credit.History.Reaches(moment)) return;
        var later = new List<(DateTime UsedAt, long Amount)>();
        await transaction.ReadByIdsAsync(
            "SELECT UsedAt, Amount FROM LedgerEntries WHERE CreditId {ids} AND UsedAt > @from",
            [creditId],
            reader => later.Add((transaction.ReadInstant(reader, 0), reader.GetInt64(1))),
            cancellationToken,
            ("@from", transaction.ToParameter(moment < Earliest ? Earliest : moment)));
        later.AddRange(unwritten.Where(entry => entry.UsedAt > moment));
        var then = credit.Balance - later.Sum(entry => entry.Amount);
        view.Add(new CreditState(credit.Terms, BalanceHistory.Since(moment, then, later), credit.IsRevoked));
    }

    // Undoing asks for whole histories, of thousands of credits at times: by one query.
    private async Task ReachWhollyAsync(HashSet<long> creditIds, CancellationToken cancellationToken)
    {
        var entries = creditIds.ToDictionary(id => id, _ => new List<(DateTime UsedAt, long Amount)>());
        await transaction.ReadByIdsAsync(
            "SELECT CreditId, UsedAt, Amount FROM LedgerEntries WHERE CreditId {ids} ORDER BY CreditId, UsedAt, Sequence",
            creditIds,
            reader => entries[reader.GetInt64(0)].Add((transaction.ReadInstant(reader, 1), reader.GetInt64(2))),
            cancellationToken);
        foreach (var (id, rows) in entries)
        {
            if (view.Credit(id) is { } credit) view.Add(new CreditState(credit.Terms, BalanceHistory.FromEntries(rows), credit.IsRevoked));
        }
    }

    /// <summary>No instant of the ledger lies before it; every engine can store it.</summary>
    private static readonly DateTime Earliest = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private async Task LoadHeadsAsync(HashSet<long> owners, CancellationToken cancellationToken)
    {
        var sorted = owners.Order().ToList();
        await transaction.LockOwnersAsync(sorted, cancellationToken);
        await transaction.ReadByIdsAsync(
            """
            SELECT m.Id, e.Sequence, e.Hash FROM Members m
            LEFT JOIN LedgerEntries e ON e.OwnerId = m.Id AND e.Sequence = (SELECT MAX(x.Sequence) FROM LedgerEntries x WHERE x.OwnerId = m.Id)
            WHERE m.Id {ids}
            """,
            sorted,
            reader => _heads[reader.GetInt64(0)] = reader.IsDBNull(1) ? new OwnerHead(0, ChainHasher.Start) : new OwnerHead(reader.GetInt64(1), (byte[])reader.GetValue(2)),
            cancellationToken);
    }

    private Task LoadLiveCreditsAsync(HashSet<long> owners, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        transaction.ReadByIdsAsync(
            $$"""
            SELECT {{CreditColumns}} FROM Credits c LEFT JOIN CreditBalances b ON b.CreditId = c.Id
            WHERE c.OwnerId {ids} AND (c.ExpiresAt IS NULL OR c.ExpiresAt > @from) AND c.StartsAt <= @to
            """,
            owners, Read, cancellationToken, ("@from", transaction.ToParameter(from)), ("@to", transaction.ToParameter(to)));

    private Task LoadCreditsAsync(HashSet<long> creditIds, CancellationToken cancellationToken) =>
        transaction.ReadByIdsAsync(
            $"SELECT {CreditColumns} FROM Credits c LEFT JOIN CreditBalances b ON b.CreditId = c.Id WHERE c.Id {{ids}}", creditIds, Read, cancellationToken);

    private void Read(DbDataReader reader)
    {
        var id = reader.GetInt64(0);
        if (_sums.ContainsKey(id)) return;
        var sums = new CreditSums
        {
            CreditId = id,
            OwnerId = reader.GetInt64(1),
            BenefitId = reader.GetInt64(2),
            BenefitKind = (BenefitKind)reader.GetInt32(8),
            StartsAt = transaction.ReadInstant(reader, 4),
            ExpiresAt = reader.IsDBNull(5) ? null : transaction.ReadInstant(reader, 5),
        };
        if (!reader.IsDBNull(9))
        {
            sums.Balance = reader.GetInt64(9);
            sums.Used = reader.GetInt64(10);
            sums.Adjusted = reader.GetInt64(11);
            sums.LastUsedAt = transaction.ReadInstant(reader, 12);
            sums.RevocationsStanding = reader.GetBoolean(13) ? 1 : 0;
            sums.IsStored = true;
        }

        _sums[id] = sums;
        _loaded.Add(new LoadedCredit(sums, reader.GetInt64(3), reader.GetInt32(6), transaction.ReadInstant(reader, 7), reader.IsDBNull(14) ? null : reader.GetString(14)));
    }

    private async Task BuildAsync(IEnumerable<long?> askedBenefits, CancellationToken cancellationToken)
    {
        var loaded = _loaded;
        _loaded = [];
        await LoadBenefitsAsync(askedBenefits.OfType<long>().Concat(loaded.Select(credit => credit.Sums.BenefitId)), cancellationToken);
        foreach (var (sums, amount, priority, recordedAt, sourceName) in loaded)
        {
            if (!sums.IsStored) await SumEntriesAsync(sums, cancellationToken);
            var terms = new CreditTerms(sums.CreditId, sums.OwnerId, view.Benefit(sums.BenefitId)!, amount, sums.StartsAt, sums.ExpiresAt, priority, recordedAt)
            {
                SourceName = sourceName,
            };
            view.Add(new CreditState(terms, BalanceHistory.Since(sums.LastUsedAt, sums.Balance, []), sums.Revoked));
        }
    }

    // The cache may be dropped at any time (R5): then the rows themselves answer.
    private Task SumEntriesAsync(CreditSums sums, CancellationToken cancellationToken) =>
        transaction.ReadByIdsAsync(
            "SELECT Kind, EffectiveKind, Amount, UsedAt FROM LedgerEntries WHERE CreditId {ids} ORDER BY Sequence",
            [sums.CreditId],
            reader => sums.Add((EntryKind)reader.GetInt32(0), (EntryKind)reader.GetInt32(1), reader.GetInt64(2), transaction.ReadInstant(reader, 3)),
            cancellationToken);

    private async Task LoadBenefitsAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var missing = ids.Where(id => view.Benefit(id) is null).ToHashSet();
        if (missing.Count == 0) return;
        var services = new Dictionary<long, HashSet<long>>();
        await transaction.ReadByIdsAsync(
            "SELECT BenefitId, ServiceId FROM BenefitServices WHERE BenefitId {ids}",
            missing,
            reader =>
            {
                if (!services.TryGetValue(reader.GetInt64(0), out var named)) services[reader.GetInt64(0)] = named = [];
                named.Add(reader.GetInt64(1));
            },
            cancellationToken);
        await transaction.ReadByIdsAsync(
            "SELECT Id, Name, Kind, Currency, StepMinutes, Priority, Shared FROM Benefits WHERE Id {ids}",
            missing,
            reader =>
            {
                var unit = Unit.Of((BenefitKind)reader.GetInt32(2), reader.IsDBNull(3) ? null : reader.GetString(3));
                view.Add(new BenefitTerms(
                    reader.GetInt64(0), reader.GetString(1), unit, reader.IsDBNull(4) ? null : reader.GetInt32(4), reader.GetInt32(5),
                    services.GetValueOrDefault(reader.GetInt64(0)) ?? [])
                {
                    Shared = reader.GetBoolean(6),
                });
            },
            cancellationToken);
    }

    private async Task<HashSet<long>> LoadPostingsAsync(HashSet<long> postings, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<long, List<PostedEntry>>();
        await transaction.ReadByIdsAsync(
            "SELECT PostingId, Id, CreditId, Kind, Amount, UsedAt, UsedById, ServiceId FROM LedgerEntries WHERE PostingId {ids} ORDER BY Id",
            postings,
            reader =>
            {
                if (!entries.TryGetValue(reader.GetInt64(0), out var rows)) entries[reader.GetInt64(0)] = rows = [];
                rows.Add(new PostedEntry(
                    reader.GetInt64(1), reader.GetInt64(2), (EntryKind)reader.GetInt32(3), reader.GetInt64(4), transaction.ReadInstant(reader, 5),
                    reader.IsDBNull(6) ? null : reader.GetInt64(6), reader.IsDBNull(7) ? null : reader.GetInt64(7)));
            },
            cancellationToken);
        await transaction.ReadByIdsAsync(
            "SELECT p.Id, p.Kind, r.Id FROM Postings p LEFT JOIN Postings r ON r.ReversesPostingId = p.Id WHERE p.Id {ids}",
            postings,
            reader => view.Add(new PostedPosting(
                reader.GetInt64(0), (PostingKind)reader.GetInt32(1), reader.IsDBNull(2) ? null : reader.GetInt64(2),
                entries.GetValueOrDefault(reader.GetInt64(0)) ?? [])),
            cancellationToken);
        return [.. entries.Values.SelectMany(rows => rows).Select(row => row.CreditId)];
    }

    private Task LoadTakenExternalIdsAsync(IReadOnlyList<(LedgerCommand Act, CommandScope Scope)> acts, CancellationToken cancellationToken) =>
        transaction.ReadByTextsAsync(
            "SELECT ExternalId, Id FROM Credits WHERE ExternalId {ids}",
            [.. acts.Select(act => (act.Act as GrantCommand)?.ExternalId).OfType<string>().Distinct(StringComparer.Ordinal)],
            reader => view.TakenExternalIds[reader.GetString(0)] = reader.GetInt64(1),
            cancellationToken);

    private sealed record LoadedCredit(CreditSums Sums, long Amount, int Priority, DateTime RecordedAt, string? SourceName);
}

/// <summary>The last link of an owner's chain.</summary>
/// <param name="Sequence">Its number; 0 before the first.</param>
/// <param name="Hash">Its hash; the chain's start before the first.</param>
internal readonly record struct OwnerHead(long Sequence, byte[] Hash);
