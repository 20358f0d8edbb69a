using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
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
        if (state.Posting(PostingId) is not { } posting)
            return new Refusal(RefusalReason.NotFound, RefusedField.Whole, "There is no such transaction.");
        if (posting.Kind == PostingKind.Reversal)
            return new Refusal(RefusalReason.NotReversible, RefusedField.Whole,
                "An undoing cannot be undone: record the act again instead.");
        if (posting.ReversedByPostingId is { } by)
            return new Refusal(RefusalReason.NotReversible, RefusedField.Whole, $"This was undone before, by transaction {by}.");
        var happenedAt = Instants.Cut(HappenedAt);
        if (happenedAt > now) return new Refusal(RefusalReason.BadDate, RefusedField.UsedAt, "The date lies in the future.");
        if (posting.Entries.Any(entry => happenedAt < entry.UsedAt))
            return new Refusal(RefusalReason.BadDate, RefusedField.UsedAt,
                "The date lies before what is undone. Use a later date, or none.");
        if (RefuseTexts(required: false) is { } texts) return texts;

        var entries = new List<EntryDraft>(posting.Entries.Count);
        foreach (var entry in posting.Entries)
        {
            var credit = state.Credit(entry.CreditId) ?? throw new InvalidOperationException(
                $"Credit {entry.CreditId} is outside the state.");
            entries.Add(new EntryDraft(credit, null, EntryKind.Reversal, entry.Kind, -entry.Amount, happenedAt ?? entry.UsedAt)
            {
                UsedById = entry.UsedById,
                ServiceId = entry.ServiceId,
                ReversesEntryId = entry.Id,
            });
        }

        return RefuseBelowZero(entries, rules.Zone) ?? (Decision)new Draft(PostingKind.Reversal, Description, entries, PostingId)
        { Notes = NotesOf(entries, now) };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(PostingId);
        writer.Instant(HappenedAt);
    }

    // Names every credit, not only the first: the person must see all that stands in the way.
    private static Refusal? RefuseBelowZero(List<EntryDraft> entries, SiteZone zone)
    {
        var below = new List<SkippedCredit>();
        var sentences = new List<string>();
        foreach (var group in entries.GroupBy(entry => entry.Credit!))
        {
            var after = group.Key.History.Copy();
            foreach (var entry in group) after.Add(entry.UsedAt, entry.Amount);
            var least = after.LowestSince(DateTime.MinValue);
            if (after.Balance > AmountLimit.Largest) return new Refusal(RefusalReason.Invalid, RefusedField.Whole, AmountLimit.Message);
            if (least >= 0) continue;
            var terms = group.Key.Terms;
            below.Add(new SkippedCredit(terms, zone, SkipReason.NotHeldSince, 0));
            sentences.Add($"{CreditName.Of(terms, zone)} would go down to {AmountFormat.Format(least, terms.Benefit.Unit)}");
        }

        return below.Count == 0
            ? null
            : new Refusal(RefusalReason.NotEnough, RefusedField.Whole,
                $"This cannot be undone, because what was given has been used or moved since: {string.Join("; ", sentences)}. " +
                    $"Undo that first.")
            {
                Skipped = below,
            };
    }

    private static List<string> NotesOf(List<EntryDraft> entries, DateTime now)
    {
        var returned = entries.Where(entry => entry.Amount > 0).ToList();
        var expired = returned.Where(entry => entry.Credit!.Terms.IsExpiredAt(now)).ToList();
        var revoked = returned.Except(expired).Where(entry => entry.Credit!.IsRevoked && entry.EffectiveKind != EntryKind.Revocation)
            .ToList();
        return
        [
            .. Notes(expired, "which has expired: the amount expires at once", "have expired: what returns to them expires at once"),
            .. Notes(revoked, "which was revoked: the amount cannot be used", "were revoked: what returns to them cannot be used"),
        ];
    }

    // A bulk posting may return something to thousands of credits: then one sentence for all.
    private static IEnumerable<string> Notes(List<EntryDraft> entries, string ofOne, string ofMany) => entries.Count > MaxNotes
        ? [string.Create(CultureInfo.InvariantCulture, $"{entries.Count:#,0} of the credits {ofMany}.")]
        : entries.Select(
            entry =>
            $"Returns {AmountFormat.Format(entry.Amount, entry.Credit!.Terms.Benefit.Unit)} " +
                $"to {entry.Credit.Terms.Benefit.Name}, {ofOne}.");
}
