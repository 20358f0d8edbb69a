using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;
using CreditLedger.Web.Infrastructure.Validation;

namespace CreditLedger.Web.Features.Plans;

/// <summary>The form of a plan, filled in as far as it was, and what it would change.</summary>
/// <param name="Plan">The plan as it is; none for a new one.</param>
/// <param name="Benefits">What lines may grant, those that are archived included.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
/// <param name="SeenVersion">The version of the plan that was changed.</param>
/// <param name="Currency">The site's currency, in which a price is told.</param>
/// <param name="IsSent">Whether the form was sent: one that is opened changes nothing yet.</param>
public sealed record PlanFormPage(
    PlanDetails? Plan, IReadOnlyList<OfferedBenefit> Benefits, PlanForm Form, int SeenVersion, string Currency, bool IsSent)
    : ConfirmedPage<PlanForm>(Form)
{
    private static readonly string[] LineFields = ["Benefit", "Tracking", "Amount", "Period", "RolloverMin", "RolloverMax", "Paid"];

    /// <summary>Line by line, what an edit would change; empty while that is not known.</summary>
    public IReadOnlyList<ChangedPlanLine> Changes { get; init; } = [];

    /// <summary>
    /// Whether the edit was begun on an earlier version: it is compared with the plan as it is now, to be confirmed against that.
    /// </summary>
    public bool IsStale => Plan is not null && Plan.Version != SeenVersion;

    /// <summary>The version to send with the next confirmation.</summary>
    public int ShownVersion => MayConfirm ? Form.Version : SeenVersion;

    public override string EffectView => "/Features/Plans/_PlanEffect.cshtml";

    public override string Path => Plan is null ? Routes.NewPlan : Routes.Plan(Plan.Id, "edit");

    public override string NextPath => Plan is null ? Routes.Plans : Routes.Plan(Plan.Id);

    public override string Prompt => "Change something. A preview of what it changes, and from when, appears here before you save. " +
        "What was granted never changes.";

    public override IEnumerable<string> Fields => base.Fields.Concat(
        from row in Enumerable.Range(0, Form.Lines.Count)
        from name in LineFields
        select CommandOutcome.LineField(row, name));

    public override bool JudgesLines => true;

    public override bool MayConfirm => Planned is not null && IsSent;

    public override string Will => Change is { KeepsAll: false } ? $"Changes what {Plan?.Name} grants, as listed above."
        : "What the plan grants stays as it is.";

    public override string Confirm => "Yes, change the plan";

    public override IReadOnlyList<string> Notes =>
        IsStale ? [Refusals.ChangedMeanwhile(PlanRow.Noun).Message, .. ChangeNotes] : ChangeNotes;

    protected override IEnumerable<string> Covered => [.. ChangeNotes, .. Changes.Select(line => line.ToString())];

    private PlanChange? Change => Planned?.Effect as PlanChange;

    private IReadOnlyList<string> ChangeNotes => Plan is not null && Change is not null
        ? PlanText.NotesOf(Plan, ((SavePlanCommand)Command!).Wanted, Change) : [];

    private string Name => CatalogueText.Clean(Form.Name) ?? "";

    public override LedgerCommand Ask(string key, Actor actor, List<FieldError> errors) => new SavePlanCommand(key, actor)
    {
        Id = Plan?.Id ?? 0,
        SeenVersion = SeenVersion,
        Wanted = new PlanRow { Name = Name, SortName = SearchText.Fold(Name), Description = CatalogueText.Clean(Form.Description) },
        Lines = PlanInput.LinesOf(Form, Benefits, Currency, errors),
    };

    public override LedgerCommand ToPreview(LedgerCommand asked) => (SavePlanCommand)asked with { SeenVersion = Form.Version };

    public override string Did(Done recorded) => !recorded.Changed ? $"{Name} is unchanged."
        : Plan is null ? $"{Name} can be assigned now." : $"{Name} is changed.";

    public override string DonePath(Done recorded) => Routes.Plan(recorded.Id);

    public override FormattableString About(Done recorded) => $"plan {recorded.Id}";
}

/// <summary>What becomes of one line.</summary>
/// <param name="Kind">In a word.</param>
/// <param name="Benefit">What it grants.</param>
/// <param name="From">What it grants now; none for a new line.</param>
/// <param name="To">What it will grant; none for one that ends.</param>
/// <param name="When">From when.</param>
public sealed record ChangedPlanLine(PlanLineChangeKind Kind, string Benefit, string? From, string? To, string When);
