using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Postings;
using CreditLedger.Ledger.Amounts;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Lists;

/// <summary>
/// All postings of the space, by the moment of recording: IX_Postings_RecordedAt, which answers the filters by kind and actor on the way
/// and has a range of days as a range. What few postings match is found by IX_Postings_Kind_Actor, by IX_Postings_R24_ReversesPostingId or
/// by the member (IX_MemberSearchTerms_Term, UX_LedgerEntries_R7_OwnerSequence, IX_SharedUses_UsedBy).
/// </summary>
public sealed class PostingListQuery(LedgerDbContext db) : ListQuery<PostingFilter, Posting, PostingListRow>
{
    // A member's postings may lie far apart in the list, so that more of them are found by the member than of other conditions.
    private const int FewOfMember = 5;

    /// <summary>Nothing was recorded before it: makes a range of what would be a walk over the whole index.</summary>
    private static readonly DateTime Beginning = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly PostingKind[] Kinds = Enum.GetValues<PostingKind>();

    // Not by the key: with several nodes on SQL Server the later row may have the lower one.
    private static readonly ListOrder<Posting> ByRecording = ListOrder<Posting>.By(posting => posting.Id, posting => posting.RecordedAt);

    private protected override IQueryable<Posting> All => db.Postings;

    private protected override Expression<Func<Posting, long>> Id => posting => posting.Id;

    private protected override ListOrder<Posting> OrderOf(PostingFilter filter) => ByRecording;

    private protected override bool IsDescending(PostingFilter filter) => !filter.OldestFirst;

    private protected override IQueryable<Posting> Matching(PostingFilter filter, DateTime now)
    {
        // The index of the order is walked: a sum is what no index is looked for by.
        var none = 0;
        var postings = OfDays(filter);
        if (filter.Number is { } number) postings = postings.Where(posting => posting.Id == number);
        if (filter.Kind is { } kind) postings = postings.Where(posting => (int)posting.Kind + none == (int)kind);

        // No posting has the number 0.
        if (filter.RecordedBy is []) postings = postings.Where(posting => posting.Id == 0);
        else if (filter.RecordedBy is { } actors)
        {
            var (users, keys, jobs) = (IdsOf(actors, ActorKind.User), IdsOf(actors, ActorKind.ApiKey), IdsOf(actors, ActorKind.Job));
            postings = postings.Where(posting =>
                ((int)posting.ActorKind + none == (int)ActorKind.User && users.Contains(posting.ActorId))
                || ((int)posting.ActorKind + none == (int)ActorKind.ApiKey && keys.Contains(posting.ActorId))
                || ((int)posting.ActorKind + none == (int)ActorKind.Job && jobs.Contains(posting.ActorId)));
        }

        // Each entry is reversed once: what undid a posting has as many entries as were undone of it.
        postings = filter.Undone switch
        {
            UndoneState.Nothing => postings.Where(posting => !db.Undoings.Any(later => later.ReversesPostingId == posting.Id)),
            UndoneState.Partly => postings.Where(posting => db.Undoings.Any(later => later.ReversesPostingId == posting.Id)
                && db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Sum(later => later.EntryCount) < posting.EntryCount),
            UndoneState.Wholly => postings.Where(posting =>
                db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Sum(later => later.EntryCount) == posting.EntryCount),
            null => postings,
        };
        if (SearchText.WordsOf(filter.Member) is { Count: > 0 } words)
        {
            var members = db.NamedBy(words);
            postings = postings.Where(posting => db.LedgerEntries.Any(entry => entry.PostingId == posting.Id
                && (members.Any(member => member.Id == entry.OwnerId) || members.Any(member => member.Id == entry.UsedById))));
        }

        return postings;
    }

    // One query for each condition of the filter but "not undone", each of them whole: one that stands alone is counted by it.
    private protected override IEnumerable<IQueryable<long>> Narrow(PostingFilter filter, DateTime now)
    {
        if (filter.Number is { } number) yield return KeysOf(db.Postings.Where(posting => posting.Id == number));
        if (filter.From is not null || filter.Until is not null) yield return KeysOf(OfDays(filter));
        if (filter.Kind is not null || filter.RecordedBy is not null) yield return OfKindAndActors(filter.Kind, filter.RecordedBy);
        if (filter.Undone is UndoneState.Partly or UndoneState.Wholly) yield return Undone(filter.Undone == UndoneState.Wholly);
        if (SearchText.WordsOf(filter.Member) is { Count: > 0 } words) yield return OfMember(words);
    }

    private protected override async Task<IQueryable<long>?> FindFewAsync(
        PostingFilter filter, DateTime now, CancellationToken cancellationToken)
    {
        if (await base.FindFewAsync(filter, now, cancellationToken) is { } few) return few;
        if (SearchText.WordsOf(filter.Member) is not { Count: > 0 } words) return null;
        var ofMember = OfMember(words);
        var most = Few * FewOfMember;
        return await ofMember.Take(most + 1).CountAsync(cancellationToken) <= most && most > 0 ? ofMember : null;
    }

    private protected override async Task<(BoundedCount, IReadOnlyList<OutstandingAmount>?)> TotalAsync(
        PostingFilter filter, IQueryable<Posting> matching, Counting counting, CancellationToken cancellationToken)
    {
        if (counting.Known is null && filter.Undone != UndoneState.Nothing && Narrow(filter, counting.Now).ToList() is [var alone])
            return (await alone.Distinct().CountUpToAsync(counting.Limit, cancellationToken), null);
        return await base.TotalAsync(filter, matching, counting, cancellationToken);
    }

    private protected override async Task<IReadOnlyList<PostingListRow>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var postings = await db.Postings.Where(posting => ids.Contains(posting.Id))
            .Select(posting => new
            {
                posting.Id,
                posting.Kind,
                posting.RecordedAt,
                posting.ActorKind,
                posting.ActorId,
                posting.Description,
                posting.EntryCount,
                posting.ReversesPostingId,
                UserEmail = db.Users.Where(user => user.Id == posting.ActorId).Select(user => user.Email).FirstOrDefault(),
                UndoneById = db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Min(later => (long?)later.Id),
                Undone = db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Sum(later => later.EntryCount),
            })
            .ToDictionaryAsync(posting => posting.Id, cancellationToken);
        var owners = await OwnersAsync(ids, cancellationToken);
        var amounts = await AmountsAsync(ids, cancellationToken);
        return
        [
            .. from id in ids
               where postings.ContainsKey(id)
               let posting = postings[id]
               let owner = owners[id]
               select new PostingListRow
               {
                   Id = id,
                   Kind = posting.Kind,
                   RecordedAt = posting.RecordedAt,
                   RecordedBy = ActorNames.Of(posting.ActorKind, posting.ActorId, posting.UserEmail),
                   Description = posting.Description,
                   Changes = posting.EntryCount,
                   Members = owner.Members,
                   Member = owner.Owner,
                   UsedBy = owner.UsedBy,
                   Amount = amounts[id].ToList() is [var amount] ? amount : null,
                   UndoesId = posting.ReversesPostingId,
                   UndoneById = posting.UndoneById,
                   Undone = PostingSummary.StateOf(posting.Undone, posting.EntryCount),
               },
        ];
    }

    // IX_LedgerEntries_Posting, for the postings of one page.
    private async Task<Dictionary<long, Concerned>> OwnersAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var concerned = await db.LedgerEntries.Where(entry => ids.Contains(entry.PostingId))
            .GroupBy(entry => entry.PostingId)
            .Select(posting => new
            {
                posting.Key,
                Members = posting.Select(entry => entry.OwnerId).Distinct().Count(),
                OwnerId = posting.Min(entry => entry.OwnerId),
                FirstUserId = posting.Min(entry => entry.UsedById),
                LastUserId = posting.Max(entry => entry.UsedById),
            })
            .ToListAsync(cancellationToken);
        var ones = concerned.Where(posting => posting.Members == 1).ToList();
        var memberIds = ones.Select(posting => posting.OwnerId).Concat(ones.Select(posting => posting.FirstUserId).OfType<long>())
            .Distinct().ToList();
        var members = await db.Members.Where(member => memberIds.Contains(member.Id))
            .Select(member => new ListedMember(member.Id, member.Name, member.Reference))
            .ToDictionaryAsync(member => member.Id, cancellationToken);
        return concerned.ToDictionary(
            posting => posting.Key,
            posting => new Concerned(
                posting.Members,
                posting.Members == 1 ? members[posting.OwnerId] : null,
                posting.Members == 1 && posting.FirstUserId is { } user && user == posting.LastUserId && user != posting.OwnerId
                    ? members[user] : null));
    }

    private async Task<ILookup<long, PostingAmount>> AmountsAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var sums = await db.LedgerEntries.Where(entry => ids.Contains(entry.PostingId))
            .GroupBy(entry => new { entry.PostingId, entry.BenefitKind, entry.Credit!.Benefit!.Currency })
            .Select(unit => new
            {
                unit.Key,
                Sum = unit.Sum(entry => entry.Amount),
                Added = unit.Sum(entry => entry.Amount > 0 ? entry.Amount : 0),
            })
            .ToListAsync(cancellationToken);
        return sums.ToLookup(unit => unit.Key.PostingId,
            unit => new PostingAmount(Unit.Of(unit.Key.BenefitKind, unit.Key.Currency), unit.Sum, unit.Added));
    }

    // Beginning with what undid something, which few postings did (IX_Postings_R24_ReversesPostingId).
    private IQueryable<long> Undone(bool wholly)
    {
        var undoings = db.Undoings.Select(undoing => new
        {
            Id = undoing.ReversesPostingId!.Value,
            Undone = db.Undoings.Where(other => other.ReversesPostingId == undoing.ReversesPostingId).Sum(other => other.EntryCount),
            All = db.Postings.Where(posting => posting.Id == undoing.ReversesPostingId).Select(posting => posting.EntryCount).First(),
        });
        return (wholly ? undoings.Where(one => one.Undone == one.All) : undoings.Where(one => one.Undone < one.All)).Select(one => one.Id);
    }

    private IQueryable<Posting> OfDays(PostingFilter filter)
    {
        var from = filter.From ?? Beginning;
        var postings = db.Postings.Where(posting => posting.RecordedAt >= from);
        return filter.Until is { } until ? postings.Where(posting => posting.RecordedAt < until) : postings;
    }

    // IX_Postings_Kind_Actor: an actor's postings of any kind are one range for each kind.
    private IQueryable<long> OfKindAndActors(PostingKind? kind, IReadOnlyList<Actor>? actors)
    {
        PostingKind[] kinds = kind is { } one ? [one] : Kinds;
        var postings = db.Postings.Where(posting => kinds.Contains(posting.Kind));
        if (actors is null) return KeysOf(postings);
        if (actors.Count == 0) return KeysOf(db.Postings.Where(posting => posting.Id == 0));
        return actors.Select(actor => actor.Kind).Distinct()
            .Select(actorKind =>
            {
                var ids = IdsOf(actors, actorKind);
                return KeysOf(postings.Where(posting => posting.ActorKind == actorKind && ids.Contains(posting.ActorId)));
            })
            .Aggregate((some, others) => some.Concat(others));
    }

    // By the longest word, which fewest members have; the others are asked of those.
    private IQueryable<long> OfMember(IReadOnlyList<string> words)
    {
        var longest = words.MaxBy(word => word.Length)!;
        var end = SearchText.EndOf(longest);
        var found = db.MemberSearchTerms.Where(term => string.Compare(term.Term, longest) >= 0 && string.Compare(term.Term, end) < 0);
        foreach (var word in words.Where(word => word != longest))
        {
            var last = SearchText.EndOf(word);
            found = found.Where(term => db.MemberSearchTerms.Any(other => other.MemberId == term.MemberId
                && string.Compare(other.Term, word) >= 0 && string.Compare(other.Term, last) < 0));
        }

        var owned =
            from term in found
            from entry in db.LedgerEntries.Where(entry => entry.OwnerId == term.MemberId)
            select entry.PostingId;
        var used =
            from term in found
            from use in db.SharedUses.Where(use => use.UsedById == term.MemberId)
            select use.Entry!.PostingId;
        return owned.Concat(used);
    }

    private static long[] IdsOf(IReadOnlyList<Actor> actors, ActorKind kind) =>
        [.. actors.Where(actor => actor.Kind == kind).Select(actor => actor.Id)];

    private static IQueryable<long> KeysOf(IQueryable<Posting> postings) => postings.Select(posting => posting.Id);

    private sealed record Concerned(int Members, ListedMember? Owner, ListedMember? UsedBy);
}
