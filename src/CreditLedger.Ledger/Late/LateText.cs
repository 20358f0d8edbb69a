using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Late;

/// <summary>A draft with what follows from it for credits that its own had moved to (R16), and that said before one confirms.</summary>
internal static class LateText
{
    private const int MaxNotes = 10;

    /// <summary>The draft with the entries, links and notes of a revision.</summary>
    public static Draft Extend(Draft draft, LateRevision late, SiteZone zone)
    {
        var takes = draft.Kind == PostingKind.Usage;
        var entries = late.Entries(fromTheLatest: takes);
        if (entries.Count == 0) return draft;
        return draft with
        {
            Entries = takes ? [.. entries, .. draft.Entries] : [.. draft.Entries, .. entries],
            Related = late.Links() is not { } links ? draft.Related
                : draft.Related is { } related ? made => related(made).Concat(links(made)) : links,
            Notes = [.. draft.Notes, .. NotesOf(draft, late, zone)],
        };
    }

    /// <summary>
    /// The draft with entries that give back and others that take, and with what follows from both: first what comes back, so that no
    /// credit is below zero in between.
    /// </summary>
    public static Decision Exchange(
        Draft draft, IReadOnlyList<EntryDraft> back, IReadOnlyList<EntryDraft> taken, LedgerState state, LedgerRules rules)
    {
        var whole = LateRevision.Of(state, rules, [.. back, .. taken]);
        if (whole.BelowZero.Any()) return Refusals.MovedOnSince;
        draft = draft with { Entries = [.. back, .. taken] };
        if (whole.Entries(fromTheLatest: true).Count == 0) return draft;
        var (first, second) = (LateRevision.Of(state, rules, back), LateRevision.Of(state, rules, taken));
        var moved = first.Credits.Select(credit => credit.Row.Id).ToHashSet();
        if (second.BelowZero.Any() || second.Credits.Any(credit => moved.Contains(credit.Row.Id))) return Refusals.MovedOnSince;
        var given = Extend(draft with { Kind = PostingKind.Reversal, Entries = back }, first, rules.Zone);
        var used = Extend(draft with { Kind = PostingKind.Usage, Entries = taken, Related = null, Notes = [] }, second, rules.Zone);
        return draft with
        {
            Entries = [.. given.Entries, .. used.Entries],
            Related = used.Related is not { } links ? given.Related
                : made => (given.Related?.Invoke(made) ?? []).Concat(links(made)),
            Notes = [.. given.Notes, .. used.Notes],
        };
    }

    private static List<string> NotesOf(Draft draft, LateRevision late, SiteZone zone)
    {
        var asked = draft.Entries.Select(entry => entry.Credit!.Terms.Id).ToHashSet();
        var notes = late.Credits.Where(credit => credit.Change != 0 && !(credit.State is { } state && asked.Contains(state.Terms.Id)))
            .Select(credit => NoteOf(credit, zone)).ToList();
        return notes.Count <= MaxNotes ? notes
            : [string.Create(CultureInfo.InvariantCulture, $"What had moved on from these credits changes in {notes.Count:#,0} others.")];
    }

    private static string NoteOf(LateCredit credit, SiteZone zone)
    {
        var draft = credit.Drafting?.Invoke(credit.Fed);
        var benefit = credit.State?.Terms.Benefit ?? draft!.Benefit;
        var row = credit.State?.Terms.Row ?? draft!.Row;
        var amount = AmountFormat.Format(Math.Abs(credit.Change), benefit.Unit);
        var name = CreditName.Of(benefit.Name, row.Source, row.SourceName, row.ExpiresAt, zone);
        return credit.Change < 0 ? $"{amount} that had moved to {name} is taken back from there." : $"{amount} more moves to {name}.";
    }
}
