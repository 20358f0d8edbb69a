using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Undoes a posting, each of its entries once: for some members, or as a whole, which means what still stands of it (R24).
/// </summary>
public sealed record ReversalCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    private const int MaxNotes = 10;

    /// <summary>The posting to undo.</summary>
    public required long PostingId { get; init; }

    /// <summary>The members whose parts are undone; none means all that stands.</summary>
    public IReadOnlyList<long> MemberIds { get; init; } = [];

    /// <summary>Whether the actor may undo no more than <see cref="UndoRule"/> allows everyone. Not part of the content.</summary>
    public bool OwnOnly { get; init; }

    /// <summary>
    /// When the event happened that it follows from, such as a cancellation; none when it corrects a mistake, and is then dated as what it
    /// corrects.
    /// </summary>
    public DateTime? HappenedAt { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(null, null, PostingId, null, DateTime.MinValue);

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) => state.Posting(PostingId) is { } posting
        ? posting.Of(MemberIds).Select(entry => entry.Row.CreditId).Distinct() : [];

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) =>
        HappenedAt is { } happenedAt ? new TypedDay(rules.Zone.DayOf(happenedAt), RefusedField.UsedAt) : null;

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Posting(PostingId) is not { } posting) return Refusals.NoSuchTransaction;
        if (posting.Kind == PostingKind.Reversal) return Refusals.UndoesAnUndoing;
        if (posting.Kind is PostingKind.Merge or PostingKind.Unmerge) return Refusals.UndoneAsMerge;
        if (posting.Entries.Any(entry => entry.Row.BookingId is not null)) return Refusals.BelongsToBooking;
        if (RefusePart(posting) is { } part) return part;
        if (posting.Kind == PostingKind.Repayment && MemberIds.Count > 0) return Refusals.UndoneAsAWhole;
        if (OwnOnly && !UndoRule.IsOwnAndRecent(Actor, posting.Actor, posting.Kind, posting.RecordedAt, now))
            return Refusals.NotOwnOrTooLate;
        var standing = posting.Of(MemberIds).Where(entry => entry.ReversedByPostingId is null).Select(entry => entry.Row)
            .OrderBy(entry => entry.Kind == EntryKind.Allowance).ToList();
        var happenedAt = Instants.Cut(HappenedAt);
        if (happenedAt > now) return Refusals.UndoneInTheFuture;
        if (standing.Exists(entry => happenedAt < entry.UsedAt && !Follows(posting, entry))) return Refusals.UndoneBeforeItHappened;
        if (RefuseTexts(required: false) is { } texts) return texts;
        if (posting.Kind == PostingKind.Repayment)
            return RepaymentRule.Undo(new Draft(PostingKind.Reversal, Description, [], PostingId), posting, state, rules, now);
        if (RefuseInUse(state, standing, rules.Zone) is { } inUse) return inUse;

        var entries = new List<EntryDraft>(standing.Count);
        foreach (var entry in standing)
        {
            var credit = state.Credit(entry.CreditId) ?? throw new InvalidOperationException(
                $"Credit {entry.CreditId} is outside the state.");
            var correctedAt = DateOf(Follows(posting, entry) ? standing.MinBy(other => other.UsedAt)! : entry, rules, now);
            var datedAt = happenedAt ?? (correctedAt > entry.UsedAt ? correctedAt : entry.UsedAt);
            entries.Add(new EntryDraft(
                credit, null, EntryKind.Reversal, entry.Kind, -entry.Amount, datedAt > entry.UsedAt ? datedAt : entry.UsedAt)
            {
                UsedById = entry.UsedById,
                ServiceId = entry.ServiceId,
                ReversesEntryId = entry.Id,
                BookingId = entry.BookingId,
            });
        }

        var late = LateRevision.Of(state, rules, entries);
        var draft = new Draft(PostingKind.Reversal, Description, entries, PostingId)
        { Notes = [.. LockNotes(standing, happenedAt, rules), .. NotesOf(entries, late, now)] };
        return RefuseBelowZero(late, rules.Zone) ?? (Decision)LateText.Extend(draft, late, rules.Zone);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(PostingId);
        writer.Instant(HappenedAt);

        // Nothing is written of a whole: requests from before there were parts keep their hashes.
        foreach (var member in MemberIds.Distinct().Order()) writer.Number(member);
    }

    // What was undone before stays so; of a whole, the rest is undone.
    private Refusal? RefusePart(PostedPosting posting)
    {
        var parts = posting.Of(MemberIds).ToLookup(entry => entry.MemberId);
        if (MemberIds.Any(member => !parts.Contains(member))) return Refusals.NotInTransaction;
        // What a posting had reversed itself is not reversed again: it is recorded once more.
        bool IsUndone(IEnumerable<PostedEntry> part) =>
            part.All(entry => entry.ReversedByPostingId is not null || entry.Row.Kind == EntryKind.Reversal)
            && part.Any(entry => entry.ReversedByPostingId is not null);
        var undone = parts.Where(IsUndone).ToList();
        if (undone.Count == 0 || (MemberIds.Count == 0 && undone.Count < parts.Count)) return null;
        var by = undone.SelectMany(part => part).Max(entry => entry.ReversedByPostingId ?? 0);
        return undone.Count == parts.Count ? Refusals.UndoneBefore(by) : Refusals.UndoneInPartBefore(by);
    }

    // A correction is dated as what it corrects; of a locked day, today (R49). The entry refers to it in any case.
    private static DateTime DateOf(EntryRow entry, LedgerRules rules, DateTime now) => entry.UsedAt < rules.OpenFrom ? now : entry.UsedAt;

    private static IEnumerable<string> LockNotes(List<EntryRow> standing, DateTime? happenedAt, LedgerRules rules) =>
        happenedAt is null && standing.Find(entry => entry.UsedAt < rules.OpenFrom) is { } locked
            ? [Refusals.UndoneToday(rules.Zone.DayOf(locked.UsedAt), rules.LockedUpTo!.Value)] : [];

    // What was moved with a usage that was recorded late (R16) happened when the move did, later than the usage.
    private static bool Follows(PostedPosting posting, EntryRow entry) =>
        posting.Kind == PostingKind.Usage && entry.Kind is EntryKind.Transfer or EntryKind.Grant;

    // The balance of an unlimited credit is 0 whatever was used (R48).
    private static Refusal? RefuseInUse(LedgerState state, List<EntryRow> standing, SiteZone zone) =>
        standing.Where(entry => entry.Kind == EntryKind.Grant).Select(entry => state.Credit(entry.CreditId))
            .FirstOrDefault(credit => credit is { Terms.IsUnlimited: true, Sums.Used: > 0 }) is { } used
            ? Refusals.UnlimitedInUse(new SkippedCredit(used.Terms, zone, SkipReason.NotHeldSince, 0), used.Sums.Used) : null;

    private static Refusal? RefuseBelowZero(LateRevision late, SiteZone zone)
    {
        if (late.Credits.Any(credit => credit.History.Balance > AmountLimit.Largest)) return Refusals.AmountTooLarge(RefusedField.Whole);
        var below = late.BelowZero.Where(credit => credit.State is not null).Select(credit =>
            (new SkippedCredit(credit.State!.Terms, zone, SkipReason.NotHeldSince, 0), credit.History.Lowest)).ToList();
        return below.Count == 0 ? null : Refusals.WouldGoBelowZero(below);
    }

    // By credit: what came back to one that rolled over has gone on (R16).
    private static List<string> NotesOf(List<EntryDraft> entries, LateRevision late, DateTime now)
    {
        var returned = late.Credits.Where(credit => credit is { State: not null, Change: > 0 }).ToList();
        var expired = returned.Where(credit => credit.State!.Terms.IsExpiredAt(now)).ToList();
        var unrevoked = entries.Where(entry => entry.EffectiveKind == EntryKind.Revocation)
            .Select(entry => entry.Credit!.Terms.Id).ToHashSet();
        var revoked = returned.Except(expired).Where(credit => credit.State!.IsRevoked && !unrevoked.Contains(credit.State.Terms.Id))
            .ToList();
        return
        [
            .. Notes(expired, "which has expired: the amount expires at once", "have expired: what returns to them expires at once"),
            .. Notes(revoked, "which was revoked: the amount cannot be used", "were revoked: what returns to them cannot be used"),
        ];
    }

    // A bulk posting may return something to thousands of credits: then one sentence for all.
    private static IEnumerable<string> Notes(List<LateCredit> credits, string ofOne, string ofMany) => credits.Count > MaxNotes
        ? [string.Create(CultureInfo.InvariantCulture, $"{credits.Count:#,0} of the credits {ofMany}.")]
        : credits.Select(
            credit =>
            $"Returns {AmountFormat.Format(credit.Change, credit.State!.Terms.Benefit.Unit)} " +
                $"to {credit.State.Terms.Benefit.Name}, {ofOne}.");
}
