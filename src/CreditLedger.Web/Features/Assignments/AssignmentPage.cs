using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>The form that puts a member on a plan, and what it would do (R25).</summary>
public sealed record AssignmentPage(
    long MemberId, string MemberName, IReadOnlyList<SupplyChoice> Plans, AssignmentForm Form,
    string ZoneName, DateOnly Today) : ConfirmedPage<AssignmentForm>(Form)
{
    /// <summary>What each line grants; empty while that is not known.</summary>
    public IReadOnlyList<LineOutlook> Lines => Planned?.Effect as IReadOnlyList<LineOutlook> ?? [];

    public override string Path => Routes.Member(MemberId, "memberships", "new");

    public override string NextPath => Routes.Member(MemberId, "activity");

    public override string Prompt => "Choose a plan and a first day. A preview appears here before you confirm.";

    public override bool Overlap => Form.Overlap;

    public override string Will => $"Puts {MemberName} on {PlanName} from {Wording.Day(Asked.StartsOn)}"
        + (Asked.LastDay is { } last ? $" until the end of {Wording.Day(last)}" : "")
        + (Planned!.Others == 0 ? "" : $", and issues {Issued(Planned)} that {HaveBegun}: {SupplyText.Sums(Planned.Entries)}");

    public override IReadOnlyList<string> Notes => [.. base.Notes, .. FarDay.Notes(Asked.LastDay, Today)];

    public override string Confirm => $"Yes, assign {PlanName}{(Planned!.Others == 0 ? "" : $" and issue {Issued(Planned)}")}";

    private string HaveBegun => Planned!.Others == 1 ? "has begun" : "have begun";

    private AssignPlanCommand Asked => (AssignPlanCommand)Command!;

    private string PlanName => SupplyText.NameOf(Plans, Form.Plan) ?? "the plan";

    public override string EffectView => "_AssignmentEffect";

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        FormText.Number(Form.Plan) is not { } plan || DayText.Read(Form.StartsOn) is not { } first
            ? null
            : new AssignPlanCommand(key, actor)
            {
                MemberId = MemberId,
                PlanId = plan,
                StartsOn = first,
                LastDay = DayText.Read(Form.LastDay),
                Overlap = Form.Overlap,
                DespiteStatus = Form.DespiteStatus,
            };

    public override string Did(Done recorded) => recorded.Others == 0
        ? $"{PlanName} assigned from {Wording.Day(Asked.StartsOn)}"
        : $"{PlanName} assigned: {Issued(recorded)} issued, {SupplyText.Sums(recorded.Entries)}";

    public override FormattableString About(Done recorded) => $"member {MemberId}, membership {recorded.Id}";

    private static string Issued(Done done) => SupplyText.Periods(done.Others);
}
