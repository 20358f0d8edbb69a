using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Late;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>Undoes a posting as a whole, once (R24).</summary>
public sealed record ReversalCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    private const int MaxNotes = 10;

    /// <summary>The posting to undo.</summary>
    public required long PostingId { get; init; }

    /// <summary>
    /// When the event happened that it follows from, such as a cancellation; none when it corrects a mistake, and is then dated as what it
    /// corrects.
    /// </summary>
    public DateTime? HappenedAt { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(null, null, PostingId, null, DateTime.MinValue);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Posting(PostingId) is not { } posting) return Refusals.NoSuchTransaction;
        if (posting.Kind == PostingKind.Reversal) return Refusals.UndoesAnUndoing;
        if (posting.ReversedByPostingId is { } by) return Refusals.UndoneBefore(by);
        var happenedAt = Instants.Cut(HappenedAt);
        if (happenedAt > now) return Refusals.UndoneInTheFuture;
        if (posting.Entries.Any(entry => happenedAt < entry.UsedAt && !Follows(posting, entry))) return Refusals.UndoneBeforeItHappened;
        if (RefuseTexts(required: false) is { } texts) return texts;

        var entries = new List<EntryDraft>(posting.Entries.Count);
        foreach (var entry in posting.Entries)
        {
            var credit = state.Credit(entry.CreditId) ?? throw new InvalidOperationException(
                $"Credit {entry.CreditId} is outside the state.");
            entries.Add(new EntryDraft(credit, null, EntryKind.Reversal, entry.Kind, -entry.Amount,
                happenedAt > entry.UsedAt ? happenedAt.Value : entry.UsedAt)
            {
                UsedById = entry.UsedById,
                ServiceId = entry.ServiceId,
                ReversesEntryId = entry.Id,
            });
        }

        var late = LateRevision.Of(state, rules, entries);
        var draft = new Draft(PostingKind.Reversal, Description, entries, PostingId) { Notes = NotesOf(entries, late, now) };
        return RefuseBelowZero(late, rules.Zone) ?? (Decision)LateText.Extend(draft, late, rules.Zone);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(PostingId);
        writer.Instant(HappenedAt);
    }

    // What was moved with a usage that was recorded late (R16) happened when the move did, later than the usage.
    private static bool Follows(PostedPosting posting, EntryRow entry) =>
        posting.Kind == PostingKind.Usage && entry.Kind is EntryKind.Transfer or EntryKind.Grant;

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
