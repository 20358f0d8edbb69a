using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Issues one line of one membership on a view in memory, in as many runs as one likes, as the one writer does it.</summary>
internal sealed class IssuingRun
{
    private const long Member = 1;
    private const long Benefit = 1;

    private readonly LineSchedule _schedule;
    private readonly LedgerState _view = new();
    private readonly Dictionary<int, List<long>> _credits = [];
    private readonly BenefitTerms _benefit = new(Benefit, "Tickets", Unit.Of(BenefitKind.Uses, null), null, 50, new HashSet<long>());
    private long _lastCredit;
    private int _next;

    public IssuingRun(LineSchedule schedule)
    {
        _schedule = schedule;
        _view.Add(_benefit);
    }

    /// <summary>All rows, as text: what must not depend on when one ran.</summary>
    public List<string> Rows { get; } = [];

    /// <summary>Every entry, for a naive balance.</summary>
    public List<(long Credit, DateTime UsedAt, long Amount)> Entries { get; } = [];

    /// <summary>The credits of each period.</summary>
    public IReadOnlyDictionary<int, List<long>> Credits => _credits;

    public LedgerState View => _view;

    /// <summary>Issues every period that has begun.</summary>
    public void IssueUntil(DateTime now)
    {
        while (_schedule.NextGranted(_next) is { } period && period.StartsAt <= now)
        {
            var act = new IssueCommand(7, 3, period, Actor.Job(JobName.Issuing))
            {
                MemberId = Member,
                BenefitId = Benefit,
                PlanName = "Club",
                PreviousCreditIds = _credits.GetValueOrDefault(period.Number - 1) ?? [],
            };
            Take(Assert.IsType<Draft>(act.Decide(_view, new LedgerRules(), now)), period, now);
            _next = period.Number + 1;
        }
    }

    /// <summary>Uses what the member has; whether it was there.</summary>
    public bool Use(long amount, DateTime now)
    {
        var act = new UsageCommand("use", Actor.User(1)) { MemberId = Member, BenefitId = Benefit, Amount = amount };
        if (act.Decide(_view, new LedgerRules(), now) is not Draft draft) return false;
        foreach (var entry in draft.Entries) Record(entry.Credit!, entry.Amount, entry.UsedAt, entry.Kind.ToString());
        return true;
    }

    private void Take(Draft draft, GrantedPeriod period, DateTime now)
    {
        _credits[period.Number] = [];
        foreach (var entry in draft.Entries)
        {
            var credit = entry.Credit ?? Adopt(entry.NewCredit!, period.Number, now);
            Record(credit, entry.Amount, entry.UsedAt, $"{draft.Kind} {entry.Kind} {entry.NewCredit?.Source} {entry.NewCredit?.IssuedFor} {entry.NewCredit?.ExpiresAt:O} {draft.Text} {entry.NewCredit?.Description}");
        }
    }

    private CreditState Adopt(CreditDraft draft, int period, DateTime now)
    {
        var credit = new CreditState(
            new CreditTerms(++_lastCredit, draft.OwnerId, draft.Benefit, draft.Amount, draft.StartsAt, draft.ExpiresAt, draft.Priority, now),
            BalanceHistory.FromEntries([]), isRevoked: false);
        _view.Add(credit);
        _credits[period].Add(credit.Terms.Id);
        return credit;
    }

    private void Record(CreditState credit, long amount, DateTime usedAt, string what)
    {
        credit.History.Add(usedAt, amount);
        Entries.Add((credit.Terms.Id, usedAt, amount));
        Rows.Add($"credit {credit.Terms.Id}: {amount} at {usedAt:O} {what}");
    }
}
