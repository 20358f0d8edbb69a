using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>
/// Where the rows of a history come from: entries of one chain or one credit, and a member's use of what others share (R34).
/// </summary>
internal sealed class HistorySources(LedgerDbContext db, HistoryScope scope)
{
    private IQueryable<LedgerEntry>? _own = Own(db, scope);
    private List<IQueryable<LedgerEntry>> _merged = [.. scope.Merged.Select(id => Own(db, scope with { OwnerId = id }))];
    private List<IQueryable<SharedUse>> _shared = [.. Shared(db, scope)];
    private IQueryable<LedgerEntry> _matching = db.LedgerEntries;
    private IReadOnlyList<Actor>? _recorders;

    /// <summary>Whether the history has any row, whatever the filter.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        await Own(db, scope).AnyAsync(cancellationToken) || await AnyAsync(_merged, cancellationToken)
        || await AnyAsync(Shared(db, scope), cancellationToken);

    /// <summary>Leaves out what the filter does; says whether anything can be left.</summary>
    public async Task<bool> NarrowAsync(HistoryFilter filter, CancellationToken cancellationToken)
    {
        if (filter.CreditId is { } creditId && !await NarrowToCreditAsync(creditId, cancellationToken)) return false;
        if (filter.From is { } from) _shared = _shared.ConvertAll(uses => uses.Where(use => use.UsedAt >= from));
        if (filter.Until is { } until) _shared = _shared.ConvertAll(uses => uses.Where(use => use.UsedAt < until));
        if (filter.Part is HistoryPart.Granted or HistoryPart.Adjusted) _shared = [];
        if (filter.RecordedBy is { } recorder) _recorders = await new ActorsQuery(db).RunAsync(recorder, cancellationToken);
        _own = _own is null ? null : Matching(_own, filter);
        _merged = _merged.ConvertAll(entries => Matching(entries, filter));
        _matching = Matching(db.LedgerEntries, filter with { From = null, Until = null, Part = HistoryPart.All });
        return true;
    }

    /// <summary>A row's place, if it is there.</summary>
    public async Task<HistoryKey?> KeyOfAsync(long entryId, CancellationToken cancellationToken)
    {
        var entry = await db.LedgerEntries.Where(entry => entry.Id == entryId)
            .Select(entry => new { entry.UsedAt, entry.OwnerId, entry.Sequence }).FirstOrDefaultAsync(cancellationToken);
        if (entry is null) return null;
        return scope.CreditId is null && entry.OwnerId != scope.OwnerId
            ? new HistoryKey(entry.UsedAt, false, entryId) : new HistoryKey(entry.UsedAt, true, entry.Sequence);
    }

    /// <summary>The rows beyond a place, of all sources in one order.</summary>
    public async Task<List<HistoryRow>> ReadAsync(bool forward, HistoryKey? beyond, int take, CancellationToken cancellationToken)
    {
        var own = _own is null ? [] : await Project(OrderedOwn(_own, forward, beyond).Take(take)).ToListAsync(cancellationToken);
        var others = _merged.Select(entries => OrderedMerged(entries, forward, beyond))
            .Concat(_shared.Select(uses => OrderedShared(uses, forward, beyond)));
        var all = own.ToList();
        foreach (var other in others) all.AddRange(await Project(other.Take(take)).ToListAsync(cancellationToken));
        if (all.Count == own.Count) return own;
        return [.. (forward ? all.OrderByDescending(row => row.KeyIn(scope)) : all.OrderBy(row => row.KeyIn(scope))).Take(take)];
    }

    /// <summary>How many rows match, and what they come to where they are not too many.</summary>
    public async Task<(BoundedCount, IReadOnlyList<HistoryTotal>)> TotalAsync(int limit, CancellationToken cancellationToken)
    {
        var sums = new List<Sum>();
        if (_own is not null) sums.AddRange(await SumAsync(_own, limit, cancellationToken));
        foreach (var entries in _merged.Concat(_shared.Select(Joined))) sums.AddRange(await SumAsync(entries, limit, cancellationToken));
        var count = sums.Sum(sum => sum.Count);
        if (count > limit) return (new BoundedCount(limit, false), []);
        var creditIds = sums.Select(sum => sum.CreditId).Distinct().ToList();
        var units = await db.Credits.Where(credit => creditIds.Contains(credit.Id))
            .Select(credit => new { credit.Id, credit.BenefitKind, credit.Benefit!.Currency })
            .ToDictionaryAsync(credit => credit.Id, credit => Unit.Of(credit.BenefitKind, credit.Currency), cancellationToken);
        return (new BoundedCount(count, true),
            HistoryTotal.Of(sums.Select(sum => (units[sum.CreditId], sum.Kind, sum.Amount))));
    }

    private static Task<List<Sum>> SumAsync(IQueryable<LedgerEntry> entries, int limit, CancellationToken cancellationToken) => entries
        .Select(entry => new { entry.EffectiveKind, entry.CreditId, entry.Amount }).Take(limit + 1)
        .GroupBy(entry => new { entry.EffectiveKind, entry.CreditId })
        .Select(part => new Sum(part.Key.EffectiveKind, part.Key.CreditId, part.Count(), part.Sum(entry => entry.Amount)))
        .ToListAsync(cancellationToken);

    private sealed record Sum(EntryKind Kind, long CreditId, int Count, long Amount);

    private static IQueryable<LedgerEntry> Own(LedgerDbContext db, HistoryScope scope)
    {
        if (scope.CreditId is { } creditId) return db.LedgerEntries.Where(entry => entry.CreditId == creditId);
        var entries = db.LedgerEntries.Where(entry => entry.OwnerId == scope.OwnerId && entry.BenefitKind == scope.Kind);
        return scope.SharedUsesOnly
            ? entries.Where(entry => entry.EffectiveKind == EntryKind.Usage && entry.Credit!.Benefit!.Shared) : entries;
    }

    // Of records that were merged, not what they used of each other's credits: that is among the entries.
    private static IEnumerable<IQueryable<SharedUse>> Shared(LedgerDbContext db, HistoryScope scope)
    {
        if (!scope.IsOfMember) return [];
        long[] records = [scope.OwnerId, .. scope.Merged];
        return records.Select(id => db.SharedUses.Where(use => use.UsedById == id && use.BenefitKind == scope.Kind))
            .Select(uses => records.Length == 1 ? uses : uses.Where(use => !records.Contains(use.OwnerId)));
    }

    private static async Task<bool> AnyAsync<T>(IEnumerable<IQueryable<T>> sources, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
            if (await source.AnyAsync(cancellationToken)) return true;
        return false;
    }

    // One credit is asked by its own index alone; a second condition on the owner would tempt the planner to another one and to a sort.
    private async Task<bool> NarrowToCreditAsync(long creditId, CancellationToken cancellationToken)
    {
        if (scope.CreditId is { } only) return only == creditId;
        var credit = await db.Credits.Where(credit => credit.Id == creditId && credit.BenefitKind == scope.Kind)
            .Select(credit => new { credit.OwnerId, credit.Benefit!.Shared }).FirstOrDefaultAsync(cancellationToken);
        if (credit is null || (scope.SharedUsesOnly && !credit.Shared)) return false;
        _merged = [];
        if (scope.IsOwn(credit.OwnerId))
        {
            _shared = [];
            var entries = db.LedgerEntries.Where(entry => entry.CreditId == creditId);
            if (scope.SharedUsesOnly) entries = entries.Where(entry => entry.EffectiveKind == EntryKind.Usage);
            _own = credit.OwnerId == scope.OwnerId ? entries : null;
            if (_own is null) _merged = [entries];
            return true;
        }

        _own = null;
        _shared = _shared.ConvertAll(uses => uses.Where(use => use.Entry!.CreditId == creditId));
        return _shared.Count > 0;
    }

    private IQueryable<LedgerEntry> Matching(IQueryable<LedgerEntry> entries, HistoryFilter filter)
    {
        if (filter.From is { } from) entries = entries.Where(entry => entry.UsedAt >= from);
        if (filter.Until is { } until) entries = entries.Where(entry => entry.UsedAt < until);
        entries = filter.Part switch
        {
            HistoryPart.Used => entries.Where(entry => entry.EffectiveKind == EntryKind.Usage),
            HistoryPart.Granted => entries.Where(entry => entry.EffectiveKind == EntryKind.Grant && entry.ReversesEntryId == null),
            HistoryPart.Adjusted => entries.Where(entry =>
                entry.EffectiveKind != EntryKind.Usage && !(entry.EffectiveKind == EntryKind.Grant && entry.ReversesEntryId == null)),
            HistoryPart.All => entries,
        };
        if (LikePattern.Of(filter.Text) is { } text)
        {
            entries = entries.Where(entry =>
                EF.Functions.Like(entry.Posting!.Description!, text, "\\") || EF.Functions.Like(entry.Service!.Name, text, "\\")
                || EF.Functions.Like(entry.Credit!.Benefit!.Name, text, "\\"));
        }

        if (LikePattern.Of(filter.Who) is { } who)
        {
            entries = entries.Where(entry =>
                EF.Functions.Like(entry.UsedBy!.Email!, who, "\\") || EF.Functions.Like(entry.UsedBy.Name, who, "\\")
                || (entry.UsedById == null && entry.Posting!.ActorKind == ActorKind.User
                    && db.Users.Any(user => user.Id == entry.Posting.ActorId && EF.Functions.Like(user.Email!, who, "\\"))));
        }

        return _recorders is null ? entries : RecordedBy(entries, _recorders);
    }

    private static IQueryable<LedgerEntry> RecordedBy(IQueryable<LedgerEntry> entries, IReadOnlyList<Actor> recorders)
    {
        var (users, keys, jobs) = (IdsOf(ActorKind.User), IdsOf(ActorKind.ApiKey), IdsOf(ActorKind.Job));
        return entries.Where(entry =>
            (entry.Posting!.ActorKind == ActorKind.User && users.Contains(entry.Posting.ActorId))
            || (entry.Posting.ActorKind == ActorKind.ApiKey && keys.Contains(entry.Posting.ActorId))
            || (entry.Posting.ActorKind == ActorKind.Job && jobs.Contains(entry.Posting.ActorId)));
        long[] IdsOf(ActorKind kind) => [.. recorders.Where(actor => actor.Kind == kind).Select(actor => actor.Id)];
    }

    private static IQueryable<LedgerEntry> OrderedOwn(IQueryable<LedgerEntry> entries, bool forward, HistoryKey? beyond)
    {
        if (beyond is { UsedAt: var usedAt, Number: var number })
        {
            // Beyond a use of someone else's credit: at the same moment own entries come first.
            var sequence = beyond.IsOwn ? number : forward ? 0 : -1;
            entries = forward
                ? entries.Where(entry => entry.UsedAt <= usedAt && (entry.UsedAt < usedAt || entry.Sequence < sequence))
                : entries.Where(entry => entry.UsedAt >= usedAt && (entry.UsedAt > usedAt || entry.Sequence > sequence));
        }

        return forward
            ? entries.OrderByDescending(entry => entry.UsedAt).ThenByDescending(entry => entry.Sequence)
            : entries.OrderBy(entry => entry.UsedAt).ThenBy(entry => entry.Sequence);
    }

    // The keys of one owner's entries run with their sequence.
    private static IQueryable<LedgerEntry> OrderedMerged(IQueryable<LedgerEntry> entries, bool forward, HistoryKey? beyond)
    {
        if (beyond is { UsedAt: var usedAt, Number: var number })
        {
            var id = beyond.IsOwn ? long.MaxValue : number;
            entries = forward
                ? entries.Where(entry => entry.UsedAt <= usedAt && (entry.UsedAt < usedAt || entry.Id < id))
                : entries.Where(entry => entry.UsedAt >= usedAt && (entry.UsedAt > usedAt || entry.Id > id));
        }

        return OrderedOwn(entries, forward, beyond: null);
    }

    private IQueryable<LedgerEntry> OrderedShared(IQueryable<SharedUse> uses, bool forward, HistoryKey? beyond)
    {
        if (beyond is { UsedAt: var usedAt, Number: var number })
        {
            var id = beyond.IsOwn ? long.MaxValue : number;
            uses = forward
                ? uses.Where(use => use.UsedAt <= usedAt && (use.UsedAt < usedAt || use.EntryId < id))
                : uses.Where(use => use.UsedAt >= usedAt && (use.UsedAt > usedAt || use.EntryId > id));
        }

        var joined = uses.Join(_matching, use => use.EntryId, entry => entry.Id,
            (use, entry) => new { use.UsedAt, use.EntryId, Entry = entry });
        return forward
            ? joined.OrderByDescending(row => row.UsedAt).ThenByDescending(row => row.EntryId).Select(row => row.Entry)
            : joined.OrderBy(row => row.UsedAt).ThenBy(row => row.EntryId).Select(row => row.Entry);
    }

    private IQueryable<LedgerEntry> Joined(IQueryable<SharedUse> uses) =>
        uses.Join(_matching, use => use.EntryId, entry => entry.Id, (_, entry) => entry);

    private IQueryable<HistoryRow> Project(IQueryable<LedgerEntry> entries) => entries.Select(entry => new HistoryRow
    {
        EntryId = entry.Id,
        OwnerId = entry.OwnerId,
        Sequence = entry.Sequence,
        Posting = entry.Posting!,
        CreditId = entry.CreditId,
        Kind = entry.Kind,
        EffectiveKind = entry.EffectiveKind,
        UsedAt = entry.UsedAt,
        OccursAt = entry.OccursAt,
        Amount = entry.Amount,
        MemberName = entry.UsedBy!.Name,
        MemberEmail = entry.UsedBy.Email,
        UserEmail = db.Users.Where(user => user.Id == entry.Posting!.ActorId).Select(user => user.Email).FirstOrDefault(),
        ServiceName = entry.Service!.Name,
        PartOf = (entry.Kind == EntryKind.Grant && entry.Credit!.OriginCreditId != null
            ? db.Credits.Where(credit => credit.Id == entry.Credit.OriginCreditId).Select(credit => (long?)credit.OwnerId).FirstOrDefault()
            : null) ?? entry.UsedById ?? entry.OwnerId,
        IsUndone = db.Reversals.Any(later => later.ReversesEntryId == entry.Id),
    });
}
