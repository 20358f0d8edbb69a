using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>The form that changes a membership's plan, and the arithmetic of it, line by line.</summary>
public sealed record PlanChangePage(MembershipSummary Membership, PlanChangeForm Form, IReadOnlyList<SupplyChoice> Plans, SiteZone Zone)
    : ConfirmedPage<PlanChangeForm>(Form)
{
    public override string Path => Routes.Membership(Membership.Id, "change");

    public override string NextPath => Routes.Member(Membership.MemberId, "activity");

    public override string Prompt => "Choose a plan. A preview of what is revoked and granted appears here before you confirm.";

    /// <summary>What changes, line by line; empty while that is not known.</summary>
    public IReadOnlyList<ChangedLine> Lines => Planned?.Effect is not EndingEffect effect ? [] :
    [
        .. effect.Remaining.Select(LineOf),
        .. effect.Grants.Select(line => (Line: line, line.Periods[0].Forecast.Period)).Select(first => new ChangedLine(
            first.Line.Benefit.Name,
            $"Granted for {SupplyText.Days(first.Period)}, then {SupplyText.Each(first.Line.Period)}",
            first.Period.Terms.IsUnlimited ? "unlimited"
                : AmountFormat.WithSign(first.Period.Terms.Amount, first.Line.Benefit.Unit))),
    ];

    public override string EffectView => "_PlanChangeEffect";

    /// <summary>The agreed last day holds for the new plan as well (R28).</summary>
    public override IReadOnlyList<string> Notes =>
    [
        .. base.Notes,
        (Planned?.Effect as EndingEffect)?.AgreedEndsAt is { } agreed
            ? $"{PlanName} ends at the end of {Wording.Day(Zone.LastUsable(agreed).Day)}, the agreed last day."
            : $"{PlanName} runs until it is ended.",
    ];

    public override bool NeedsDescription => Form.When == "now" && Form.Remainder != "keep";

    public override bool Overlap => Form.Overlap;

    public override string Will => $"Moves {Membership.MemberName} from {Membership.PlanName} to {PlanName} "
        + (ChangesNow ? "now" : $"on {FirstDay(Planned!)}, when the next period begins");

    public override string Confirm => $"Yes, change to {PlanName} {(ChangesNow ? "now" : $"on {FirstDay(Planned!)}")}";

    protected override IEnumerable<string> Covered => base.Covered.Concat(Lines.Select(line => line.ToString()));

    private ChangePlanCommand Asked => (ChangePlanCommand)Command!;

    private bool ChangesNow => Asked.When == MembershipEnd.Now;

    private string PlanName => SupplyText.NameOf(Plans, Form.Plan) ?? "the plan";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) => FormText.Number(Form.Plan) is not
    { } plan ? null : new ChangePlanCommand(key, actor)
    {
        MembershipId = Membership.Id,
        PlanId = plan,
        When = Form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd,
        Revoke = NeedsDescription,
        Overlap = Form.Overlap,
        DespiteStatus = Form.DespiteStatus,
    };

    public override string Did(Done recorded) =>
        $"{Membership.PlanName} " + (ChangesNow ? $"changed to {PlanName}" : $"changes to {PlanName} on {FirstDay(recorded)}");

    public override FormattableString About(Done recorded) => $"membership {Membership.Id}, followed by membership {recorded.Id}";

    // What was recorded before has no effect to tell of: its end is the membership's.
    private string FirstDay(Done done) =>
        ((done.Effect as EndingEffect)?.EndsAt ?? Membership.EndsAt) is { } end ? Wording.Day(Zone.DayOf(end)) : "the next period";

    private ChangedLine LineOf(RemainingCredit credit)
    {
        var (name, unit) = (credit.Terms.Benefit.Name, credit.Terms.Benefit.Unit);
        if (credit.Terms.IsUnlimited) return new ChangedLine(name, Asked.Revoke ? "Ends" : "Kept until it expires", "unlimited");
        if (Asked.Revoke)
        {
            var revoked = $"Revoked: {AmountFormat.Format(credit.Amount, unit)} → {AmountFormat.Format(0, unit)}";
            return new ChangedLine(name, revoked, AmountFormat.WithSign(-credit.Amount, unit));
        }

        var kept = ChangesNow ? "Kept until it expires" : "Stays until the period ends, then expires";
        return new ChangedLine(name, kept, AmountFormat.Format(credit.Amount, unit));
    }
}

/// <summary>What a change of plan does to one benefit, in words and numbers.</summary>
/// <param name="Benefit">The benefit.</param>
/// <param name="What">What happens.</param>
/// <param name="Amount">How much.</param>
public sealed record ChangedLine(string Benefit, string What, string Amount);
