using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// Applies drafts to the state that they were decided on: numbers the rows, links them into their owners' chains (R7, R8), and lets the
/// state be what it will be when they are written, so that the next command of the same transaction sees them. Reads and writes nothing.
/// </summary>
/// <param name="state">What the commands were shown.</param>
/// <param name="rows">Receives the rows.</param>
/// <param name="ids">Numbers them.</param>
/// <param name="rules">The site's settings.</param>
/// <param name="now">The moment of recording.</param>
public sealed class CommandApplier(LedgerState state, RowBatch rows, IRowIds ids, LedgerRules rules, DateTime now)
{
    private readonly ChainHasher _hasher = new();

    /// <summary>Applies what a command drafted.</summary>
    /// <param name="command">The command.</param>
    /// <param name="draft">What it drafted.</param>
    /// <param name="generation">How often its key was carried out, this time included (R9).</param>
    public Done Apply(LedgerCommand command, Draft draft, int generation = 1)
    {
        if (!draft.ChangesSomething) return DoneWith(0, [], draft.MadeId, draft) with { Changed = false };
        if (draft.MakesBooking) draft = draft.Booked(ids.NextId(BookingRow.Table));
        if (LockRule.FirstLocked(draft, rules) is { } locked)
            throw new InvalidOperationException($"An entry of {locked.UsedAt:O} is on or before the lock date (R49).");
        var hasText = draft.Description is not null || command.InternalNote is not null;
        var salt = hasText || command.Description is not null ? ids.Salt() : null;

        // Without a posting there is nowhere to keep a salt: the texts are no part of the hash then (R41).
        var hash = command.RequestHash(draft.Entries.Count == 0 ? null : command.TextDigest(salt));
        var (entries, credits, outcomes) =
            (new List<EntryRow>(draft.Entries.Count), new List<CreditRow>(), new List<EntryOutcome>(draft.Entries.Count));
        PostingRow? posting = null;
        if (draft.Entries.Count > 0)
        {
            posting = new PostingRow
            {
                Id = ids.NextId(PostingRow.Table),
                IdempotencyKey = command.IdempotencyKey,
                RequestHash = hash,
                Kind = draft.Kind,
                ActorKind = command.Actor.Kind,
                ActorId = command.Actor.Id,
                Description = draft.Description,
                InternalNote = command.InternalNote,
                TextSalt = hasText ? salt : null,
                TextDigest = hasText ? TextDigests.Of(salt, draft.Description, command.InternalNote) : null,
                RecordedAt = now,
                EntryCount = draft.Entries.Count,
                ReversesPostingId = draft.ReversesPostingId,
            };
            rows.Postings.Add(posting);
            foreach (var entry in draft.Entries) outcomes.Add(Append(entry, posting, draft, entries, credits));
            Show(posting, entries);
        }

        var made = new DraftRows(posting, entries, credits, ids) { MadeId = draft.MadeId };
        foreach (var change in draft.Related?.Invoke(made) ?? []) Add(change);
        Add(RelatedChange.Insert(new RequestRow
        {
            IdempotencyKey = command.IdempotencyKey,
            Generation = generation,
            Hash = hash,
            PostingId = posting?.Id,
            MadeId = made.MadeId == 0 ? null : made.MadeId,
            RecordedAt = now,
        }));
        return DoneWith(posting?.Id ?? 0, outcomes, made.MadeId, draft) with { Generation = generation };
    }

    /// <summary>Adds what the audit says of a command that was carried out.</summary>
    public void Audit(AuditNote note, Done done) =>
        rows.Related.Add(RelatedChange.Insert(AuditRow.Of(note, note.About?.Invoke(done), ids.NextId(AuditRow.Table), now)));

    private static Done DoneWith(long postingId, IReadOnlyList<EntryOutcome> outcomes, long madeId, Draft draft) =>
        new(postingId, outcomes, IsReplay: false) { Id = madeId, Notes = draft.Notes, Skipped = draft.Skipped, Effect = draft.Effect };

    // A later command of the same transaction may undo it, and sees what it undid.
    private void Show(PostingRow posting, List<EntryRow> entries)
    {
        state.Add(new PostedPosting(posting.Id, posting.Kind, [.. entries.Select(entry => new PostedEntry(entry, OriginOwnerOf(entry)))])
        {
            Actor = posting.Actor,
            RecordedAt = posting.RecordedAt,
        });
        if (posting.ReversesPostingId is { } reversed && state.Posting(reversed) is { } undone)
            state.Add(undone.ReversedBy(posting.Id, entries.Select(entry => entry.ReversesEntryId).OfType<long>().ToHashSet()));
    }

    private long? OriginOwnerOf(EntryRow entry) =>
        entry.Kind == EntryKind.Grant && state.Credit(entry.CreditId)?.Terms.Row.OriginCreditId is { } origin
            ? state.Credit(origin)?.Terms.OwnerId : null;

    private EntryOutcome Append(EntryDraft draft, PostingRow posting, Draft whole, List<EntryRow> entries, List<CreditRow> credits)
    {
        // The rule may have decided on a copy, with what comes back first: the rows are those of the credit itself.
        var credit = draft.Credit is { } known ? state.Credit(known.Terms.Id) ?? known
            : draft.CreatesCredit ? Grant(draft.NewCredit!, credits) : Granted(draft.NewCredit!, whole, credits);
        var before = credit.Balance;
        var terms = credit.Terms;
        var head = state.HeadOf(terms.OwnerId);
        var row = new EntryRow
        {
            Id = ids.NextId(EntryRow.Table),
            OwnerId = terms.OwnerId,
            Sequence = head.Sequence + 1,
            CreditId = terms.Id,
            PostingId = posting.Id,
            Kind = draft.Kind,
            EffectiveKind = draft.EffectiveKind,
            BenefitKind = terms.Benefit.Kind,
            Amount = draft.Amount,
            UsedAt = draft.UsedAt,
            OccursAt = draft.OccursAt ?? draft.UsedAt,
            BookedDay = rules.Zone.DayOf(draft.UsedAt),
            RecordedAt = now,
            UsedById = draft.UsedById,
            ServiceId = draft.ServiceId,
            ReversesEntryId = draft.ReversesEntryId,
            BookingId = draft.BookingId,
            Hash = new byte[ChainHasher.HashLength],
        };
        _hasher.Hash(head.Hash, row, posting, draft.CreatesCredit ? terms.Row : null, row.Hash);
        state.SetHead(terms.OwnerId, new OwnerHead(row.Sequence, row.Hash));
        rows.Entries.Add(row);
        entries.Add(row);
        credit.Add(row.Kind, row.EffectiveKind, row.Amount, row.UsedAt, row.Kind == EntryKind.Revocation && whole.EndsMembership);
        rows.Touch(credit, isNew: draft.CreatesCredit);
        Share(row, credit);
        Free(row, terms);
        return new EntryOutcome(terms.Id, terms.OwnerId, terms.Benefit.Name, terms.Benefit.Unit, row.Kind, row.Amount, before,
            credit.Balance);
    }

    private CreditState Grant(CreditDraft draft, List<CreditRow> credits)
    {
        var salt = draft.Row.Description is null ? null : ids.Salt();
        var row = draft.Row with
        {
            Id = ids.NextId(CreditRow.Table),
            RecordedAt = now,
            TextSalt = salt,
            TextDigest = salt is null ? null : TextDigests.Of(salt, draft.Row.Description),
        };
        rows.Credits.Add(row);
        credits.Add(row);
        if (row.ExternalId is { } externalId) state.TakenExternalIds[externalId] = new ExternalIdHolder(row.Id, row.Generation, false);
        var credit = CreditState.New(row, draft.Benefit);
        state.Add(credit);
        return credit;
    }

    // The external id of a credit whose grant is undone may be given again (R9).
    private void Free(EntryRow row, CreditTerms terms)
    {
        if (row is { Kind: EntryKind.Reversal, EffectiveKind: EntryKind.Grant } && terms.Row is { ExternalId: { } externalId } undone)
            state.TakenExternalIds[externalId] = new ExternalIdHolder(undone.Id, undone.Generation, IsUndone: true);
    }

    // The grants of a draft and the credits that became of them are in the same order.
    private CreditState Granted(CreditDraft draft, Draft whole, List<CreditRow> credits)
    {
        var place = whole.Entries.Where(entry => entry.CreatesCredit).TakeWhile(entry => !ReferenceEquals(entry.NewCredit, draft)).Count();
        return state.Credit(credits[place].Id)!;
    }

    // A later command of the same transaction counts it against a cap (R13).
    private void Share(EntryRow row, CreditState credit)
    {
        if (SharedUseRow.Of(row) is { } use)
        {
            Add(RelatedChange.Insert(use));
            if (row.Kind == EntryKind.Usage)
                state.Add(new SharedUsage(row.Id, use.UsedById, row.OwnerId, credit.Terms.Benefit.Unit, row.OccursAt, -row.Amount));
        }

        if (row is { EffectiveKind: EntryKind.Usage, ReversesEntryId: { } reversed }) state.RemoveSharedUse(reversed);
    }

    private void Add(RelatedChange change)
    {
        rows.Related.Add(change);
        state.Related.Apply(change);
        if (change.Row is CommitmentRow commitment) state.Show(commitment);
        if (change.Row is MemberRow member) state.SetSurvivor(member.Id, member.MergedIntoId);
    }
}

/// <summary>The last link of an owner's chain.</summary>
/// <param name="Sequence">Its number; 0 before the first.</param>
/// <param name="Hash">Its hash; the chain's start before the first.</param>
public readonly record struct OwnerHead(long Sequence, byte[] Hash)
{
    /// <summary>Before the first entry.</summary>
    public static readonly OwnerHead None = new(0, ChainHasher.Start);
}
