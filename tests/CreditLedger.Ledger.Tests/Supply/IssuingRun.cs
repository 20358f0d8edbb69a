using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;

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
    private readonly TestIds _ids = new();
    private readonly LedgerRules _rules;
    private int _next;

    public IssuingRun(LineSchedule schedule, LedgerRules? rules = null)
    {
        (_schedule, _rules) = (schedule, rules ?? new LedgerRules());
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
            Take(act, Assert.IsType<Draft>(LockRule.Decide(act, _view, _rules, now)), period, now);
            _next = period.Number + 1;
        }
    }

    /// <summary>Uses what the member has; whether it was there.</summary>
    public bool Use(long amount, DateTime now)
    {
        var act = new UsageCommand("use", Actor.User(1)) { MemberId = Member, BenefitId = Benefit, Amount = amount };
        if (LockRule.Decide(act, _view, _rules, now) is not Draft draft) return false;
        var rows = new RowBatch();
        new CommandApplier(_view, rows, _ids, _rules, now).Apply(act, draft);
        foreach (var entry in rows.Entries) Record(entry.CreditId, entry.Amount, entry.UsedAt, entry.Kind.ToString());
        return true;
    }

    private void Take(IssueCommand command, Draft draft, GrantedPeriod period, DateTime now)
    {
        var rows = new RowBatch();
        new CommandApplier(_view, rows, _ids, _rules, now).Apply(command, draft);
        _credits[period.Number] = [.. rows.Credits.Select(credit => credit.Id)];
        var granted = rows.Credits.ToDictionary(credit => credit.Id);
        var links = rows.Related.Select(change => change.Row).OfType<MembershipCreditRow>().ToDictionary(link => link.CreditId);
        foreach (var entry in rows.Entries)
        {
            var credit = granted.GetValueOrDefault(entry.CreditId);
            Record(entry.CreditId, entry.Amount, entry.UsedAt,
                $"{draft.Kind} {entry.Kind} {credit?.Source} " +
                $"{links.GetValueOrDefault(entry.CreditId)} {credit?.ExpiresAt:O} {draft.Description} {credit?.Description}");
        }
    }

    private void Record(long creditId, long amount, DateTime usedAt, string what)
    {
        Entries.Add((creditId, usedAt, amount));
        Rows.Add($"credit {creditId}: {amount} at {usedAt:O} {what}");
    }
}
