using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Model;

/// <summary>The real rules on a state in memory: what they draft is applied as the one writer does it.</summary>
internal sealed class RealLedger
{
    private readonly LedgerRules _rules;
    private readonly TestIds _ids = new();

    public RealLedger(LedgerRules rules)
    {
        _rules = rules;
        foreach (var benefit in NaiveLedger.Benefits)
        {
            var unit = benefit.Kind == "Time" ? Unit.Of(BenefitKind.Time, null) : Unit.Of(BenefitKind.Money, benefit.Unit);
            View.Add(new BenefitTerms(benefit.Id, $"Benefit {benefit.Id}", unit, benefit.Step == 30 ? 30 : null, 50,
                benefit.Services.ToHashSet())
            { Shared = benefit.Shared });
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
        View.Add(new SharedAccess(right.Member, $"Member {right.Member}", right.Group, $"Group {right.Group}", right.Owner,
            $"Member {right.Owner}")
        {
            MayUse = right.MayUse,
            SharedFirst = right.First,
            Kinds = right.Kinds.Select(Enum.Parse<BenefitKind>).ToHashSet(),
            Caps = caps,
        });
    }

    public Decision Decide(LedgerCommand command, DateTime now)
    {
        var decision = command.Decide(View, _rules, now);
        if (decision is Draft draft) new CommandApplier(View, new RowBatch(), _ids, _rules, now).Apply(command, draft);
        return decision;
    }
}
