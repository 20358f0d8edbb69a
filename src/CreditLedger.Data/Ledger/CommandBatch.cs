using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Decides a chunk of acts, in order, on one view of the ledger, and gathers the rows of those that pass: ids, sequences, hashes and all.
/// One act or five thousand: the same road.
/// </summary>
internal sealed class CommandBatch(LedgerTransaction transaction, LedgerRules rules, DateTime now)
{
    private readonly LedgerState _view = new();
    private readonly Dictionary<string, (byte[] RequestHash, AppendResult Result)> _decided = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long PostingId, byte[] RequestHash)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<long, OwnerHead> _heads = [];
    private Dictionary<long, List<EntryOutcome>> _replays = [];
    private readonly ChainHasher _hasher = new();

    /// <summary>The rows to be inserted.</summary>
    public LedgerRows Rows { get; } = new();

    /// <summary>Decides all; nothing is written yet.</summary>
    public async Task<IReadOnlyList<AppendResult>> DecideAsync(IReadOnlyList<LedgerCommand> acts, CancellationToken cancellationToken)
    {
        await transaction.ReadByTextsAsync(
            "SELECT IdempotencyKey, Id, RequestHash FROM Postings WHERE IdempotencyKey {ids}",
            [.. acts.Select(act => act.IdempotencyKey).Distinct(StringComparer.Ordinal)],
            reader => _known[reader.GetString(0)] = (reader.GetInt64(1), (byte[])reader.GetValue(2)),
            cancellationToken);
        _replays = await PostingReplay.OutcomesAsync(transaction, [.. _known.Values.Select(known => known.PostingId)], cancellationToken);
        var loader = new LedgerLoader(transaction, _view, rules);
        await loader.LoadAsync([.. acts.Where(act => !_known.ContainsKey(act.IdempotencyKey)).Select(act => (act, act.Scope(now)))], cancellationToken);
        foreach (var (owner, head) in loader.Heads) _heads[owner] = head;

        var results = new AppendResult[acts.Count];
        for (var index = 0; index < acts.Count; index++) results[index] = await ResultOfAsync(acts[index], loader, cancellationToken);
        return results;
    }

    /// <summary>What would become of one act.</summary>
    public async Task<PreviewResult> PreviewAsync(LedgerCommand act, CancellationToken cancellationToken)
    {
        var loader = new LedgerLoader(transaction, _view, rules);
        await loader.LoadAsync([(act, act.Scope(now))], cancellationToken);
        foreach (var (owner, head) in loader.Heads) _heads[owner] = head;
        return await DecideAsync(act, loader, cancellationToken) switch
        {
            Draft draft => new Planned(OutcomesOf(draft), draft.Notes) { Skipped = draft.Skipped },
            Refusal refusal => new PlanRefused(refusal),
            var other => throw new InvalidOperationException($"No such decision: {other}."),
        };
    }

    private async Task<AppendResult> ResultOfAsync(LedgerCommand act, LedgerLoader loader, CancellationToken cancellationToken)
    {
        var requestHash = act.RequestHash();
        if (_known.TryGetValue(act.IdempotencyKey, out var known))
        {
            return known.RequestHash.AsSpan().SequenceEqual(requestHash)
                ? new Recorded(known.PostingId, _replays[known.PostingId], IsReplay: true)
                : new KeyReused(known.PostingId);
        }

        if (_decided.TryGetValue(act.IdempotencyKey, out var decided) && decided.Result is Recorded first)
            return decided.RequestHash.AsSpan().SequenceEqual(requestHash) ? first with { IsReplay = true } : new KeyReused(first.PostingId);

        AppendResult result = await DecideAsync(act, loader, cancellationToken) switch
        {
            Draft draft => await StageAsync(act, requestHash, draft, loader, cancellationToken),
            Refusal refusal => new Refused(refusal),
            var other => throw new InvalidOperationException($"No such decision: {other}."),
        };
        _decided[act.IdempotencyKey] = (requestHash, result);
        return result;
    }

    private async Task<Decision> DecideAsync(LedgerCommand act, LedgerLoader loader, CancellationToken cancellationToken)
    {
        if (act.IdempotencyKey.Length is 0 or > LedgerCommand.MaxKeyLength)
            return new Refusal(RefusalReason.Invalid, RefusedField.Whole, $"An idempotency key has 1 to {LedgerCommand.MaxKeyLength} characters.");
        var scope = act.Scope(now);
        if (scope.MemberId is { } memberId && !_heads.ContainsKey(memberId))
            return new Refusal(RefusalReason.NotFound, RefusedField.Member, "There is no such member.");

        await ReachAsync(scope, loader, cancellationToken);
        var decision = act.Decide(_view, rules, now);
        if (decision is not Refusal { Reason: RefusalReason.NotEnough } || act is not UsageCommand || !await loader.LoadAllOfAsync(scope, cancellationToken))
            return decision;

        // Short: look at the credits that are over or yet to come as well, so that the answer can name them (R15).
        await ReachAsync(scope, loader, cancellationToken);
        return act.Decide(_view, rules, now);
    }

    // Dated before a credit's last entry: the rule needs what came after (R16).
    private async Task ReachAsync(CommandScope scope, LedgerLoader loader, CancellationToken cancellationToken)
    {
        foreach (var credit in scope.CreditIds) await loader.ReachAsync(credit, scope.UsedAt, UnwrittenOf(credit), cancellationToken);
        if (scope.MemberId is { } memberId)
        {
            // Gathered first, because reaching back shows each anew; for nearly every act there is none.
            List<long>? beyond = null;
            foreach (var credit in _view.InReachOf(memberId))
            {
                if (credit.Terms.IsLiveAt(scope.UsedAt) && !credit.History.Reaches(scope.UsedAt)) (beyond ??= []).Add(credit.Terms.Id);
            }

            foreach (var creditId in beyond ?? []) await loader.ReachAsync(creditId, scope.UsedAt, UnwrittenOf(creditId), cancellationToken);
        }
        else if (scope.PostingId is { } postingId && _view.Posting(postingId) is { } posting)
        {
            foreach (var entry in posting.Entries) await loader.ReachAsync(entry.CreditId, scope.UsedAt, UnwrittenOf(entry.CreditId), cancellationToken);
        }
    }

    private IEnumerable<(DateTime UsedAt, long Amount)> UnwrittenOf(long creditId) =>
        Rows.Entries.Where(row => row.Entry.CreditId == creditId).Select(row => (row.Entry.UsedAt, row.Entry.Amount));

    private async Task<Recorded> StageAsync(LedgerCommand act, byte[] requestHash, Draft draft, LedgerLoader loader, CancellationToken cancellationToken)
    {
        var posting = new ChainPosting(
            await transaction.NextIdAsync(LedgerTable.Postings, cancellationToken), act.IdempotencyKey, requestHash, draft.Kind, act.Actor, draft.Text, now,
            draft.Entries.Count, draft.ReversesPostingId);
        Rows.Postings.Add(posting);

        var outcomes = new List<EntryOutcome>(draft.Entries.Count);
        var rows = new List<PostedEntry>(draft.Entries.Count);
        foreach (var entry in draft.Entries)
        {
            ChainCredit? granted = null;
            var credit = entry.Credit;
            if (entry.NewCredit is { } terms)
            {
                granted = await NewCreditAsync(terms, cancellationToken);
                credit = Adopt(granted.Value, terms, loader);
            }

            var before = credit!.Balance;
            var row = await SealAsync(entry, credit, posting, granted, cancellationToken);
            Apply(row, credit, loader);
            rows.Add(new PostedEntry(row.Id, row.CreditId, row.Kind, row.Amount, row.UsedAt, row.UsedById, row.ServiceId));
            outcomes.Add(new EntryOutcome(
                credit.Terms.Id, credit.Terms.OwnerId, credit.Terms.Benefit.Name, credit.Terms.Benefit.Unit, entry.Kind, entry.Amount, before, credit.Balance));
        }

        // A later act of the same chunk may undo this one, or try to undo the same again.
        _view.Add(new PostedPosting(posting.Id, posting.Kind, null, rows));
        if (draft.ReversesPostingId is { } reversed && _view.Posting(reversed) is { } undone) _view.Add(undone with { ReversedByPostingId = posting.Id });
        return new Recorded(posting.Id, outcomes, IsReplay: false);
    }

    private async Task<ChainCredit> NewCreditAsync(CreditDraft draft, CancellationToken cancellationToken) => new(
        await transaction.NextIdAsync(LedgerTable.Credits, cancellationToken), draft.OwnerId, draft.Benefit.Id, draft.Benefit.Kind, draft.Amount,
        draft.StartsAt, draft.ExpiresAt, draft.Priority, draft.Source, draft.SourceName, draft.OriginCreditId, draft.Description, draft.ExternalId, now);

    private CreditState Adopt(ChainCredit credit, CreditDraft draft, LedgerLoader loader)
    {
        Rows.Credits.Add(credit);
        if (draft.IssuedFor is { } origin) Rows.MembershipCredits.Add(new MembershipCreditRow(credit.Id, origin));
        if (credit.ExternalId is { } externalId) _view.TakenExternalIds[externalId] = credit.Id;
        loader.Adopt(new CreditSums
        {
            CreditId = credit.Id,
            OwnerId = credit.OwnerId,
            BenefitId = credit.BenefitId,
            BenefitKind = credit.BenefitKind,
            StartsAt = credit.StartsAt,
            ExpiresAt = credit.ExpiresAt,
        });
        var terms = new CreditTerms(credit.Id, credit.OwnerId, draft.Benefit, credit.Amount, credit.StartsAt, credit.ExpiresAt, credit.Priority, credit.RecordedAt)
        {
            SourceName = credit.SourceName,
        };
        var state = new CreditState(terms, BalanceHistory.FromEntries([]), isRevoked: false);
        _view.Add(state);
        return state;
    }

    private async Task<ChainEntry> SealAsync(EntryDraft draft, CreditState credit, ChainPosting posting, ChainCredit? granted, CancellationToken cancellationToken)
    {
        var owner = credit.Terms.OwnerId;
        var head = _heads[owner];
        var entry = new ChainEntry(
            await transaction.NextIdAsync(LedgerTable.LedgerEntries, cancellationToken), owner, head.Sequence + 1, credit.Terms.Id, posting.Id, draft.Kind,
            draft.EffectiveKind, credit.Terms.Benefit.Kind, draft.Amount, draft.UsedAt, now, draft.UsedById, draft.ServiceId, draft.ReversesEntryId);
        var hash = new byte[ChainHasher.HashLength];
        _hasher.Hash(head.Hash, entry, posting, granted, hash);
        _heads[owner] = new OwnerHead(entry.Sequence, hash);
        Rows.Entries.Add(new SealedEntry(entry, hash));
        return entry;
    }

    private void Apply(in ChainEntry entry, CreditState credit, LedgerLoader loader)
    {
        credit.History.Add(entry.UsedAt, entry.Amount);
        var sums = loader.SumsOf(entry.CreditId);
        sums.Add(entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt);
        credit.IsRevoked = sums.Revoked;
        Rows.Sums[entry.CreditId] = sums;

        // A later act of the same chunk counts it against a cap (R13).
        if (entry is { Kind: EntryKind.Usage, UsedById: { } user } && user != entry.OwnerId)
            _view.Add(new SharedUsage(entry.Id, user, entry.OwnerId, credit.Terms.Benefit.Unit, entry.UsedAt, -entry.Amount));
        else if (entry is { EffectiveKind: EntryKind.Usage, ReversesEntryId: { } reversed })
            _view.RemoveSharedUse(reversed);
    }

    private static List<EntryOutcome> OutcomesOf(Draft draft)
    {
        var balances = new Dictionary<CreditState, long>();
        var outcomes = new List<EntryOutcome>(draft.Entries.Count);
        foreach (var entry in draft.Entries)
        {
            if (entry.NewCredit is { } granted)
            {
                outcomes.Add(new EntryOutcome(0, granted.OwnerId, granted.Benefit.Name, granted.Benefit.Unit, entry.Kind, entry.Amount, 0, entry.Amount));
                continue;
            }

            var credit = entry.Credit!;
            var before = balances.GetValueOrDefault(credit, credit.Balance);
            balances[credit] = before + entry.Amount;
            outcomes.Add(new EntryOutcome(
                credit.Terms.Id, credit.Terms.OwnerId, credit.Terms.Benefit.Name, credit.Terms.Benefit.Unit, entry.Kind, entry.Amount, before, before + entry.Amount));
        }

        return outcomes;
    }
}
