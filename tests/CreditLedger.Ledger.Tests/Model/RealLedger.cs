using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Tests.Model;

/// <summary>The real rules on a view in memory: what they draft is taken in, as the one writer does it.</summary>
internal sealed class RealLedger
{
    private readonly LedgerRules _rules;
    private long _lastCredit;
    private long _lastPosting;
    private long _lastEntry;

    public RealLedger(LedgerRules rules)
    {
        _rules = rules;
        foreach (var benefit in NaiveLedger.Benefits)
        {
            var unit = benefit.Kind == "Time" ? Unit.Of(BenefitKind.Time, null) : Unit.Of(BenefitKind.Money, benefit.Unit);
            View.Add(new BenefitTerms(benefit.Id, $"Benefit {benefit.Id}", unit, benefit.Step == 30 ? 30 : null, 50, benefit.Services.ToHashSet()) { Shared = benefit.Shared });
        }
    }

    public LedgerState View { get; } = new();

    /// <summary>Takes in what a group lets a member use.</summary>
    public void Share(NaiveLedger.Right right)
    {
        var caps = new Dictionary<BenefitKind, Cap>();
        var period = Enum.Parse<Period>(right.Period);
        if (right.CapTime is { } time) caps[BenefitKind.Time] = new Cap(time, period);
        if (right.CapMoney is { } money) caps[BenefitKind.Money] = new Cap(money, period);
        View.Add(new SharedAccess(right.Member, $"Member {right.Member}", right.Group, $"Group {right.Group}", right.Owner, $"Member {right.Owner}")
        {
            MayUse = right.MayUse,
            SharedFirst = right.First,
            Kinds = right.Kinds.Select(Enum.Parse<BenefitKind>).ToHashSet(),
            Caps = caps,
        });
    }

    public Decision Decide(LedgerCommand act, DateTime now)
    {
        var decision = act.Decide(View, _rules, now);
        if (decision is Draft draft) Take(draft, now);
        return decision;
    }

    private void Take(Draft draft, DateTime now)
    {
        var entries = new List<PostedEntry>();
        foreach (var entry in draft.Entries)
        {
            var credit = entry.Credit ?? Adopt(entry.NewCredit!, now);
            credit.History.Add(entry.UsedAt, entry.Amount);
            if (entry is { Kind: EntryKind.Revocation } or { Kind: EntryKind.Reversal, EffectiveKind: EntryKind.Grant }) credit.IsRevoked = true;
            else if (entry is { Kind: EntryKind.Reversal, EffectiveKind: EntryKind.Revocation }) credit.IsRevoked = false;
            _lastEntry++;
            if (entry is { Kind: EntryKind.Usage, UsedById: { } user } && user != credit.Terms.OwnerId)
                View.Add(new SharedUsage(_lastEntry, user, credit.Terms.OwnerId, credit.Terms.Benefit.Unit, entry.UsedAt, -entry.Amount));
            else if (entry.ReversesEntryId is { } reversed) View.RemoveSharedUse(reversed);
            entries.Add(new PostedEntry(_lastEntry, credit.Terms.Id, entry.Kind, entry.Amount, entry.UsedAt, entry.UsedById, entry.ServiceId));
        }

        View.Add(new PostedPosting(++_lastPosting, draft.Kind, null, entries));
        if (draft.ReversesPostingId is { } undone) View.Add(View.Posting(undone)! with { ReversedByPostingId = _lastPosting });
    }

    private CreditState Adopt(CreditDraft draft, DateTime now)
    {
        var terms = new CreditTerms(++_lastCredit, draft.OwnerId, draft.Benefit, draft.Amount, draft.StartsAt, draft.ExpiresAt, draft.Priority, now) { SourceName = draft.SourceName };
        var credit = new CreditState(terms, BalanceHistory.FromEntries([]), isRevoked: false);
        View.Add(credit);
        return credit;
    }
}
