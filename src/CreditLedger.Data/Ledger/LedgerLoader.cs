using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Loads what commands need, for recording and for previews. Chain heads are read before balances: a writer that appends in between takes
/// the sequence number this transaction is about to use, and the unique key detects it (R7).
/// </summary>
internal sealed class LedgerLoader(LedgerTransaction transaction, LedgerState state, LedgerRules rules, RowBatch unwritten)
{
    private static readonly string SelectCredits =
        $"SELECT {CreditRow.Table.SelectList("c")}, {BalanceRow.Table.SelectList("b")} FROM Credits c JOIN CreditBalances b ON " +
            $"b.CreditId = c.Id";

    private static readonly string SelectCreditsById = $"{SelectCredits} WHERE c.Id {{ids}}";

    private static readonly string SelectLiveCredits =
        $"{SelectCredits} WHERE c.OwnerId {{ids}} AND (c.ExpiresAt IS NULL OR c.ExpiresAt > @from) AND c.StartsAt <= @to";

    private readonly HashSet<long> _whollyLoadedOwners = [];
    private List<(CreditRow Row, BalanceRow Balance)> _loaded = [];

    /// <summary>The transaction that is read in.</summary>
    public LedgerTransaction Transaction => transaction;

    /// <summary>What was loaded.</summary>
    public LedgerState State => state;

    private LateLoader Late => field ??= new LateLoader(transaction, state, this, unwritten);

    /// <summary>Loads everything a chunk of commands needs to see.</summary>
    public async Task LoadAsync(IReadOnlyList<(LedgerCommand Command, CommandScope Scope)> commands, CancellationToken cancellationToken)
    {
        // First what others share: a booking asks for the memberships of those owners as well.
        var sharing = NewSharing();
        await sharing.LoadAccessesAsync([.. commands.Select(command => command.Scope.UserId).OfType<long>().Distinct()], cancellationToken);
        await LoadNeedsAsync([.. commands.Select(command => command.Command)], cancellationToken);
        var postings = commands.Where(command => command.Scope.PostingId is not null)
            .Select(command => command.Scope.PostingId!.Value).ToHashSet();
        if (postings.Count > 0) await new PostingLoader(transaction, state).LoadAsync(postings, cancellationToken);
        var creditIds = commands.SelectMany(command => command.Scope.CreditIds.Concat(command.Command.Credits(state))).ToHashSet();
        var owners = commands.Where(command => command.Scope.MemberId is not null)
            .Select(command => command.Scope.MemberId!.Value).ToHashSet();
        var users = OwnersInReach(commands);
        owners.UnionWith(users);
        await transaction.ReadByIdsAsync("SELECT OwnerId FROM Credits WHERE Id {ids}", creditIds, reader => owners.Add(reader.GetInt64(0)),
            cancellationToken);
        await LoadHeadsAsync(owners, cancellationToken);

        var moments = commands.Where(command => command.Scope.UserId is not null).Select(command => command.Scope.Moment).ToList();
        if (users.Count > 0) await LoadLiveCreditsAsync(users, moments.Min(), moments.Max(), cancellationToken);
        if (moments.Count > 0) await sharing.LoadUsesAsync(moments.Min(), moments.Max(), cancellationToken);

        await transaction.ReadRowsByIdsAsync(SelectCreditsById, creditIds, Read, cancellationToken);
        var benefits = commands.SelectMany(command => command.Scope.MoreBenefitIds.Concat(command.Command.Benefits(state)));
        await BuildAsync(benefits.Select(id => (long?)id).Concat(commands.Select(command => command.Scope.BenefitId)), cancellationToken);
        if (postings.Count > 0) await ReachWhollyAsync(creditIds, cancellationToken);
        await LoadTakenExternalIdsAsync(commands, cancellationToken);
        if (commands.Any(command => command.Scope.AsksForAnyEntry)) await LoadHasEntriesAsync(cancellationToken);
        if (commands.Any(command => command.Scope.AsksForUnissued)) await Unissued.LoadAsync(transaction, state, cancellationToken);
    }

    /// <summary>
    /// Loads the credits of a member that are not over at a moment, of one kind or of all, and what others share with the member.
    /// </summary>
    public async Task LoadNotOverAsync(long memberId, BenefitKind? kind, DateTime now, CancellationToken cancellationToken)
    {
        var sharing = NewSharing();
        await sharing.LoadAccessesAsync([memberId], cancellationToken);
        var ofKind = kind is { } one ? $" AND c.BenefitKind = {(int)one}" : "";
        await transaction.ReadRowsByIdsAsync(
            $"{SelectCredits} WHERE c.OwnerId {{ids}} AND (c.ExpiresAt IS NULL OR c.ExpiresAt > @from){ofKind}",
            [.. state.SharingOf(memberId, now).Owners.Append(memberId)], Read, cancellationToken, ("@from", transaction.ToParameter(now)));
        await BuildAsync([], cancellationToken);
        await sharing.LoadUsesAsync(now, now, cancellationToken);
    }

    /// <summary>
    /// Loads the credits of a member, and of the owners of the groups that the member was, is or will be in, that were left out because
    /// they were not live or not shared then, so that a refusal can name them (R15).
    /// </summary>
    /// <returns>Whether there were any.</returns>
    public async Task<bool> LoadAllOfAsync(CommandScope scope, CancellationToken cancellationToken)
    {
        var owners = InReach(scope, sharing => sharing.OwnersAtAnyTime).Where(_whollyLoadedOwners.Add).ToList();
        if (owners.Count == 0) return false;
        await transaction.ReadRowsByIdsAsync($"{SelectCredits} WHERE c.OwnerId {{ids}}", owners, Read, cancellationToken);
        var any = _loaded.Count > 0;
        await BuildAsync([], cancellationToken);
        return any;
    }

    /// <summary>
    /// Sees to it that balances are known from the scope's moment on: dated before a credit's last entry, a rule needs what came after
    /// (R16).
    /// </summary>
    public async Task ReachAsync(CommandScope scope, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var credit in scope.CreditIds) await ReachAsync(credit, scope.UsedAt, cancellationToken);
        if (scope.MemberId is { } memberId)
        {
            // Gathered first, because reaching back shows each anew; for nearly every command there is none.
            List<long>? beyond = null, moved = null;
            foreach (var credit in state.InReachOf(memberId))
            {
                if (!credit.Terms.IsLiveAt(scope.Moment)) continue;
                if (!credit.History.Reaches(scope.UsedAt)) (beyond ??= []).Add(credit.Terms.Id);
                if (LateLoader.HasMovedSince(credit, scope.UsedAt)) (moved ??= []).Add(credit.Terms.Id);
            }

            foreach (var creditId in beyond ?? []) await ReachAsync(creditId, scope.UsedAt, cancellationToken);
            if (moved is not null) await Late.FollowAsync(moved, cancellationToken);
        }

        if (scope.PostingId is { } postingId && state.Posting(postingId) is { } posting)
            await Late.FollowAsync(posting, now, cancellationToken);
    }

    private async Task LoadHasEntriesAsync(CancellationToken cancellationToken)
    {
        var any = await transaction.Command(transaction.FirstRows("SELECT Id FROM LedgerEntries", 1)).ExecuteScalarAsync(cancellationToken);
        state.HasEntries = any is not null || unwritten.Entries.Count > 0;
    }

    private async Task ReachAsync(long creditId, DateTime moment, CancellationToken cancellationToken)
    {
        if (state.Credit(creditId) is not { } credit || credit.History.Reaches(moment)) return;
        var later = new List<(DateTime UsedAt, long Amount)>();
        await transaction.ReadByIdsAsync(
            "SELECT UsedAt, Amount FROM LedgerEntries WHERE CreditId {ids} AND UsedAt > @from",
            [creditId],
            reader => later.Add((transaction.ReadInstant(reader, 0), reader.GetInt64(1))),
            cancellationToken,
            ("@from", transaction.ToParameter(moment < Instants.Earliest ? Instants.Earliest : moment)));
        later.AddRange(unwritten.Entries.Where(entry => entry.CreditId == creditId && entry.UsedAt > moment)
            .Select(entry => (entry.UsedAt, entry.Amount)));
        var then = credit.Balance - later.Sum(entry => entry.Amount);
        state.Add(credit.Knowing(BalanceHistory.Since(moment, then, later)));
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
            if (state.Credit(id) is { } credit) state.Add(credit.Knowing(BalanceHistory.FromEntries(rows)));
        }
    }

    /// <summary>Loads credits that others lead to, of whatever owner: the heads of their chains first (R7).</summary>
    public async Task LoadCreditsAsync(IReadOnlyCollection<long> creditIds, CancellationToken cancellationToken)
    {
        var missing = creditIds.Where(id => state.Credit(id) is null).ToList();
        var owners = new HashSet<long>();
        await transaction.ReadByIdsAsync("SELECT OwnerId FROM Credits WHERE Id {ids}", missing, reader => owners.Add(reader.GetInt64(0)),
            cancellationToken);
        await LoadHeadsAsync(owners, cancellationToken);
        await transaction.ReadRowsByIdsAsync(SelectCreditsById, missing, Read, cancellationToken);
        await BuildAsync([], cancellationToken);
    }

    private Task LoadNeedsAsync(IReadOnlyList<LedgerCommand> commands, CancellationToken cancellationToken) =>
        LoadNeedsAsync(() => commands.SelectMany(command => command.Needs(state)), cancellationToken);

    /// <summary>What is needed beside the ledger, query by query, until what was found raises no new question.</summary>
    public async Task LoadNeedsAsync(Func<IEnumerable<RowQuery>> needs, CancellationToken cancellationToken)
    {
        state.Related.IsLoading = true;
        while (true)
        {
            var queries = needs().Where(query => !state.Related.Knows(query)).Distinct().ToList();
            if (queries.Count == 0) break;
            foreach (var group in queries.GroupBy(query => query.Index, StringComparer.Ordinal))
                await LoadAsync([.. group], cancellationToken);
        }

        state.Related.IsLoading = false;
    }

    private async Task LoadAsync(List<RowQuery> queries, CancellationToken cancellationToken)
    {
        var rows = new List<object>();
        if (queries[0].Before is null) await transaction.ReadRowsAsync(queries, rows.Add, cancellationToken);
        else foreach (var query in queries) await transaction.ReadLastRowsAsync(query, rows.Add, cancellationToken);
        for (var index = 0; index < queries.Count; index++) state.Related.Answer(queries[index], index == 0 ? rows : []);
        foreach (var row in rows.OfType<CommitmentRow>()) state.Show(row);
    }

    /// <summary>Whose credits a usage may draw from: the member's, and those of owners of the member's groups (R13).</summary>
    private IEnumerable<long> InReach(CommandScope scope, Func<SharingOf, IEnumerable<long>> owners)
    {
        var member = scope.MemberId!.Value;
        return scope.UserId == member ? owners(state.SharingOf(member, scope.Moment)).Prepend(member).Distinct() : [member];
    }

    private HashSet<long> OwnersInReach(IReadOnlyList<(LedgerCommand Command, CommandScope Scope)> commands) =>
        [.. commands.Where(command => command.Scope.AsksForUsable)
            .SelectMany(command => InReach(command.Scope, sharing => sharing.Owners))];

    private async Task LoadHeadsAsync(HashSet<long> owners, CancellationToken cancellationToken)
    {
        var sorted = owners.Where(owner => !state.HasMember(owner)).Order().ToList();
        await transaction.LockOwnersAsync(sorted, cancellationToken);
        await transaction.ReadByIdsAsync(
            transaction.SelectHeads,
            sorted,
            reader =>
            {
                state.SetHead(reader.GetInt64(0),
                    reader.IsDBNull(1) ? OwnerHead.None : new OwnerHead(reader.GetInt64(1), (byte[])reader.GetValue(2)));
                if (!reader.IsDBNull(3)) state.SetSurvivor(reader.GetInt64(0), reader.GetInt64(3));
            },
            cancellationToken);
    }

    private Task LoadLiveCreditsAsync(HashSet<long> owners, DateTime from, DateTime to, CancellationToken cancellationToken) =>
        transaction.ReadRowsByIdsAsync(
        SelectLiveCredits, owners, Read, cancellationToken, ("@from", transaction.ToParameter(from)), ("@to", transaction.ToParameter(to)));

    private void Read(IColumnSource source)
    {
        if (state.Credit(source.Number(0)) is null)
            _loaded.Add((CreditRow.Table.Read(source), BalanceRow.Table.Read(source, CreditRow.Table.Columns.Count)));
    }

    private async Task BuildAsync(IEnumerable<long?> askedBenefits, CancellationToken cancellationToken)
    {
        var loaded = _loaded;
        _loaded = [];
        await LoadBenefitsAsync(askedBenefits.OfType<long>().Concat(loaded.Select(credit => credit.Row.BenefitId)), cancellationToken);
        await LoadCommitmentsAsync(loaded.Select(credit => credit.Row.OwnerId).Distinct(), cancellationToken);
        foreach (var (row, balance) in loaded)
        {
            if (state.Credit(row.Id) is null)
                state.Add(new CreditState(new CreditTerms(row, state.Benefit(row.BenefitId)!),
                    BalanceHistory.Since(balance.LastUsedAt, balance.Balance, []), new CreditSums(balance)));
        }

        foreach (var row in state.CommittedOwners.SelectMany(state.CommitmentsOf).ToList()) state.Show(row);
    }

    // Every decision counts what is committed as taken (R42). IX_Commitments_OwnerId holds the open ones alone: for nearly all there is
    // none.
    private async Task LoadCommitmentsAsync(IEnumerable<long> owners, CancellationToken cancellationToken)
    {
        var queries = owners.Select(CommitmentRow.OpenOf).Where(query => !state.Related.Knows(query)).ToList();
        if (queries.Count > 0) await LoadAsync(queries, cancellationToken);
        await LoadBenefitsAsync(
            state.CommittedOwners.SelectMany(state.CommitmentsOf).Select(row => row.BenefitId), cancellationToken);
    }

    /// <summary>A loader of what groups share, into the same state.</summary>
    public SharingLoader NewSharing() => new(transaction, state, rules.Zone);

    /// <summary>Loads benefits that are not loaded yet.</summary>
    public Task LoadBenefitsAsync(IEnumerable<long> ids, CancellationToken cancellationToken) =>
        BenefitLoader.LoadAsync(transaction, state, ids, cancellationToken);

    private Task LoadTakenExternalIdsAsync(
        IReadOnlyList<(LedgerCommand Command, CommandScope Scope)> commands, CancellationToken cancellationToken) =>
        transaction.ReadByTextsAsync(
            """
            SELECT c.ExternalId, c.Id, c.Generation, CASE WHEN EXISTS (
                SELECT 1 FROM LedgerEntries g JOIN LedgerEntries r ON r.ReversesEntryId = g.Id AND r.ReversesEntryId IS NOT NULL
                WHERE g.CreditId = c.Id AND g.Kind = 1) THEN 1 ELSE 0 END
            FROM Credits c WHERE c.ExternalId {ids} AND c.ExternalId IS NOT NULL
            """,
            [.. commands.Select(command => (command.Command as GrantCommand)?.ExternalId).OfType<string>()
                .Distinct(StringComparer.Ordinal)],
            reader =>
            {
                var holder = new ExternalIdHolder(reader.GetInt64(1), reader.GetInt32(2), reader.GetInt32(3) == 1);
                if (state.TakenExternalIds.GetValueOrDefault(reader.GetString(0)).Generation < holder.Generation)
                    state.TakenExternalIds[reader.GetString(0)] = holder;
            },
            cancellationToken);
}
